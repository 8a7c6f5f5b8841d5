import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorBody } from '../../src/probe/error-body.js';

const overflow =
  "'max_tokens' or 'max_completion_tokens' is too large: 8192. This model's maximum context length is 16384 tokens and your request has 13612 input tokens (8192 > 16384 - 13612).";
const known = {
  id: 'vllm.ctx.max-tokens-too-large',
  kind: 'context-overflow',
  numbers: { outputTokens: 8192, maxModelLen: 16384, inputTokens: 13612 },
};

describe('readErrorBody', () => {
  it.each([
    ['nested', { error: { message: overflow, type: 'BadRequestError', param: null, code: 400 } }],
    ['flat', { object: 'error', message: overflow, type: 'BadRequestError', param: null, code: 400 }],
    ['string', { error: overflow }],
    ['detail', { detail: overflow }],
    ['detail', { detail: { msg: overflow, type: 'service_unavailable' } }],
    ['message', { message: overflow }],
    ['nested', [{ error: { message: overflow } }]],
    // SGLang inside a stream: nested around flat.
    ['nested', { error: { object: 'error', message: overflow, code: 400 } }],
    ['nested', { error: { error: { message: overflow } } }],
  ])('reads the sentence and its numbers out of the %s shape', (shape, body) => {
    expect(readErrorBody(JSON.stringify(body))).toMatchObject({ shape, message: overflow, recognised: known });
  });

  it('takes the tails off that vLLM prints behind its sentence', () => {
    const tails = [`${overflow} None`, `${overflow} (parameter=max_tokens, value=8192)`];
    const both = `${overflow} (parameter=max_tokens, value=8192) None`;
    for (const message of [...tails, both]) {
      expect(readErrorBody(JSON.stringify({ error: { message } })).message).toBe(overflow);
    }
  });

  it('says once what vLLM 0.14.1 says twice', () => {
    const sentence = 'The system message must come first.';
    expect(readErrorBody(JSON.stringify({ error: { message: `${sentence} ${sentence}` } })).message).toBe(sentence);
  });

  it('names the place of the first FastAPI validation error', () => {
    const body = {
      detail: [{ loc: ['body', 'messages', 0], msg: 'Field required', type: 'missing' }, { msg: 'more' }],
    };
    expect(readErrorBody(JSON.stringify(body)).message).toBe('body.messages.0: Field required');
  });

  it('reads the type of TGI, of a flat and of a nested body', () => {
    expect(readErrorBody('{"error":"Model is overloaded","error_type":"overloaded"}')).toMatchObject({
      type: 'overloaded',
      recognised: { id: 'tgi.overloaded' },
    });
    expect(readErrorBody('{"error":{"message":"x","type":"invalid_request_error"}}').type).toBe(
      'invalid_request_error',
    );
  });

  it('recognises the 401 of vLLM by its whole body', () => {
    expect(readErrorBody('{"error":"Unauthorized"}').recognised).toEqual({
      id: 'vllm.unauthorized',
      kind: 'auth',
      numbers: {},
    });
  });

  it('looks through the wrapper of LiteLLM for the numbers', () => {
    const message = `litellm.ContextWindowExceededError: litellm.BadRequestError: Hosted_vllmException - ${overflow}`;
    expect(readErrorBody(JSON.stringify({ error: { message, code: '400' } })).recognised).toEqual(known);
  });

  it('says what came when it is no JSON', () => {
    expect(readErrorBody('<!DOCTYPE html><title>502 Bad Gateway</title>')).toMatchObject({
      shape: 'html',
      message: 'HTML page: 502 Bad Gateway',
    });
    expect(readErrorBody('\n  upstream connect error\nsecond line')).toMatchObject({
      shape: 'text',
      message: 'upstream connect error',
    });
    expect(readErrorBody('  ')).toMatchObject({ shape: 'empty', message: '' });
  });

  it('never throws on arbitrary text, JSON or not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), errorLike()), (text) => {
        const body = readErrorBody(text);
        expect(typeof body.message).toBe('string');
        expect(JSON.parse(JSON.stringify(body))).toEqual(body);
      }),
      { numRuns: 500 },
    );
  });

  it('needs little time for a hostile sentence', () => {
    const hostile = ['tool_choice=', '1 validation errors: ', 'Unsupported chat content part type: ', '9'].map((part) =>
      part.repeat(200_000 / part.length),
    );
    const started = performance.now();
    for (const text of hostile) readErrorBody(JSON.stringify({ error: { message: text } }));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

function errorLike() {
  const value = fc.jsonValue();
  return fc
    .record(
      { error: value, detail: value, message: value, object: fc.constantFrom('error', 'list'), type: value },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body));
}
