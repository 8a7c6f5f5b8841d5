import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import { compareReleases, isRelease } from '../../src/release/version.js';
import { checks } from '../../src/schema/checks/index.js';
import { listsFor } from '../../src/schema/lists.js';
import { holdsFor } from '../../src/schema/range.js';
import { repairFor, repairs } from '../../src/schema/repairs/index.js';
import { recordedFixtures } from './recorded.js';

const rules = [...checks, ...repairs];

describe('checks and repairs', () => {
  it('hold for a range of releases that exists', () => {
    for (const { name, from, before } of rules) {
      const ends = [from, before].filter((end) => end !== undefined);
      expect([name, ends.filter((end) => !isRelease(end))]).toEqual([name, []]);
      if (from !== undefined && before !== undefined) expect(compareReleases(from, before)).toBeLessThan(0);
    }
  });

  it('say where they were read, and have each their own name', () => {
    for (const { name, source } of rules) expect([name, source]).toEqual([name, expect.stringMatching(/\S/)]);
    // One name may stand for two rules that follow each other.
    const names = checks.map(({ name, from = '' }) => `${name} from ${from}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are each met by a config on which a real release was asked', () => {
    const waiting = new Set(checks);
    for (const { release, cases } of recordedFixtures()) {
      const lists = listsFor(release);
      for (const { config } of cases) {
        const parsed = parseConfig({ file: 'openclaw.json', text: config });
        if (!parsed.ok || !isObject(parsed.document.value)) continue;
        const { original, written, value } = repairFor(release, parsed.document.value);
        const surroundings = {
          env: {},
          home: '/home/user',
          configDir: '/config',
          platform: 'linux',
          exists: () => false,
        } as const;
        for (const check of waiting) {
          if (!holdsFor(check, release)) continue;
          for (const _ of check.run({ original, written, value, release, lists, surroundings })) waiting.delete(check);
        }
      }
    }
    expect([...waiting].map(({ name }) => name)).toEqual([]);
  });
});
