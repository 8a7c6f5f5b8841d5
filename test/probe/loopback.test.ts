import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { smokeMessages } from '../../src/probe/chat.js';
import { type ClientOptions, createClient } from '../../src/probe/client.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import { askStream } from '../../src/probe/stream.js';
import type { Answer, ProbeFailure } from '../../src/probe/types.js';
import { fakeKey, target } from './target.js';

// Real sockets and the fetch of production: what msw cannot show.
let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 2_000 });
});
afterAll(() => production.close());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close').catch(() => undefined);
  });
  return `127.0.0.1:${portOf(server.address())}`;
}

async function serveTcp(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return `127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: ReturnType<ReturnType<typeof createTcpServer>['address']>): number {
  if (typeof address !== 'object' || address === null) throw new Error('not listening on TCP');
  return address.port;
}

function client(host: string, options: Partial<ClientOptions> = {}, scheme = 'http') {
  const base = `${scheme}://${host}/v1`;
  return createClient(target(base), { fetch: production.fetch, timeoutMs: 10_000, sleep: async () => {}, ...options });
}

function failure(answer: Answer<unknown>): ProbeFailure {
  if (answer.ok) throw new Error('the answer was no failure');
  return answer.failure;
}

async function freePort(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}

describe('getJson over real sockets', () => {
  it('tells a refused connection, soon, after two tries', async () => {
    const host = await freePort();
    let requests = 0;
    const started = performance.now();
    const options = { fetch: production.fetch, timeoutMs: 10_000, onCost: () => (requests += 1) };
    const answer = await createClient(target(`http://${host}/v1`), options).getJson('/models');
    expect(failure(answer)).toMatchObject({
      kind: 'refused',
      message: `connection refused by ${host}`,
      http_status: null,
    });
    expect(requests).toBe(2);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('tells a server that never answers, when the time is up', async () => {
    const host = await serve(() => {});
    const answer = await client(host, { timeoutMs: 300 }).getJson('/models');
    expect(failure(answer)).toMatchObject({
      kind: 'timeout',
      message: `no answer in time from ${host} (waited 300 ms)`,
    });
    expect(answer.ms).toBeLessThan(5_000);
  });

  it('tells a server that never finishes its answer', async () => {
    const host = await serve((_, response) => {
      response.write('{"data":[');
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const answer = await client(host, { timeoutMs: 400 }).getJson('/models');
    expect(failure(answer)).toMatchObject({
      kind: 'timeout',
      message: `answer not finished in time by ${host} (waited 400 ms)`,
    });
  });

  it('stops waiting when the user gives up', async () => {
    const host = await serve(() => {});
    const user = new AbortController();
    setTimeout(() => user.abort(), 100);
    expect(failure(await client(host, { signal: user.signal }).getJson('/models')).kind).toBe('aborted');
  });

  it('tells a connection that is closed without an answer, after three retries', async () => {
    let connections = 0;
    const host = await serveTcp((socket) => {
      connections += 1;
      socket.destroy();
    });
    expect(failure(await client(host).getJson('/models'))).toMatchObject({ kind: 'cut' });
    expect(connections).toBe(4);
  });

  it('tells an answer that is cut off', async () => {
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"data":[', () => response.destroy());
    });
    expect(failure(await client(host).getJson('/models'))).toMatchObject({
      kind: 'cut',
      message: `answer cut off by ${host}`,
    });
  });

  it('tells a port that speaks no HTTP', async () => {
    const host = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(failure(await client(host).getJson('/models'))).toMatchObject({
      kind: 'not-json',
      message: `no HTTP spoken by ${host}`,
    });
  });

  it('tells https against a server of plain HTTP', async () => {
    const host = await serve((_, response) => response.end('{}'));
    expect(failure(await client(host, {}, 'https').getJson('/models')).kind).toBe('tls');
  });

  it('reads gzip, and bounds what it becomes', async () => {
    const small = gzipSync('{"data":[]}');
    const bomb = gzipSync(`"${'0'.repeat(50_000_000)}"`);
    let body = small;
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(body);
    });
    expect((await client(host).getJson('/models')).ok).toBe(true);
    body = bomb;
    expect(failure(await client(host).getJson('/models'))).toMatchObject({
      kind: 'too-large',
      message: `answer larger than 2 MB from ${host}`,
    });
  });

  it('carries no key to another origin', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{}');
    });
    const host = await serve((_, response) => {
      response.writeHead(307, { location: `http://${other}/v1/models` });
      response.end();
    });
    const answer = await client(host).getJson('/models');
    expect(failure(answer)).toMatchObject({ kind: 'redirect', message: `redirected to http://${other}/v1/models` });
    expect(seen).toEqual([]);
  });

  it('uses no proxy, whatever the environment says', async () => {
    const proxied: string[] = [];
    const proxy = await serve((request, response) => {
      proxied.push(request.url ?? '');
      response.end('{}');
    });
    const host = await serve((_, response) => response.end('{"data":[]}'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) vi.stubEnv(name, `http://${proxy}`);
    const fresh = await productionFetch();
    const answer = await createClient(target(`http://${host}/v1`), { fetch: fresh.fetch, timeoutMs: 5_000 }).getJson(
      '/models',
    );
    await fresh.close();
    expect(answer.ok).toBe(true);
    expect(proxied).toEqual([]);
  });
});

