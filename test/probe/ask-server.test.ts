import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AskOptions, askServer } from '../../src/probe/ask-server.js';
import { askServers } from '../../src/probe/ask-servers.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import type { ProbeTarget, ServerReport } from '../../src/probe/types.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { Simulator, SimulatorOptions } from '../../src/simulate/types.js';
import { fakeKey, target } from './target.js';

let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch();
});
afterAll(() => production.close());

const simulators: Simulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 16384 }], ...options });
  simulators.push(simulator);
  return simulator;
}

function ask(baseUrl: string, changes: Partial<ProbeTarget> = {}, options: Partial<AskOptions> = {}) {
  return askServer(target(baseUrl, changes), { fetch: production.fetch, timeoutMs: 10_000, ...options });
}

function kinds(report: ServerReport) {
  const { models, identity, chat, stream, tokenize, speed } = report;
  const kind = (
    answer: typeof models | typeof identity | typeof chat | typeof stream | typeof tokenize | typeof speed,
  ) => (answer.ok ? 'ok' : answer.failure.kind);
  return [models, identity, chat, stream, tokenize, speed].map(kind);
}

describe('askServer', () => {
  it('reports what a healthy vLLM is and can do', async () => {
    const simulator = await simulate({ apiKey: fakeKey, prefillTokensPerSecond: 4_000, decodeTokensPerSecond: 400 });
    const report = await ask(simulator.baseUrl);
    expect(report).toMatchObject({
      provider: 'vllm',
      baseUrl: simulator.baseUrl,
      origin: simulator.url,
      family: 'vLLM 0.11.0',
      version: '0.11.0',
      models: { ok: true, value: [{ id: 'm1', maxModelLen: 16384, limitFrom: 'max_model_len' }] },
      identity: { ok: true, value: { version: '0.11.0' } },
      chat: { ok: true, value: { text: 'smoke-ok', finishReason: 'stop' } },
      stream: { ok: true, value: { text: 'smoke-ok', usageSeen: true, doneSeen: true } },
      tokenize: { ok: true, value: { maxModelLen: 16384 } },
      askedModel: 'm1',
      openWithoutKey: false,
    });
    if (!report.chat.ok || !report.tokenize.ok || !report.speed.ok) throw new Error('something failed');
    expect(report.tokenize.value.count).toBe(report.chat.value.promptTokens);
    const [short, long] = report.speed.value.samples;
    expect((long?.promptTokens ?? 0) - (short?.promptTokens ?? 0)).toBeGreaterThan(500);
    // The simulator reads 4000 tokens a second; a busy machine adds to both times.
    expect(report.speed.value.prefillTokensPerSecond).toBeGreaterThan(1_000);
    expect(report.speed.value.prefillTokensPerSecond).toBeLessThan(8_000);
    expect(report.speed.value.decodeTokensPerSecond).toBeGreaterThan(50);
    expect(report.cost.requests).toBe(simulator.requests.length);
    expect(report.cost.promptTokens).toBeGreaterThan(600);
    expect(JSON.stringify(report)).not.toContain(fakeKey);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('says that a server is open when nothing asks for a key', async () => {
    const simulator = await simulate();
    expect((await ask(simulator.baseUrl, {}, { depth: 'quick' })).openWithoutKey).toBe(true);
    expect((await ask(simulator.baseUrl, { headers: {} }, { depth: 'quick' })).openWithoutKey).toBe(true);
  });

  it('does not take a list that everybody may read for an open server', async () => {
    let bodies = 0;
    const guarded = setupServer(
      http.get('http://gpu.test/v1/models', () => HttpResponse.json({ data: [{ id: 'm1', owned_by: 'llamacpp' }] })),
      http.post('http://gpu.test/v1/chat/completions', async ({ request }) => {
        if (Object.keys(Object(await request.json())).length === 0) bodies += 1;
        return HttpResponse.json({ error: { message: 'Invalid API Key' } }, { status: 401 });
      }),
      http.all('http://gpu.test/*', () => new HttpResponse('404', { status: 404 })),
    );
    guarded.listen();
    const options = { fetch: globalThis.fetch, depth: 'quick' } as const;
    expect((await ask('http://gpu.test/v1', {}, options)).openWithoutKey).toBe(false);
    expect((await ask('http://gpu.test/v1', { headers: {} }, options)).openWithoutKey).toBe(false);
    guarded.close();
    expect(bodies).toBe(2);
  });

  it('tells a key that is refused; the version is told all the same', async () => {
    const simulator = await simulate({ apiKey: 'sk-fake-other-key' });
    const report = await ask(simulator.baseUrl);
    expect(report).toMatchObject({
      family: 'vLLM 0.11.0',
      models: { failure: { kind: 'http', http_status: 401, provider_family: 'vllm', serverSays: 'Unauthorized' } },
      chat: { failure: { http_status: 401 } },
      stream: { failure: { kind: 'skipped', message: 'not asked: the completion failed: HTTP 401' } },
      openWithoutKey: false,
    });
    expect(report.workingBaseUrl).toBeUndefined();
  });

  it('asks nothing that costs tokens when it should be quick', async () => {
    const simulator = await simulate();
    const report = await ask(simulator.baseUrl, {}, { depth: 'quick' });
    expect(kinds(report)).toEqual(['ok', 'ok', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(report.cost).toEqual({ requests: 3, promptTokens: 0, answerTokens: 0 });
  });

  it.each([
    ['', '/v1'],
    ['/v1/v1', '/v1'],
    ['/v1/chat/completions', '/v1'],
    ['/v1/models', '/v1'],
    ['/v2', '/v1'],
  ])('finds the base URL that was meant by %j', async (path, works) => {
    const simulator = await simulate();
    const report = await ask(simulator.url + path);
    expect(report.models).toMatchObject({ ok: false, failure: { http_status: 404 } });
    expect(report.workingBaseUrl).toBe(simulator.url + works);
    expect(report.family).toMatch(/^vLLM/);
  });

  it('asks the completion with the configured id, the rest with the one that is served', async () => {
    const simulator = await simulate({ models: [{ id: 'qwen3-32b', maxModelLen: 16384 }] });
    const report = await ask(simulator.baseUrl, { modelId: 'Qwen/Qwen3-32B' });
    expect(report).toMatchObject({
      chat: { ok: false, failure: { http_status: 404, serverError: { kind: 'model-not-found' } } },
      stream: { ok: true, value: { model: 'qwen3-32b' } },
      tokenize: { ok: true },
      speed: { ok: true },
      askedModel: 'qwen3-32b',
    });
  });

  it('guesses no model in doubt', async () => {
    const simulator = await simulate({ models: ['a', 'b'].map((id) => ({ id, maxModelLen: 16384 })) });
    const report = await ask(simulator.baseUrl, { modelId: 'c' });
    expect(report.askedModel).toBe('c');
    expect(kinds(report)).toEqual(['ok', 'ok', 'http', 'skipped', 'http', 'skipped']);
  });

  it('asks a dead server two things, briefly', async () => {
    const simulator = await simulate({ faults: [{ kind: 'refuse' }] });
    const started = performance.now();
    const report = await ask(simulator.baseUrl);
    expect(kinds(report)).toEqual(['refused', 'refused', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(report.chat).toMatchObject({ failure: { message: expect.stringContaining('connection refused') } });
    expect(report.family).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('waits for a silent server once, not once for each question', async () => {
    const simulator = await simulate({ faults: [{ kind: 'hang' }] });
    const started = performance.now();
    const report = await ask(simulator.baseUrl, {}, { timeoutMs: 500 });
    expect(kinds(report)).toEqual(['timeout', 'timeout', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('ends after about twice the time for one question', async () => {
    const simulator = await simulate({ firstTokenDelayMs: 900 });
    const started = performance.now();
    const report = await ask(simulator.baseUrl, {}, { timeoutMs: 1_000 });
    expect(report.chat.ok).toBe(true);
    expect(report.speed.ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(4_500);
  });

  it.each([
    ['html', 'not-json', 'HTML page where JSON was expected'],
    ['not-json', 'not-json', 'plain text where JSON was expected'],
    ['redirect', 'redirect', 'redirected to http://127.0.0.1:9/v1/models'],
    ['server-error', 'http', 'HTTP 500'],
  ] as const)('tells %s', async (fault, kind, message) => {
    const simulator = await simulate({ faults: [{ kind: fault }] });
    expect((await ask(simulator.baseUrl)).models).toMatchObject({ ok: false, failure: { kind, message } });
  });

  it('lives through a server that was busy for a moment', async () => {
    const simulator = await simulate({ faults: [{ kind: 'loading', paths: ['/v1/models'], times: 1 }] });
    expect(kinds(await ask(simulator.baseUrl, { headers: {} }))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('measures no speed where the window has no room for it', async () => {
    const simulator = await simulate({ models: [{ id: 'm1', maxModelLen: 1000 }] });
    const report = await ask(simulator.baseUrl);
    expect(report.chat.ok).toBe(true);
    expect(report.speed).toMatchObject({
      failure: { kind: 'skipped', message: expect.stringContaining('1000 tokens') },
    });
  });

  it('asks for no longer an answer than a small window holds', async () => {
    const simulator = await simulate({ models: [{ id: 'm1', maxModelLen: 200 }] });
    expect(kinds(await ask(simulator.baseUrl))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'skipped']);
  });

  it('stops when the user gives up', async () => {
    const simulator = await simulate({ faults: [{ kind: 'hang' }] });
    const user = new AbortController();
    setTimeout(() => user.abort(), 50);
    const report = await ask(simulator.baseUrl, {}, { signal: user.signal });
    expect(kinds(report).slice(0, 3)).toEqual(['aborted', 'aborted', 'skipped']);
  });

  it('reads the window of other servers where their list does not tell', async () => {
    const other = setupServer(
      http.get('http://gpu.test/v1/models', () => HttpResponse.json({ data: [{ id: 'm1', owned_by: 'library' }] })),
      http.get('http://gpu.test/api/ps', () => HttpResponse.json({ models: [{ model: 'm1', context_length: 8192 }] })),
      http.post('http://gpu.test/v1/chat/completions', () =>
        HttpResponse.json({ choices: [{ message: { content: 'smoke-ok' } }] }),
      ),
      http.all('http://gpu.test/*', () => new HttpResponse('404 page not found', { status: 404 })),
    );
    other.listen();
    const report = await ask('http://gpu.test/v1', {}, { fetch: globalThis.fetch });
    other.close();
    expect(report).toMatchObject({
      family: 'Ollama',
      models: { value: [{ id: 'm1', maxModelLen: 8192, limitFrom: 'GET /api/ps, context_length' }] },
      tokenize: { failure: { http_status: 404, provider_family: 'ollama' } },
    });
  });
});

describe('askServers', () => {
  it('asks a provider once, in the order of the targets', async () => {
    const [a, b] = [await simulate(), await simulate()];
    const targets = [
      target(b.baseUrl, { provider: 'second' }),
      target(a.baseUrl, { provider: 'first' }),
      target(a.baseUrl, { provider: 'first', modelId: 'other' }),
      target(a.baseUrl, { provider: 'third' }),
    ];
    const reports = await askServers(targets, { fetch: production.fetch, timeoutMs: 10_000, depth: 'quick' });
    expect(reports.map((report) => report.provider)).toEqual(['second', 'first', 'third']);
    expect(a.requests.length).toBe(6);
  });

  it('pays for a dead origin once', async () => {
    const simulator = await simulate({ faults: [{ kind: 'hang' }] });
    const targets = ['a', 'b', 'c'].map((provider) => target(simulator.baseUrl, { provider }));
    const started = performance.now();
    const reports = await askServers(targets, { fetch: production.fetch, timeoutMs: 500 });
    expect(reports.map((report) => kinds(report)[0])).toEqual(['timeout', 'skipped', 'skipped']);
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('survives a base URL that is none', async () => {
    const reports = await askServers([target('not a url')], { fetch: production.fetch, timeoutMs: 1_000 });
    expect(reports[0]).toMatchObject({ origin: '', models: { failure: { kind: 'skipped' } }, cost: { requests: 0 } });
  });
});
