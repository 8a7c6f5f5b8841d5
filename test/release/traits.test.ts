import { describe, expect, it } from 'vitest';
import { type ReleaseTraits, traitRowsFor, traitsOf } from '../../src/release/traits.js';

/** Columns of the measured matrix: 2026.4.22 up to 2026.9.6. */
const releases = [
  '2026.4.22',
  '2026.5.2',
  '2026.5.12',
  '2026.6.11',
  '2026.7.1',
  '2026.8.2',
  '2026.9.1',
  '2026.9.6',
] as const;

function row<T>(read: (traits: ReleaseTraits) => T): T[] {
  return releases.map((release) => read(traitsOf(release)));
}

describe('traitsOf', () => {
  it('knows what a missing api becomes', () => {
    expect(row((t) => t.missingApi === 'openai-responses')).toEqual([true, ...Array(7).fill(false)]);
  });

  it('knows how the output limit is cut', () => {
    const rule = (t: ReleaseTraits) =>
      t.outputLimit.rule === 'window-minus-estimate' ? 'window - estimate' : t.outputLimit.cap;
    expect(row(rule)).toEqual([32_000, 32_000, 'window', ...Array(5).fill('window - estimate')]);
    expect(rule(traitsOf('2026.5.22'))).toBe('window');
    expect(rule(traitsOf('2026.5.28'))).toBe('window - estimate');
  });

  it('knows the limits of a model that no row lists', () => {
    expect(row((t) => t.unlistedModelLimit)).toEqual([
      'first-row-or-32000',
      'first-row-or-32000',
      'first-row-or-32000',
      'first-row-or-32000',
      'first-row-or-none',
      'first-row-or-none',
      'first-row-or-none',
      'none',
    ]);
    expect(row((t) => t.unlistedModelWindow === 'first-row')).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(traitsOf('2026.9.5').unlistedModelLimit).toBe('none');
  });

  it('knows the window floors', () => {
    expect(row((t) => t.windowFloor.block)).toEqual([16_000, ...Array(7).fill(4_000)]);
    expect(row((t) => t.windowFloor.warn)).toEqual([32_000, ...Array(7).fill(8_000)]);
  });

  it('knows the compaction reserve and its timeout', () => {
    expect(row((t) => t.reserve)).toEqual([
      'floor-20000',
      'floor-20000',
      'floor-20000',
      'floor-20000',
      'floor-20000-capped',
      'fixed-20000-capped',
      'fixed-20000-capped',
      'quarter',
    ]);
    expect(row((t) => t.compactionTimeoutSeconds)).toEqual([900, 900, 900, 180, 180, 180, 180, 180]);
    expect(traitsOf('2026.6.1').compactionTimeoutSeconds).toBe(900);
    expect(traitsOf('2026.9.2').reserve).toBe('fixed-20000-capped');
    expect(traitsOf('2026.9.3').reserve).toBe('quarter');
  });

  it('knows the default limits by host', () => {
    const pairs = (host: 'local' | 'vllmId' | 'container' | 'other') =>
      row((t) => `${t.timeouts[host].idle ?? '-'}/${t.timeouts[host].firstEvent ?? '-'}`);
    expect(pairs('local')).toEqual(['120/120', '120/120', '-/-', '-/-', '-/300', '-/300', '-/300', '-/300']);
    expect(pairs('vllmId')).toEqual([...Array(5).fill('120/120'), ...Array(3).fill('300/300')]);
    expect(pairs('container')).toEqual([...Array(4).fill('120/120'), '120/300', ...Array(3).fill('300/300')]);
    expect(pairs('other')).toEqual(Array(8).fill('120/120'));
  });

  it('knows which releases cut a provider timeout to 120 s off local hosts', () => {
    const ceiling = (release: string) => traitsOf(release).timeouts.providerCeiling;
    expect(['2026.5.7', '2026.5.12', '2026.5.18', '2026.5.20'].map(ceiling)).toEqual([null, 120, 120, null]);
  });

  it('knows the key for slow models', () => {
    expect(row((t) => t.slowModelKey.startsWith('agents'))).toEqual([true, ...Array(7).fill(false)]);
    expect(traitsOf('2026.4.29').slowModelKey).toBe('models.providers.<id>.timeoutSeconds');
  });

  it('knows what the network guard refuses, maintenance releases included', () => {
    expect(row((t) => t.guard)).toEqual([
      'none',
      'none',
      'loopback-only',
      'configured-origin',
      'configured-origin',
      'configured-origin-but-0.0.0.0',
      'configured-origin-but-0.0.0.0',
      'configured-origin-but-0.0.0.0',
    ]);
    expect(traitsOf('2026.6.35').guard).toBe('configured-origin-but-0.0.0.0');
    expect(traitsOf('2026.6.35').toolSearch).toBe('off-lean-turns-on');
    expect(traitsOf('2026.7.35').guard).toBe('configured-origin');
    expect(traitsOf('2026.7.35').unsetTemplate).toBe('sent-as-text');
  });

  it('knows what becomes of keys', () => {
    expect(row((t) => t.unsetTemplate === 'sent-as-text')).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(row((t) => t.dollarName === 'resolved')).toEqual([false, false, false, true, false, false, false, false]);
    expect(traitsOf('2026.6.35').dollarName).toBe('resolved');
    expect(row((t) => t.workingDirEnvHoldsKeys)).toEqual([true, true, true, ...Array(5).fill(false)]);
    expect(row((t) => t.envShorthand)).toEqual([true, true, true, true, true, false, false, false]);
    expect(row((t) => t.keylessHosts)).toEqual([
      'loopback',
      'private',
      'private',
      ...Array(5).fill('private-and-container'),
    ]);
  });

  it('knows when usage is asked for, and tool_choice', () => {
    expect(row((t) => t.usageInStream.vllm)).toEqual([true, false, ...Array(6).fill(true)]);
    expect(row((t) => t.usageInStream.otherIds)).toEqual(['never', 'never', 'always', ...Array(5).fill('local-hosts')]);
    expect(row((t) => t.sendsToolChoice)).toEqual([false, false, ...Array(6).fill(true)]);
    expect(row((t) => t.twoUserMessages)).toEqual([...Array(7).fill(false), true]);
  });

  it('gives a release between two rows the older one, a pre-release too, and an unknown old one the oldest', () => {
    expect(traitsOf('2026.5.3-1').timeouts).toEqual(traitsOf('2026.5.2').timeouts);
    expect(traitsOf('2026.8.2-beta.1').roster).toBe('list');
    expect(traitsOf('2026.1.1')).toEqual(traitsOf('2026.3.31'));
  });

  it('is plain data', () => {
    for (const release of releases) {
      const traits = traitsOf(release);
      expect(JSON.parse(JSON.stringify(traits))).toEqual(traits);
    }
  });
});

it.each(releases)('names the row behind each trait of %s, and where it was seen', (release) => {
  const rows = traitRowsFor(release);
  expect(Object.fromEntries(rows.map(({ trait, value }) => [trait, value]))).toEqual(traitsOf(release));
  expect(rows.filter(({ from, source }) => !/^2026\./.test(from) || source === '')).toEqual([]);
});
