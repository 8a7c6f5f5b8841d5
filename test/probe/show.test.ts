import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShow, withoutKeys } from '../../src/probe/show.js';

describe('createShow', () => {
  it('blacks secrets out, in plain, URL-encoded and JSON-escaped spelling', () => {
    const show = createShow(['sk-fake/"key"']);
    expect(show('Bearer sk-fake/"key"')).toBe('Bearer ••••');
    expect(show('?k=sk-fake%2F%22key%22')).toBe('?k=••••');
    expect(show('{"key":"sk-fake/\\"key\\""}')).toBe('{"key":"••••"}');
  });

  it('takes the longer of two secrets first', () => {
    expect(createShow(['sk-fake', 'sk-fake-longer'])('key sk-fake-longer')).toBe('key ••••');
  });

  it('removes control characters, escape sequences and direction overrides', () => {
    expect(createShow([])('a\u001b[31mred\u0007\r\n b\u202ec')).toBe('a [31mred b c');
  });

  it('finds a secret that a line end was put into', () => {
    expect(createShow(['two words'])('two\nwords')).toBe('••••');
  });

  it('cuts long texts, not through a character', () => {
    expect(createShow([])('x'.repeat(400))).toHaveLength(300);
    expect(createShow([])(`${'x'.repeat(8)}😀y`, 10)).toBe('xxxxxxxx…');
  });

  it('never leaks, wherever the secret stands', () => {
    const secret = fc.stringMatching(/^[!-~]{6,40}$/).filter((text) => !text.includes('•'));
    const noise = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.array(noise),
        fc.integer({ min: 1, max: 400 }),
        (secrets, around, limit) => {
          const text = around.flatMap((part, index) => [part, secrets[index % secrets.length] ?? '']).join('');
          const shown = createShow(secrets)(text + secrets.join(''), limit);
          for (const each of secrets) expect(shown).not.toContain(each);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be gone
          expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          expect(shown.length).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('withoutKeys', () => {
  it.each([
    ['Authorization: Bearer abcdefgh12345678, next', 'Authorization: Bearer ••••, next'],
    ['key sk-abcdefghijklmnop1234 is wrong', 'key •••• is wrong'],
    ['http://user:password@10.0.0.5:8000/v1', 'http://••••@10.0.0.5:8000/v1'],
    ['token hf_abcdefghijklmnopqrst', 'token ••••'],
  ])('%s', (text, shown) => {
    expect(withoutKeys(text)).toBe(shown);
  });

  it('leaves names of models, placeholders and sentences about keys alone', () => {
    for (const text of [
      'sk-model',
      'Bearer ${VLLM_API_KEY}',
      'Bearer token is missing',
      'org/model@q4_k_m',
      'Qwen/Qwen3-32B',
    ]) {
      expect(withoutKeys(text)).toBe(text);
    }
  });
});
