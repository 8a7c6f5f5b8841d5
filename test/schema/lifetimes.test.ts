import { describe, expect, it } from 'vitest';
import { movedKeys, retiredKeys } from '../../src/schema/key-moves.js';
import { knowsPath } from '../../src/schema/known-path.js';
import { fateOf, lifetimeOf } from '../../src/schema/lifetimes.js';
import { bundledReleases, newestRelease } from '../../src/schema/releases.js';

describe('lifetimeOf', () => {
  it('names the releases that know a key, and where its meaning went', () => {
    expect(lifetimeOf(['agents', 'defaults', 'llm'], '2026.9.6')).toEqual({
      first: '2026.3.31',
      last: '2026.4.22',
      movedTo: 'models.providers.<id>.timeoutSeconds',
    });
  });

  it('knows keys under any name, in a list and in another roster', () => {
    expect(lifetimeOf(['models', 'providers', 'vllm', 'contextWindow'], '2026.9.6')).toMatchObject({
      last: '2026.7.1',
      movedTo: 'models.providers.vllm.models[].contextWindow',
    });
    expect(lifetimeOf(['agents', 'list', 0, 'embeddedHarness'], '2026.9.6')).toMatchObject({ last: '2026.5.12' });
  });

  it('says of a retired key that nothing replaces it', () => {
    expect(lifetimeOf(['agents', 'defaults', 'compaction', 'reserveTokensFloor'], '2026.9.6')).toMatchObject({
      note: expect.stringMatching(/retired/),
    });
  });

  it('says of a later key only when it comes', () => {
    expect(lifetimeOf(['agents', 'entries'], '2026.4.22')).toEqual({ first: '2026.8.2', last: newestRelease });
  });

  it('knows nothing of a key that never was', () => {
    expect(lifetimeOf(['agents', 'defaults', 'zebra'], '2026.9.6')).toBeUndefined();
  });
});

describe('the table of moves', () => {
  /** Keys that a pattern describes. */
  const examples = (pattern: string): readonly string[] => {
    const group = /\{([^{}]*)\}/.exec(pattern);
    if (group !== null) return (group[1] ?? '').split(',').flatMap((way) => examples(pattern.replace(group[0], way)));
    return [
      pattern.replace('agents.*', 'agents.defaults').replace('channels.*', 'channels.slack').replaceAll('*', 'x'),
    ];
  };
  const targets = (pattern: string, release: string) =>
    examples(pattern).flatMap((path) => fateOf(path.split('.'), release).movedTo ?? []);

  it.each(movedKeys.map(([from, to]) => [from, to] as const))('%s is found', (from) => {
    expect(bundledReleases.flatMap((release) => targets(from, release))).not.toEqual([]);
  });

  it('never sends anybody to a place that the release does not have', () => {
    for (const [from] of movedKeys) {
      for (const release of bundledReleases) {
        for (const movedTo of targets(from, release)) {
          expect([from, release, movedTo, knowsPath(movedTo, release)]).toEqual([from, release, movedTo, true]);
        }
      }
    }
  });

  it('retires nothing that the newest release has', () => {
    expect(retiredKeys.flatMap(examples).filter((path) => knowsPath(path, newestRelease))).toEqual([]);
  });
});
