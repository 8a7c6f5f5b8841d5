import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/probe/json-fields.js';

describe('parseJson', () => {
  it('reads JSON, and nothing else', () => {
    expect(parseJson('{"a":[1,null]}')).toEqual({ a: [1, null] });
    expect(parseJson('{"a":NaN}')).toBeUndefined();
  });

  it('takes no nesting that no answer has', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parseJson(nested(400))).toBeDefined();
    expect(parseJson(nested(900_000))).toBeUndefined();
  });

  it('counts no bracket inside a text', () => {
    const text = JSON.stringify({ text: `"\\${'['.repeat(2_000)}` });
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});
