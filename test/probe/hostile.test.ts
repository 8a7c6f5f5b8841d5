import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askServers } from '../../src/probe/ask-servers.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import type { ServerReport } from '../../src/probe/types.js';
import { fakeKey, target } from './target.js';

// A server that means harm, or is broken enough to look like it: it may cost a little time and memory, and never reaches a screen raw.
let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 1_500 });
});
afterAll(() => production.close());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening on TCP');
  return `http://127.0.0.1:${address.port}/v1`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));
const serveTcp = (onSocket: (socket: Socket) => void) => listen(createTcpServer(onSocket));

const limitMs = 500;
const boundMs = 15_000;
const boundBytes = 200_000_000;

/** Asks everything that `ovd doctor` asks, and holds the cost to its bounds. */
async function ask(baseUrl: string): Promise<ServerReport> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const [report] = await askServers([target(baseUrl)], { fetch: production.fetch, timeoutMs: limitMs });
  expect(performance.now() - started).toBeLessThan(boundMs);
  expect(process.memoryUsage().rss - before).toBeLessThan(boundBytes);
  if (report === undefined) throw new Error('no report');
  const text = JSON.stringify(report);
  expect(text.length).toBeLessThan(1_000_000);
  expect(text).not.toContain(fakeKey);
  // JSON writes control characters as escapes: none of them may have come from the server.
  expect(text).not.toMatch(/\\u00[01]|\\u001b|\\u009b|\u009b|[\u202a-\u202e\u2066-\u2069]|\\[nrtbf]/);
  return report;
}

function json(response: ServerResponse, body: string, headers: Record<string, string> = {}) {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

/** Writes for ever, as fast as the other side reads. */
function writeForEver(response: NodeJS.WritableStream & { destroyed?: boolean }, piece: string) {
  const more = () => {
    while (response.destroyed !== true && response.write(piece));
    if (response.destroyed !== true) response.once('drain', more);
  };
  more();
}

const escapes = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egpj.exe\r\nfake line';

describe('bodies without end', () => {
  it('an endless JSON list', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[');
      writeForEver(response, '{"id":"model-of-a-list-without-end"},'.repeat(1_000));
    });
    const report = await ask(baseUrl);
    expect(report.models).toMatchObject({
      ok: false,
      failure: { kind: expect.stringMatching(/^(?:too-large|timeout)$/) },
    });
  });

  it('ten million models', async () => {
    const rows = `${Array.from({ length: 1_000 }, (_, i) => `{"id":"m${i}"}`).join(',')},`;
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[');
      let left = 10_000;
      const more = () => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          if (!response.write(rows)) return void response.once('drain', more);
        }
        if (!response.destroyed) response.end('{"id":"last"}]}');
      };
      more();
    });
    expect((await ask(baseUrl)).models).toMatchObject({
      ok: false,
      failure: { kind: expect.stringMatching(/^(?:too-large|timeout)$/) },
    });
  });

  it('a list that is as long as may be', async () => {
    const body = JSON.stringify({ data: Array.from({ length: 100_000 }, (_, i) => ({ id: `m${i}` })) });
    const { models } = await ask(await serve((_, response) => json(response, body)));
    expect(models.ok && models.value.length).toBe(2_000);
  });

  it('a drip of one byte now and then', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect((await ask(baseUrl)).models).toMatchObject({ ok: false, failure: { kind: 'timeout' } });
  });

  it('headers without end', async () => {
    const baseUrl = await serveTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      writeForEver(socket, `x-more: ${'y'.repeat(1_000)}\r\n`);
    });
    expect((await ask(baseUrl)).models).toMatchObject({
      ok: false,
      failure: { kind: expect.stringMatching(/^(?:too-large|timeout)$/) },
    });
  });

  it('an error page without end', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(500, { 'content-type': 'text/html' });
      writeForEver(response, '<p>sorry</p>'.repeat(1_000));
    });
    expect((await ask(baseUrl)).models).toMatchObject({ ok: false, failure: { kind: 'http', http_status: 500 } });
  });

  it('a gzip bomb, and one in the stream', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 'a'), { level: 9 });
    const baseUrl = await serve((request, response) => {
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'content-type': request.method === 'POST' ? 'text/event-stream' : 'application/json',
      });
      response.end(bomb);
    });
    expect((await ask(baseUrl)).models).toMatchObject({
      ok: false,
      failure: { kind: expect.stringMatching(/^(?:too-large|timeout)$/) },
    });
  });

  it('an endless stream of events, compressed', async () => {
    const event = `data: ${JSON.stringify({ choices: [{ delta: { content: 'ha ' } }] })}\n\n`;
    const baseUrl = await serve((request, response) => {
      if (request.method === 'GET') return json(response, '{"data":[{"id":"m1"}]}');
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        if (!body.includes('"stream":true')) return json(response, '{"choices":[{"message":{"content":"x"}}]}');
        response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
        const gzip = createGzip();
        gzip.pipe(response).on('close', () => gzip.destroy());
        gzip.on('error', () => undefined);
        writeForEver(gzip, event.repeat(500));
      });
    });
    const report = await ask(baseUrl);
    expect(report.stream.ok).toBe(false);
  });
});

