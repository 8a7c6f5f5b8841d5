import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBreaker } from '../../src/probe/breaker.js';
import { askChat, smokeMessages } from '../../src/probe/chat.js';
import { type ClientOptions, type Cost, createClient } from '../../src/probe/client.js';
import { askVersion } from '../../src/probe/identity.js';
import { askTokenize } from '../../src/probe/tokenize.js';
import type { Answer, ProbeFailure } from '../../src/probe/types.js';
import { fakeKey, target } from './target.js';

const base = 'http://gpu.test/v1';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const waits: number[] = [];
function client(options: Partial<ClientOptions> = {}, changes = {}) {
  waits.length = 0;
  return createClient(target(base, changes), {
    fetch: globalThis.fetch,
    timeoutMs: 10_000,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
    ...options,
  });
}

function failure(answer: Answer<unknown>): ProbeFailure {
  if (answer.ok) throw new Error('the answer was no failure');
  return answer.failure;
}

const models = `${base}/models`;
const nested = (message: string) => ({ error: { message, type: 'BadRequestError', param: null, code: 400 } });

describe('createClient', () => {
  it('sends the headers of the target and an id of its own with every request', async () => {
    const seen: Headers[] = [];
    server.use(
      http.get(models, ({ request }) => {
        seen.push(request.headers);
        return seen.length === 1 ? HttpResponse.json({}, { status: 503 }) : HttpResponse.json({ data: [] });
      }),
    );
    const answer = await client({}, { headers: { 'X-Extra': 'a', Authorization: `Bearer ${fakeKey}` } }).getJson(
      '/models',
    );
    expect(answer.ok).toBe(true);
    expect(seen.map((headers) => headers.get('authorization'))).toEqual([`Bearer ${fakeKey}`, `Bearer ${fakeKey}`]);
    expect(seen[0]?.get('x-extra')).toBe('a');
    const ids = seen.map((headers) => headers.get('x-request-id'));
    expect(ids[0]).toMatch(/^ovd-[0-9a-f]{16}$/);
    expect(ids[1]).not.toBe(ids[0]);
  });

  it('reports a refusal as an envelope: the words of the server, what they mean, no header, no body', async () => {
    const says = 'The model `x` does not exist.';
    server.use(http.post(`${base}/chat/completions`, () => HttpResponse.json(nested(says), { status: 404 })));
    const answer = await client().postJson('/chat/completions', { model: 'x' });
    expect(failure(answer)).toEqual({
      kind: 'http',
      message: 'HTTP 404',
      route: 'POST /v1/chat/completions',
      provider_family: 'openai-compatible',
      http_status: 404,
      correlation_id: expect.stringMatching(/^ovd-/),
      remediation_hint: 'use an id that GET /models lists',
      serverSays: says,
      serverError: { id: 'vllm.model-not-found', kind: 'model-not-found', numbers: {} },
    });
  });

  it.each([
    [429, 4],
    [502, 4],
    [503, 4],
    [500, 1],
    [401, 1],
  ])('HTTP %i costs %i requests', async (status, requests) => {
    let seen = 0;
    server.use(
      http.get(models, () => {
        seen += 1;
        return HttpResponse.json(nested('no'), { status });
      }),
    );
    expect(failure(await client().getJson('/models')).http_status).toBe(status);
    expect(seen).toBe(requests);
    expect(waits).toEqual([125, 250, 500].slice(0, requests - 1));
  });

  it('waits as long as Retry-After says, or gives up when that is too long', async () => {
    server.use(http.get(models, () => HttpResponse.json({}, { status: 429, headers: { 'retry-after': '2' } })));
    await client().getJson('/models');
    expect(waits).toEqual([2_000, 2_000, 2_000]);
    server.use(http.get(models, () => HttpResponse.json({}, { status: 429, headers: { 'retry-after': '900' } })));
    await client().getJson('/models');
    expect(waits).toEqual([]);
  });

  it('stops asking an origin after five failures in a row', async () => {
    let seen = 0;
    server.use(
      http.get(models, () => {
        seen += 1;
        return HttpResponse.json({}, { status: 500 });
      }),
    );
    const asking = client({ breaker: createBreaker() });
    for (let i = 0; i < 5; i += 1) await asking.getJson('/models');
    const sixth = failure(await asking.getJson('/models'));
    expect(seen).toBe(5);
    expect(sixth.kind).toBe('skipped');
    expect(sixth.message).toContain('breaker open');
  });

  it.each([
    ['<!DOCTYPE html><html></html>', 'HTML page where JSON was expected'],
    ['', 'empty answer where JSON was expected'],
    ['Ollama is running', 'plain text where JSON was expected'],
    ['{"data":[', 'broken JSON where JSON was expected'],
    ['data: {"a":1}\n\n', 'event stream where JSON was expected'],
    ['<?xml version="1.0"?><e/>', 'XML where JSON was expected'],
  ])('names what came instead of JSON: %j', async (text, message) => {
    server.use(http.get(models, () => new HttpResponse(text)));
    expect(failure(await client().getJson('/models'))).toMatchObject({ kind: 'not-json', message, http_status: 200 });
  });

  it('follows a redirect on the same origin, but takes no key to another', async () => {
    const strangers: string[] = [];
    server.use(
      http.get(models, () => new HttpResponse(null, { status: 307, headers: { location: '/v1/model-list' } })),
      http.get(`${base}/model-list`, () => HttpResponse.json({ data: [] })),
      http.get('http://other.test/*', ({ request }) => {
        strangers.push(request.url);
        return HttpResponse.json({ data: [] });
      }),
    );
    expect((await client().getJson('/models')).ok).toBe(true);
    const away = new HttpResponse(null, {
      status: 302,
      headers: { location: `http://other.test/login?key=${fakeKey}` },
    });
    server.use(http.get(models, () => away));
    expect(failure(await client().getJson('/models'))).toMatchObject({
      kind: 'redirect',
      message: 'redirected to http://other.test/login',
      http_status: 302,
    });
    expect(strangers).toEqual([]);
  });

  it('does not turn a POST into a GET for a redirect', async () => {
    server.use(
      http.post(`${base}/chat/completions`, () => new HttpResponse(null, { status: 301, headers: { location: '/x' } })),
    );
    expect(failure(await client().postJson('/chat/completions', {})).kind).toBe('redirect');
  });

  it('ends a chain of redirects', async () => {
    server.use(http.get(models, () => new HttpResponse(null, { status: 307, headers: { location: '/v1/models' } })));
    expect(failure(await client().getJson('/models')).kind).toBe('redirect');
  });

  it('bounds what it reads', async () => {
    server.use(http.get(models, () => new HttpResponse(`"${'x'.repeat(2_100_000)}"`)));
    expect(failure(await client().getJson('/models'))).toMatchObject({ kind: 'too-large' });
  });

  it.each([
    ['localhost:8000/v1', {}, 'baseUrl is no http or https URL'],
    [base, { 'bad header': 'x' }, 'a header name holds characters that HTTP does not allow'],
    [base, { Authorization: `Bearer ${fakeKey}\n2` }, 'the value of header Authorization holds characters'],
    [base, { Authorization: 'Bearer “quoted”' }, 'the value of header Authorization holds characters'],
  ])('skips what cannot be sent: %s %j', async (baseUrl, headers, message) => {
    const answer = await client({}, { baseUrl, headers }).getJson('/models');
    expect(failure(answer).kind).toBe('skipped');
    expect(failure(answer).message).toContain(message);
    expect(JSON.stringify(answer)).not.toContain(fakeKey);
  });

  it('tells the user who gave up from the clock that ran out', async () => {
    server.use(http.get(models, () => HttpResponse.json({ data: [] })));
    const gone = AbortSignal.abort();
    expect(failure(await client({ signal: gone }).getJson('/models'))).toMatchObject({ kind: 'skipped' });
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    expect(failure(await client({ signal: late }).getJson('/models')).message).toBe('not asked: no time left');
  });

  it('adds up requests and tokens', async () => {
    const costs: Cost[] = [];
    server.use(
      http.post(`${base}/chat/completions`, () =>
        HttpResponse.json({
          choices: [{ message: { content: 'x' } }],
          usage: { prompt_tokens: 11, completion_tokens: 3 },
        }),
      ),
    );
    await askChat(client({ onCost: (cost) => costs.push(cost) }), { model: 'm1', messages: smokeMessages() });
    expect(costs).toEqual([
      { requests: 1, promptTokens: 0, answerTokens: 0 },
      { requests: 0, promptTokens: 11, answerTokens: 3 },
    ]);
  });

  it('never shows a secret that the server repeats', async () => {
    const spelling = fc.constantFrom(fakeKey, encodeURIComponent(fakeKey), `Bearer ${fakeKey}`, `${fakeKey}\u0000`);
    const body = fc
      .tuple(spelling, fc.string(), fc.constantFrom('error', 'detail', 'message'))
      .map(([secret, noise, key]) => ({ [key]: `${noise}${secret}${noise}` }));
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(200, 400, 401, 500), async (json, status) => {
        server.use(http.post(`${base}/chat/completions`, () => HttpResponse.json(json, { status })));
        const answer = await askChat(client(), { model: 'm1', messages: smokeMessages() });
        expect(JSON.stringify(answer)).not.toContain(fakeKey);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a key for a secret although nobody named it', async () => {
    server.use(http.get(models, () => HttpResponse.json(nested(`bad key ${fakeKey}`), { status: 401 })));
    expect(failure(await client({}, { secrets: [] }).getJson('/models')).serverSays).toBe('bad key ••••');
  });
});

describe('askChat', () => {
  const chat = `${base}/chat/completions`;
  const answer = (message: object, more = {}) =>
    HttpResponse.json({ model: 'm1', choices: [{ message, finish_reason: 'stop' }], ...more });
  const ask = () => askChat(client(), { model: 'm1', messages: smokeMessages() });

  it('reads text, reasoning and counts', async () => {
    server.use(
      http.post(chat, () =>
        answer(
          { content: ' smoke-ok\n', reasoning_content: 'hm' },
          { usage: { prompt_tokens: 9, completion_tokens: 4 } },
        ),
      ),
    );
    expect(await ask()).toMatchObject({
      ok: true,
      value: { model: 'm1', text: 'smoke-ok', finishReason: 'stop', promptTokens: 9, answerTokens: 4, reasoning: 'hm' },
    });
  });

  it('takes content that is null, and content in parts', async () => {
    server.use(http.post(chat, () => answer({ content: null })));
    expect(await ask()).toMatchObject({ ok: true, value: { text: '' } });
    server.use(
      http.post(chat, () =>
        answer({
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        }),
      ),
    );
    expect(await ask()).toMatchObject({ ok: true, value: { text: 'ab' } });
  });

  it('asks again with max_tokens where the newer field is refused', async () => {
    const fields: string[] = [];
    server.use(
      http.post(chat, async ({ request }) => {
        const body = JSON.stringify(await request.json());
        fields.push(body.includes('max_completion_tokens') ? 'max_completion_tokens' : 'max_tokens');
        return body.includes('max_completion_tokens')
          ? HttpResponse.json(
              { detail: [{ loc: ['body', 'max_completion_tokens'], msg: 'Extra inputs are not permitted' }] },
              { status: 422 },
            )
          : answer({ content: 'smoke-ok' });
      }),
    );
    expect((await ask()).ok).toBe(true);
    expect(fields).toEqual(['max_completion_tokens', 'max_tokens']);
  });

  it('does not take an overflow for a field that is not known', async () => {
    let seen = 0;
    const message =
      "'max_tokens' or 'max_completion_tokens' is too large: 512. This model's maximum context length is 256 tokens and your request has 14 input tokens (512 > 256 - 14).";
    server.use(
      http.post(chat, () => {
        seen += 1;
        return HttpResponse.json(nested(message), { status: 400 });
      }),
    );
    expect(failure(await ask()).serverError?.numbers).toEqual({ outputTokens: 512, maxModelLen: 256, inputTokens: 14 });
    expect(seen).toBe(1);
  });

  it('says so when an answer is JSON but no completion', async () => {
    for (const body of [{}, [], { choices: [] }, { choices: [{ text: 'x' }] }, 'x', null]) {
      server.use(http.post(chat, () => HttpResponse.json(body)));
      expect(failure(await ask())).toMatchObject({ kind: 'not-json', message: 'no chat completion in the answer' });
    }
  });
});

describe('askVersion and askTokenize', () => {
  it('reads the version beside /v1', async () => {
    server.use(http.get('http://gpu.test/version', () => HttpResponse.json({ version: '0.11.0' })));
    expect(await askVersion(client())).toMatchObject({ ok: true, value: { version: '0.11.0' } });
    server.use(http.get('http://gpu.test/version', () => HttpResponse.json({ commit: 'x' })));
    expect(failure(await askVersion(client())).message).toBe('no version in the answer');
  });

  it('sends messages and tools, reads count and window', async () => {
    let body: unknown;
    server.use(
      http.post('http://gpu.test/tokenize', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json({ count: 7, max_model_len: 4096, tokens: [1] });
      }),
    );
    const tools = [{ type: 'function', function: { name: 'f' } }];
    const answer = await askTokenize(client(), { model: 'm1', messages: smokeMessages(), tools });
    expect(answer).toMatchObject({ ok: true, value: { count: 7, maxModelLen: 4096 } });
    expect(body).toEqual({ model: 'm1', messages: smokeMessages(), add_generation_prompt: true, tools });
  });

  it('counts the list of llama.cpp for a prompt, and believes no empty list for messages', async () => {
    server.use(http.post('http://gpu.test/tokenize', () => HttpResponse.json({ tokens: [1, 2, 3] })));
    expect(await askTokenize(client(), { model: 'm1', prompt: 'a b c' })).toMatchObject({ value: { count: 3 } });
    server.use(http.post('http://gpu.test/tokenize', () => HttpResponse.json({ tokens: [] })));
    const answer = await askTokenize(client(), { model: 'm1', messages: smokeMessages() });
    expect(failure(answer).message).toBe('no token count in the answer');
  });
});
