import { describe, expect, it } from 'vitest';
import { symptoms } from '../../src/explain/explain-text.js';
import { knownErrors } from '../../src/probe/error-body.js';
import { createGate, needlesOf } from '../../src/probe/needles.js';

describe('needlesOf', () => {
  it.each([
    [/model not found/, ['model not found']],
    [/Model Not Found/i, ['model not found']],
    [/HTTP (?<status>\d+) refused/, [' refused']],
    [/tokens?/, ['token']],
    [/to?ken/, ['ken']],
    [/abc|defg/, ['abc', 'defg']],
    [/(?:abc|defg)\d/, ['abc', 'defg']],
    [/(?:abc)?\d+(?:x|yyy)zzz/, ['zzz']],
    [/(?:abc|\d)/, undefined],
    [/[abc]+\d{3}/, undefined],
    [/ab|cdef/, undefined],
    [/\bCUDA\b.{0,40}memory/, ['memory']],
    [/a\.b\.c\(d\)/, ['a.b.c(d)']],
    [/foo(?!bar)baz/, ['foobaz']],
    [/wait+ing/, ['wait']],
    [/x{0}yyy/, ['yyy']],
    [/\u0041bcd/, ['bcd']],
    [/[(|)]abc/, ['abc']],
  ])('%s', (pattern, needles) => {
    expect(needlesOf(pattern)).toEqual(needles);
  });
});

describe('createGate', () => {
  const patterns = [...knownErrors, ...symptoms].map(({ pattern }) => pattern);
  const filled = (template: string) => template.replace(/\{\w+\}/g, '1001');
  const texts = [...knownErrors.map(({ template }) => filled(template)), ...symptoms.map(({ wording }) => wording)];

  it('lets every pattern pass that matches, on every known text', () => {
    const gate = createGate(patterns);
    for (const text of texts.flatMap((known) => [known, known.toUpperCase(), `{"error":"${known}"}`])) {
      const worthTrying = gate(text);
      const lost = patterns.filter((pattern) => pattern.test(text) && !worthTrying(pattern));
      expect(
        lost.map(({ source }) => source),
        text,
      ).toEqual([]);
    }
  });

  it('keeps most of them away from a line that says nothing', () => {
    const worthTrying = createGate(patterns)('2026-11-21T14:00:00Z INFO [queue] request 7 took 12 ms');
    expect(patterns.filter(worthTrying).length).toBeLessThan(patterns.length / 5);
  });
});