describe('askStream over real sockets', () => {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ model: 'm1', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const usage = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 14, completion_tokens: 4 } })}\n\n`;
  const done = 'data: [DONE]\n\n';

  /** Writes the parts one by one; `cut` breaks the connection, `stall` stops for good. */
  async function stream(parts: readonly string[], end: 'end' | 'cut' | 'stall' = 'end'): Promise<string> {
    return serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const next = (index: number) => {
        const part = parts[index];
        if (part !== undefined) response.write(part, () => setTimeout(() => next(index + 1), 5));
        else if (end === 'end') response.end();
        else if (end === 'cut') response.destroy();
      };
      next(0);
    });
  }
  const ask = (host: string, options: Partial<ClientOptions> = {}) =>
    askStream(client(host, options), { model: 'm1', messages: smokeMessages() });

  it('puts the answer together, however its bytes arrive', async () => {
    const text =
      chunk({ role: 'assistant', content: '' }) +
      chunk({ content: 'smoke' }) +
      chunk({ content: '-ök' }, 'stop') +
      usage +
      done;
    const cutUp = text.match(/[\s\S]{1,17}/g) ?? [];
    const answer = await ask(await stream(cutUp));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        text: 'smoke-ök',
        finishReason: 'stop',
        promptTokens: 14,
        answerTokens: 4,
        usageSeen: true,
        doneSeen: true,
      },
    });
    if (answer.ok) expect(answer.value.firstTokenMs).toBeLessThanOrEqual(answer.value.totalMs);
  });

  it('asks for usage, and says when none came', async () => {
    let body = '';
    const host = await serve(async (request, response) => {
      for await (const part of request) body += part;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(chunk({ content: 'x' }, 'stop') + done);
    });
    expect(await ask(host)).toMatchObject({ ok: true, value: { usageSeen: false } });
    expect(JSON.parse(body)).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('does without [DONE] where a finish_reason came, as OpenClaw does', async () => {
    expect(await ask(await stream([chunk({ content: 'x' }, 'stop')]))).toMatchObject({
      ok: true,
      value: { doneSeen: false },
    });
  });

  it('does not wait for a connection that stays open behind [DONE]', async () => {
    const answer = await ask(await stream([chunk({ content: 'x' }, 'stop'), done], 'stall'), { timeoutMs: 5_000 });
    expect(answer).toMatchObject({ ok: true, value: { doneSeen: true } });
  });

  it('collects reasoning under both names', async () => {
    const parts = [
      chunk({ reasoning_content: 'old ' }),
      chunk({ reasoning: 'new' }),
      chunk({ content: 'x' }, 'stop'),
      done,
    ];
    expect(await ask(await stream(parts))).toMatchObject({ ok: true, value: { reasoning: 'old new', text: 'x' } });
  });

  it('finds the error inside a stream of status 200', async () => {
    const message = 'EngineCore encountered an issue. See stack trace (above) for the root cause.';
    const nested = { error: { message, type: 'InternalServerError', param: null, code: 500 } };
    const flat = { object: 'error', message, type: 'InternalServerError', param: null, code: 500 };
    for (const error of [nested, flat]) {
      const host = await stream([chunk({ content: 'x' }), `data: ${JSON.stringify(error)}\n\n`, done]);
      expect(failure(await ask(host))).toMatchObject({
        kind: 'http',
        message: 'error inside the event stream',
        http_status: 200,
        serverSays: message,
        serverError: { id: 'vllm.engine-dead', kind: 'engine' },
      });
    }
  });

  it('tells a cut connection, and does not ask twice for an answer that had begun', async () => {
    let requests = 0;
    const host = await stream([chunk({ content: 'x' })], 'cut');
    const answer = await ask(host, { onCost: (cost) => (requests += cost.requests) });
    expect(failure(answer)).toMatchObject({ kind: 'cut', message: `answer cut off by ${host}` });
    expect(requests).toBe(1);
  });

  it('tells a stream that ends in good order but too early', async () => {
    expect(failure(await ask(await stream([chunk({ content: 'x' })])))).toMatchObject({
      kind: 'cut',
      message: 'event stream ended without finish_reason and without [DONE]',
    });
    expect(failure(await ask(await stream([done])))).toMatchObject({
      kind: 'not-json',
      message: 'no completion in the event stream',
    });
  });

  it('tells a stream that stalls', async () => {
    const host = await stream([chunk({ content: 'x' })], 'stall');
    expect(failure(await ask(host, { timeoutMs: 300 }))).toMatchObject({ kind: 'timeout' });
  });

  it('tells what came instead of a stream', async () => {
    const json = await serve((_, response) => response.end('{"choices":[]}'));
    expect(failure(await ask(json))).toMatchObject({
      kind: 'not-json',
      message: 'JSON in one piece where an event stream was expected',
    });
    const broken = await stream(['data: {"choices":\n\n']);
    expect(failure(await ask(broken))).toMatchObject({
      kind: 'not-json',
      message: 'broken JSON inside the event stream',
    });
  });

  it('bounds a stream that never ends', async () => {
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const line = `: ${'x'.repeat(60_000)}\n`;
      const more = () => {
        while (!response.destroyed && response.write(line));
      };
      response.on('drain', more);
      more();
    });
    expect(failure(await ask(host))).toMatchObject({ kind: 'too-large' });
  });

  it('keeps the key out of everything', async () => {
    const host = await stream([chunk({ content: `the key is ${fakeKey}` }, 'stop'), done]);
    expect(JSON.stringify(await ask(host))).not.toContain(fakeKey);
  });
});
