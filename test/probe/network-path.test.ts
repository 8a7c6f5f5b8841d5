import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askServer } from '../../src/probe/ask-server.js';
import { type NetworkTools, traceNetwork } from '../../src/probe/network-path.js';
import { productionFetch } from '../../src/probe/production-fetch.js';
import type { FailureKind } from '../../src/probe/types.js';
import { target } from './target.js';

const pem = (name: string) => readFileSync(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

const open: (Server | HttpServer)[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server | HttpServer, host = '127.0.0.1'): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

const plain = () => createHttpServer((_, response) => response.end('{}'));
const secure = (certificate: string) =>
  createHttpsServer({ key: pem('key'), cert: pem(certificate) }, (_, response) => response.end('{}'));

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const outside: NetworkTools = { inContainer: () => false, ownAddresses: () => [] };

const trace = (origin: string, failed: FailureKind, tools: NetworkTools = {}, timeoutMs = 5_000) =>
  traceNetwork(origin, { timeoutMs, failed }, { ...outside, ...tools });

const name = (...addresses: readonly string[]): NetworkTools => ({
  lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});

const noName = (code: string): NetworkTools => ({
  lookup: async () => {
    throw Object.assign(new Error(code), { code });
  },
});

describe('names', () => {
  it('that nobody knows', async () => {
    const path = await trace('http://gpu-box:8000', 'dns', noName('ENOTFOUND'));
    expect(path).toMatchObject({ cause: 'name-unknown', addresses: [], layers: ['name gpu-box: ENOTFOUND'] });
  });

  it('about which no server answers, by code or by silence', async () => {
    expect((await trace('http://gpu-box:8000', 'dns', noName('EAI_AGAIN')))?.cause).toBe('resolver-silent');
    const silent: NetworkTools = { lookup: () => new Promise(() => undefined) };
    expect((await trace('http://gpu-box:8000', 'timeout', silent, 50))?.cause).toBe('resolver-silent');
  });

  it('without any address', async () => {
    expect((await trace('http://gpu-box:8000', 'dns', name()))?.layers).toEqual(['name gpu-box: no address']);
  });
});

describe('connections', () => {
  it('that are refused', async () => {
    const port = await closedPort();
    const path = await trace(`http://127.0.0.1:${port}`, 'refused');
    expect(path).toMatchObject({ cause: 'nothing-listens', layers: [`connect 127.0.0.1:${port}: refused`] });
  });

  it('tell each address of a name', async () => {
    const port = await closedPort();
    const path = await trace(`http://gpu-box:${port}`, 'refused', name('127.0.0.1', '127.0.0.2'));
    expect(path?.layers).toEqual([
      'name gpu-box: 127.0.0.1, 127.0.0.2',
      `connect 127.0.0.1:${port}: refused`,
      `connect 127.0.0.2:${port}: refused`,
    ]);
  });

  it('that only the other loopback address takes', async (context) => {
    const server = createTcpServer();
    const port = await listen(server, '::1').catch(() => context.skip('no IPv6 here'));
    const path = await trace(`http://127.0.0.1:${port}`, 'refused');
    expect(path).toMatchObject({ cause: 'listens-elsewhere', listensAt: '::1' });
    expect(path?.layers.at(-1)).toBe(`connect [::1]:${port}: taken`);
  });

  it('to a name whose IPv6 address nobody serves are made all the same', async () => {
    const port = await listen(plain());
    const path = await trace(`http://localhost:${port}`, 'not-json', name('::1', '127.0.0.1'));
    expect(path?.cause).toBeUndefined();
    expect(path?.layers.at(-1)).toBe(`connect 127.0.0.1:${port}: taken`);
  });

  it('that a server on loopback alone does not take at the address of the machine', async () => {
    const port = await listen(plain());
    const own: NetworkTools = { ownAddresses: () => ['127.0.0.3'] };
    const path = await trace(`http://127.0.0.3:${port}`, 'refused', own);
    expect(path).toMatchObject({ cause: 'listens-elsewhere', listensAt: '127.0.0.1' });
  });

  it('are tried at no other machine', async () => {
    const port = await closedPort();
    const path = await trace(`http://gpu-box:${port}`, 'refused', {
      ...name('127.0.0.1'),
      ownAddresses: () => ['::1'],
    });
    expect(path?.addresses).toHaveLength(1);
    expect(path?.listensAt).toBeUndefined();
  });

  it('from a container to itself', async () => {
    const port = await closedPort();
    const inside: NetworkTools = { inContainer: () => true };
    expect((await trace(`http://localhost:${port}`, 'refused', { ...inside, ...name('127.0.0.1') }))?.cause).toBe(
      'loopback-in-container',
    );
    expect((await trace(`http://gpu-box:${port}`, 'refused', { ...inside, ...name('127.0.0.1') }))?.cause).toBe(
      'nothing-listens',
    );
  });

  it('that are closed before a word is said, as by a tunnel without a far end', async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()));
    expect(await trace(`http://127.0.0.1:${port}`, 'cut')).toMatchObject({
      cause: 'closes-at-once',
      layers: [`connect 127.0.0.1:${port}: taken`, 'closed by the other side before a byte was sent'],
    });
  });

  it('that are closed after the request tell no more', async () => {
    const port = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    expect((await trace(`http://127.0.0.1:${port}`, 'cut'))?.cause).toBeUndefined();
  });

  it('that are taken, and stay silent', async () => {
    const port = await listen(createTcpServer(() => undefined));
    expect((await trace(`http://127.0.0.1:${port}`, 'timeout', {}, 200))?.cause).toBe('no-answer');
  });

  it('end with the signal', async () => {
    const port = await listen(createTcpServer(() => undefined));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const path = await traceNetwork(
      `https://127.0.0.1:${port}`,
      { timeoutMs: 20_000, signal: controller.signal, failed: 'timeout' },
      outside,
    );
    expect(path?.layers).toContain('TLS: given up');
  });
});

