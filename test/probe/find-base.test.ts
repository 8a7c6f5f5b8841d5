import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseUrlGuesses, findBase } from '../../src/probe/find-base.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import { startSimulator } from '../../src/simulate/server.js';

let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 2_000 });
});
afterAll(() => production.close());

describe('baseUrlGuesses', () => {
  it.each([
    ['http://h:1/v1', 'http://h:1/v1'],
    ['http://h:1/v1/', 'http://h:1/v1'],
    ['http://h:1', 'http://h:1/v1'],
    ['h:1', 'http://h:1/v1'],
    ['127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['http://h:1/v1/chat/completions', 'http://h:1/v1'],
    ['http://h:1/v1/models', 'http://h:1/v1'],
    ['http://h:1/v1/v1', 'http://h:1/v1'],
    ['https://h/llm/v1/chat/completions', 'https://h/llm/v1'],
    ['https://h/llm', 'https://h/llm/v1'],
    ['http://h:1/v1?key=x', 'http://h:1/v1'],
  ])('%s: %s first', (text, first) => {
    expect(baseUrlGuesses(text)[0]).toBe(first);
  });

  it.each(['', '   ', 'ftp://h', 'http://'])('%j is no address', (text) => {
    expect(baseUrlGuesses(text)).toEqual([]);
  });
});

describe('findBase', () => {
  const stranger = { provider: 'server', headers: {}, secrets: [] };
  const models = [{ id: 'm1', maxModelLen: 8192 }];

  it('finds the routes at the root, under /v1, and behind an endpoint', async () => {
    for (const basePath of ['/v1', '']) {
      const simulator = await startSimulator({ models, basePath });
      const options = { fetch: production.fetch, timeoutMs: 5_000 };
      for (const tail of ['', '/v1', '/v1/chat/completions']) {
        const found = await findBase(stranger, `${simulator.url}${tail}`, options);
        expect(found).toMatchObject({ baseUrl: `${simulator.url}${basePath}`, list: { ok: true } });
      }
      await simulator.close();
    }
  });

  it('tells that a key is wanted, and does not go on about a dead address', async () => {
    const simulator = await startSimulator({ models, apiKey: 'sk-fake-right' });
    const options = { fetch: production.fetch, timeoutMs: 5_000 };
    const found = await findBase(stranger, simulator.url, options);
    expect(found).toMatchObject({ baseUrl: simulator.baseUrl, list: { failure: { http_status: 401 } } });
    await simulator.close();
    const dead = await findBase(stranger, simulator.url, options);
    expect(dead).toMatchObject({ list: { failure: { kind: 'refused' } } });
  });
});
