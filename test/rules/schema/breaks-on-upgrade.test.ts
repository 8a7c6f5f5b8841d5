import { known } from '../../../src/facts/fact.js';
import rule from '../../../src/rules/schema/breaks-on-upgrade.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'valid in both', config: oneModel(), release: '2026.4.22' },
    { name: 'the newest release', config: oneModel(), release: '2026.9.6' },
    { name: 'refused today as well', config: '{ nonsense: 1 }', release: '2026.4.22' },
  ],
  flagged: [
    {
      name: 'moved',
      config: '{ tools: { exec: { timeoutSec: 600 } } }',
      release: '2026.4.22',
      findings: [
        {
          messageId: 'moves',
          at: 'timeoutSec',
          data: { newest: '2026.9.6', path: 'tools.exec.timeoutSec' },
          severity: 'warning',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'retired',
      config: '{ meta: { lastTouchedAt: "2026-04-24T10:28:17.046Z" } }',
      release: '2026.4.22',
      findings: [{ messageId: 'retired', data: { newest: '2026.9.6', path: 'meta.lastTouchedAt' }, severity: 'info' }],
    },
    {
      name: 'a retired model',
      config: `{ agents: { defaults: { model: "v/a", imageModel: { primary: "google/gemini-1.5-flash" } } } }`,
      release: '2026.4.22',
      findings: [
        {
          messageId: 'model',
          at: '"google/gemini-1.5-flash"',
          data: { newest: '2026.9.6', model: 'google/gemini-1.5-flash' },
          severity: 'warning',
        },
      ],
    },
    {
      name: 'gone, and no migration knows it',
      config: oneModel({ agents: 'compaction: { reserveTokensFloor: 4096 }' }),
      release: '2026.7.1',
      facts: (facts) =>
        facts.upgrade.ok
          ? { ...facts, upgrade: known({ ...facts.upgrade.value, migration: { steps: [], lost: [], blocked: [] } }) }
          : facts,
      findings: [{ messageId: 'refused', at: 'reserveTokensFloor', severity: 'warning' }],
    },
  ],
});
