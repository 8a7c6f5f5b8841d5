import { describe, expect, it } from 'vitest';
import { simulatorOptions } from '../../src/simulate/options.js';
import { pythonJson } from '../../src/simulate/prompt.js';
import { isSince } from '../../src/simulate/release.js';

describe('simulatorOptions', () => {
  it('serves one model with a window of 32768 unless told otherwise', () => {
    expect(simulatorOptions({}, {})).toEqual({ models: [{ id: 'simulated-model', maxModelLen: 32768 }], faults: [] });
  });

  it('reads every value', () => {
    const flags = {
      port: '8000',
      host: '127.0.0.1',
      model: ['a', 'org/b=4096'],
      maxModelLen: '16384',
      apiKeyEnv: 'VLLM_API_KEY',
      release: '0.25.1',
      firstTokenMs: '250',
      prefillRate: '2000',
      decodeRate: '40.5',
      tools: false,
      stringContentOnly: true,
      rolesMustAlternate: true,
      seed: '7',
      fault: ['hang', 'rate-limit:2'],
    };
    expect(simulatorOptions(flags, { VLLM_API_KEY: 'sk-fake-key' })).toEqual({
      port: 8000,
      host: '127.0.0.1',
      models: [
        { id: 'a', maxModelLen: 16384 },
        { id: 'org/b', maxModelLen: 4096 },
      ],
      apiKey: 'sk-fake-key',
      release: '0.25.1',
      firstTokenDelayMs: 250,
      prefillTokensPerSecond: 2000,
      decodeTokensPerSecond: 40.5,
      tools: false,
      stringContentOnly: true,
      rolesMustAlternate: true,
      seed: 7,
      faults: [{ kind: 'hang' }, { kind: 'rate-limit', times: 2 }],
    });
  });

  it.each([
    ['32k', 32_000],
    ['32K', 32_768],
  ])('reads a window of %s as vLLM does', (maxModelLen, tokens) => {
    expect(simulatorOptions({ maxModelLen }, {}).models[0]?.maxModelLen).toBe(tokens);
  });

  it.each([
    ['10', 10_000],
    ['1500ms', 1_500],
    ['2m', 120_000],
  ])('reads %s before the first token', (firstToken, ms) => {
    expect(simulatorOptions({ firstToken }, {}).firstTokenDelayMs).toBe(ms);
  });

  it.each([
    [{ port: 'x' }, "--port 'x' does not fit"],
    [{ port: '70000' }, "--port '70000' does not fit"],
    [{ maxModelLen: '0' }, "--max-model-len '0' does not fit"],
    [{ release: 'latest' }, "'latest' is no release of vLLM"],
    [{ prefillRate: '-1' }, "--prefill-rate '-1' is no number above 0"],
    [{ firstToken: 'soon' }, "--first-token 'soon' is no time"],
    [{ fault: 'flood' }, "--fault 'flood' is not known"],
    [{ apiKeyEnv: 'NOT_SET' }, 'the environment variable NOT_SET is not set'],
    [{ model: ' ' }, '--model needs a name'],
  ])('refuses %j', (flags, message) => {
    expect(() => simulatorOptions(flags, {})).toThrow(
      expect.objectContaining({ name: 'DoctorError', code: 'usage', message }),
    );
  });
});

describe('isSince', () => {
  it.each([
    ['0.11.0', '0.10.1', true],
    ['0.10.1', '0.10.1', true],
    ['0.10.0', '0.10.1', false],
    ['0.9.2', '0.10.0', false],
    ['1.0.0', '0.25.1', true],
    ['0.11.1.dev3+gabc', '0.11.1', true],
  ])('%s is %s or newer: %s', (release, version, since) => {
    expect(isSince(release, version)).toBe(since);
  });
});

describe('pythonJson', () => {
  it('puts a space behind commas and colons, and keeps letters as they are', () => {
    expect(pythonJson({ a: [1, 'ü', null], b: { c: true } })).toBe('{"a": [1, "ü", null], "b": {"c": true}}');
    expect(pythonJson([])).toBe('[]');
    expect(pythonJson({})).toBe('{}');
  });
});