describe('TLS', () => {
  const trusted = { trusted: pem('ca') };

  it.each([
    ['self-signed', {}, 'self-signed', 'TLS: self-signed certificate of localhost'],
    ['trusted', {}, 'unknown-issuer', 'TLS: certificate of localhost, signed by Test CA'],
    ['expired', trusted, 'expired', 'TLS: certificate of localhost ended Jan  1 00:00:00 2021 GMT'],
    ['not-yet-valid', trusted, 'not-yet-valid', 'TLS: certificate of localhost begins Jan  1 00:00:00 2100 GMT'],
    ['other-name', trusted, 'wrong-name', 'TLS: certificate is for other.example, not for localhost'],
    [
      'self-signed-expired',
      {},
      'expired',
      'TLS: certificate of other.example ended Jan 1 00:00:00 2021 GMT; self-signed; not made for localhost',
    ],
    ['trusted', trusted, undefined, 'TLS: trusted, for localhost'],
  ] as const)('%s, %o: %s', async (certificate, tools, cause, line) => {
    const port = await listen(secure(certificate));
    const path = await trace(`https://localhost:${port}`, 'tls', { ...name('127.0.0.1'), ...tools });
    expect(path?.cause).toBe(cause);
    expect(path?.layers.at(-1)).toBe(line.replace('  ', ' '));
  });

  it('is not spoken by a server of plain HTTP', async () => {
    const port = await listen(plain());
    expect(await trace(`https://127.0.0.1:${port}`, 'tls')).toMatchObject({
      cause: 'speaks-plain',
      tls: { spoken: false },
    });
  });

  it('is spoken where http:// is written', async () => {
    const port = await listen(secure('self-signed'));
    const path = await trace(`http://127.0.0.1:${port}`, 'cut');
    expect(path?.cause).toBe('speaks-tls');
    expect(path?.layers.at(-1)).toMatch(/^TLS: self-signed/);
  });

  it('proves nothing where the port just closes', async () => {
    const port = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    expect((await trace(`https://127.0.0.1:${port}`, 'tls'))?.cause).toBeUndefined();
  });

  it('shows no escape sequence of a certificate', async () => {
    const path = await trace(`https://localhost:${await listen(secure('self-signed'))}`, 'tls', name('127.0.0.1'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(JSON.stringify(path)).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('a whole examination', () => {
  const ask = async (baseUrl: string) => {
    const { fetch, close } = await productionFetch({ connectTimeoutMs: 2_000 });
    try {
      return await askServer(target(baseUrl), { fetch, timeoutMs: 3_000, trace: traceNetwork });
    } finally {
      await close();
    }
  };

  it('looks at the layers when no HTTP answer came, and at nothing else', async () => {
    const port = await closedPort();
    expect((await ask(`http://127.0.0.1:${port}/v1`)).network?.layers[0]).toBe(`connect 127.0.0.1:${port}: refused`);
    const lives = await listen(createHttpServer((_, response) => response.writeHead(404).end('{}')));
    expect((await ask(`http://127.0.0.1:${lives}/v1`)).network).toBeUndefined();
  });

  it('knows a port that fetch refuses: nothing is sent, and no layer is at fault', async () => {
    const report = await ask('http://127.0.0.1:6000/v1');
    expect(report.network).toBeUndefined();
    expect(report.models).toMatchObject({
      ok: false,
      failure: {
        kind: 'bad-port',
        message: 'port forbidden to fetch: 127.0.0.1:6000',
        remediation_hint: expect.stringContaining('another port'),
      },
    });
  });
});
