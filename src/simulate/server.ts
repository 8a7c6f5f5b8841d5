import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { DoctorError } from '../doctor-error.js';
import { readExchange, record, send } from './exchange.js';
import { createFaults } from './faults/plan.js';
import { misbehave } from './faults/stand-in.js';
import { createIds } from './ids.js';
import { createMetrics } from './metrics.js';
import { profileOf } from './profiles/index.js';
import { answer, routePath } from './routes.js';
import type { Service } from './service.js';
import { loadTokenizer } from './tokenizer.js';
import type { Fault, RecordedRequest, Simulator, SimulatorOptions } from './types.js';

const mostRecorded = 500;

/**
 * Starts a server that answers like vLLM, or like another program that is taken for it. What it says of itself is true to the release: shapes, sentences, limits. What the model says
 * is not: see `model-answer.ts`. Throws DoctorError when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const service = await createService(options);
  const faults = createFaults(options.faults ?? []);
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(service.profile.headers)) response.setHeader(name, value);
    const exchange = await readExchange(request, response).catch(() => undefined);
    if (exchange === undefined) {
      if (!response.destroyed) send(response, 413, 'text/plain', 'Request Entity Too Large');
      return;
    }
    requests.push(record(exchange, request.url ?? '/'));
    if (requests.length > mostRecorded) requests.shift();
    const { standIn, shapes } = faults.next(routePath(exchange.path, service) ?? exchange.path);
    if (standIn === undefined) await answer(exchange, service, shapes);
    else await misbehave(exchange, standIn, service.profile);
    if (standIn?.kind === 'crash' || standIn?.kind === 'restart') leave(server, response, () => comeBack(standIn));
  });
  let returning: NodeJS.Timeout | undefined;
  const comeBack = ({ kind }: Fault) => {
    if (kind !== 'restart') return;
    returning = setTimeout(() => {
      service.metrics.restart();
      server.listen(port, options.host ?? loopback);
    }, awayMs);
  };
  // As uvicorn: idle connections are closed after 5 s.
  server.keepAliveTimeout = 5_000;
  const port = await listen(server, options);
  if (options.faults?.some((fault) => fault.kind === 'refuse')) await close(server);
  const url = `http://${(options.host ?? loopback).includes(':') ? `[${options.host}]` : (options.host ?? loopback)}:${port}`;
  const end = () => {
    clearTimeout(returning);
    return close(server);
  };
  return { url, baseUrl: `${url}${options.basePath ?? '/v1'}`, port, requests, close: end };
}

// Of a process that some supervisor starts again; a real one loads its model for minutes.
const awayMs = 2_000;

/** Ends like a process that dies: the answer under way goes out, then the port is free. */
function leave(server: Server, response: ServerResponse, then: () => void): void {
  const go = () => void close(server).then(then);
  if (response.writableFinished || response.destroyed || response.socket?.destroyed !== false) go();
  else response.once('close', go).once('finish', go);
}

const loopback = '127.0.0.1';

async function createService(options: SimulatorOptions): Promise<Service> {
  const profile = profileOf(options.server, options.release);
  return {
    options,
    profile,
    metrics: createMetrics(profile.release, options.models),
    // Before the first request, which would otherwise look slow.
    tokenizer: await loadTokenizer(),
    newId: createIds(options.seed ?? 1),
  };
}

async function listen(server: Server, { port = 0, host = loopback }: SimulatorOptions): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new DoctorError('usage', `cannot listen on ${host}:${port}`, listenHint(error), { cause: error });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function listenHint(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'another program listens there: choose another --port; 0 takes a free one';
  if (code === 'EACCES') return 'ports below 1024 need more rights: choose another --port';
  return 'choose an address of this machine, 127.0.0.1 for instance';
}

/** Ends open connections too: a test may be waiting on one that hangs. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