describe('answers that lead astray', () => {
  it('a redirect in a circle', async () => {
    let requests = 0;
    const baseUrl = await serve((request, response) => {
      requests += 1;
      response.writeHead(308, { location: `${request.url}x` });
      response.end();
    });
    expect((await ask(baseUrl)).models).toMatchObject({ ok: false, failure: { kind: 'redirect' } });
    expect(requests).toBeLessThan(60);
  });

  it('a redirect elsewhere, whose address holds escape sequences', async () => {
    const baseUrl = await serveTcp((socket) => {
      socket.on('data', () =>
        socket.end('HTTP/1.1 307 X\r\nlocation: http://127.0.0.2:9/\u001b[2Jowned\r\ncontent-length: 0\r\n\r\n'),
      );
    });
    expect((await ask(baseUrl)).models.ok).toBe(false);
  });

  it('an answer before the question is complete, and one after 100-continue', async () => {
    for (const head of ['', 'HTTP/1.1 100 Continue\r\n\r\n']) {
      const baseUrl = await serveTcp((socket) => {
        socket.write(
          `${head}HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n{"data":[{"id":"m1"}]}`,
        );
        socket.on('data', () => undefined);
      });
      expect((await ask(baseUrl)).provider).toBe('vllm');
    }
  });

  it.each([
    ['too much', 'content-length: 5'],
    ['too little', 'content-length: 5000'],
    ['nonsense', 'content-length: -7'],
    ['twice', 'content-length: 22\r\ncontent-length: 23'],
    ['beside chunks', 'content-length: 22\r\ntransfer-encoding: chunked'],
  ])('a content length that lies: %s', async (_, header) => {
    const baseUrl = await serveTcp((socket) => {
      socket.on('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${header}\r\n\r\n{"data":[{"id":"m1"}]}`);
        setTimeout(() => socket.destroy(), 50);
      });
    });
    expect((await ask(baseUrl)).provider).toBe('vllm');
  });

  it('a connection that stays open after a complete answer, and one that is closed in its middle', async () => {
    const open = await serveTcp((socket) => {
      socket.on('data', () => socket.write('HTTP/1.1 404 X\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\n{}'));
    });
    expect((await ask(open)).models).toMatchObject({ ok: false, failure: { http_status: 404 } });
    const cut = await serveTcp((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"data":'));
    });
    expect((await ask(cut)).models).toMatchObject({ ok: false, failure: { kind: 'cut' } });
  });

  it('a type that does not fit its content', async () => {
    const baseUrl = await serve((_, response) =>
      json(response, '<html><title>login</title></html>', { 'content-type': 'image/png' }),
    );
    expect((await ask(baseUrl)).models).toMatchObject({ ok: false, failure: { kind: 'not-json' } });
  });
});

describe('texts that want to reach the screen', () => {
  it('in ids, roots, versions, errors, and headers', async () => {
    const row = { id: `m1${escapes}`, root: escapes, parent: escapes, owned_by: escapes, max_model_len: 4096 };
    const baseUrl = await serve((request, response) => {
      if (request.url === '/version') return json(response, JSON.stringify({ version: `1${escapes}` }));
      if (request.method === 'GET') return json(response, JSON.stringify({ data: [row, row] }), { server: 'x\u009by' });
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `${escapes} your key is ${request.headers.authorization}` } }));
    });
    const report = await ask(baseUrl);
    expect(report.models.ok && report.models.value.length).toBe(2);
    expect(report.chat).toMatchObject({ ok: false, failure: { kind: 'http' } });
  });

  it('in the answer itself, whole and streamed', async () => {
    const baseUrl = await serve((request, response) => {
      if (request.method === 'GET') return json(response, '{"data":[{"id":"m1"}]}');
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        const message = {
          model: escapes,
          choices: [
            { message: { content: escapes }, delta: { content: escapes, reasoning: escapes }, finish_reason: escapes },
          ],
        };
        if (!body.includes('"stream":true')) return json(response, JSON.stringify(message));
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(`data: ${JSON.stringify(message)}\n\ndata: [DONE]\n\n`);
      });
    });
    const report = await ask(baseUrl);
    expect(report.chat.ok).toBe(true);
  });
});

describe('values that no server has', () => {
  it.each([
    ['nested too deep', `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['nested rows', `{"data":[${'{"id":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`],
    ['not a number', '{"data":[{"id":"m1","max_model_len":NaN}]}'],
    ['half a text', '{"data":[{"id":"m1'],
    ['null', 'null'],
    ['a number', '17'],
    ['ids of every kind', '{"data":[{"id":null},{"id":7},{"id":{}},{"id":[]},{"id":""},7,null,"m1",[],{"id":"m1"}]}'],
    [
      'keys of the language',
      '{"__proto__":{"data":1},"constructor":1,"data":[{"id":"__proto__"},{"id":"constructor"},{"id":"m1"}]}',
    ],
  ])('%s', async (_, body) => {
    expect((await ask(await serve((_request, response) => json(response, body)))).provider).toBe('vllm');
  });

  it.each([-1, 0, 1e308, Number.MAX_SAFE_INTEGER + 2, 1.5, '32768', '-5', true, null])(
    'a window of %j',
    async (window) => {
      const body = JSON.stringify({ data: [{ id: 'm1', max_model_len: window }] });
      const { models } = await ask(await serve((_, response) => json(response, body)));
      const [row] = models.ok ? models.value : [];
      expect(row?.id).toBe('m1');
      expect(row?.maxModelLen).toBe(window === '32768' ? 32768 : undefined);
    },
  );

  it('bytes that are no text', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        Buffer.concat([Buffer.from('{"data":[{"id":"m'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('1"}]}')]),
      );
    });
    expect((await ask(baseUrl)).models.ok).toBe(true);
  });

  it('an error of every shape', async () => {
    const bodies = [
      '{"error":{"message":{"a":1}}}',
      '{"error":[[[]]]}',
      '{"detail":{"loc":{}}}',
      '{"detail":[7]}',
      '[]',
      '"',
      '{"error":{"error":{"error":{}}}}',
    ];
    let next = 0;
    const baseUrl = await serve((_, response) => {
      next += 1;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(bodies[next % bodies.length]);
    });
    expect((await ask(baseUrl)).models).toMatchObject({ ok: false, failure: { kind: 'http', http_status: 400 } });
  });
});
