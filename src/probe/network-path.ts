import { lookup as systemLookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { connect as tcpConnect } from 'node:net';
import { describeNetworkError } from './network-error.js';
import { lookAtTls, type TlsLook } from './network-tls.js';
import type { FailureKind, ProbeFailure } from './types.js';

/** What the way to a server looks like, layer by layer; made only when a request failed. JSON, fit to print. */
export interface NetworkPath {
  readonly host: string;
  readonly port: number;
  /** What the name resolves to, in the order of the resolver; one row for a literal address. */
  readonly addresses: readonly AddressLook[];
  /** Code of a failed look-up: `ENOTFOUND`. */
  readonly lookupFailed?: string;
  readonly tls?: TlsLook;
  /** This process runs in a container. */
  readonly inContainer: boolean;
  /** The one cause, when the layers tell it. */
  readonly cause?: NetworkCause;
  /** One line each: what every layer said. */
  readonly layers: readonly string[];
}

export interface AddressLook {
  readonly address: string;
  readonly family: 4 | 6;
  /** `open`, or how connecting failed. */
  readonly tcp: 'open' | FailureKind;
}

export type NetworkCause =
  | 'name-unknown'
  | 'nothing-listens'
  | 'one-family-only'
  | 'loopback-in-container'
  | 'silent'
  | 'no-route'
  | 'speaks-tls'
  | 'speaks-plain'
  | 'self-signed'
  | 'unknown-issuer'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'tls-failed';

export interface NetworkTools {
  readonly lookup?: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly inContainer?: () => boolean;
}

const mostAddresses = 6;

/** Whether the layers could tell more than the failure does. */
export function isWorthATrace({ kind }: ProbeFailure): boolean {
  return ['refused', 'unreachable', 'dns', 'tls', 'timeout', 'cut', 'not-json'].includes(kind);
}

/** Looks at name, every address, and TLS, each for at most `timeoutMs`. Sends no request and no key. Never throws. */
export async function traceNetwork(
  origin: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
  tools: NetworkTools = {},
): Promise<NetworkPath | undefined> {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const inContainer = (tools.inContainer ?? seemsContainer)();
  const found = await resolveAll(host, timeoutMs, tools.lookup);
  const addresses = await Promise.all(
    found.rows.map(async ({ address, family }) => ({
      address,
      family,
      tcp: await tryTcp(address, port, timeoutMs, signal),
    })),
  );
  const open = addresses.find(({ tcp }) => tcp === 'open');
  const tls = open === undefined ? undefined : await lookAtTls({ address: open.address, host, port, timeoutMs });
  const path = {
    host,
    port,
    addresses,
    ...(found.code !== undefined && { lookupFailed: found.code }),
    ...(tls !== undefined && { tls }),
    inContainer,
  };
  const cause = causeOf(path, url.protocol === 'https:');
  return { ...path, ...(cause !== undefined && { cause }), layers: layersOf(path) };
}

type Seen = Omit<NetworkPath, 'cause' | 'layers'>;

function causeOf(
  { addresses, lookupFailed, tls, inContainer, host }: Seen,
  wantsTls: boolean,
): NetworkCause | undefined {
  if (lookupFailed !== undefined) return 'name-unknown';
  const open = addresses.filter(({ tcp }) => tcp === 'open');
  if (open.length === 0) return closedCause(addresses, inContainer && isLoopback(host));
  if (wantsTls && tls?.spoken === false) return 'speaks-plain';
  if (wantsTls && tls?.problem !== undefined) return tls.problem;
  if (!wantsTls && tls?.spoken === true) return 'speaks-tls';
  return new Set(addresses.map(({ family }) => family)).size > 1 && open.length < addresses.length
    ? 'one-family-only'
    : undefined;
}

function closedCause(addresses: readonly AddressLook[], loopbackHere: boolean): NetworkCause | undefined {
  const says = (kind: FailureKind) => addresses.some(({ tcp }) => tcp === kind);
  if (says('refused')) return loopbackHere ? 'loopback-in-container' : 'nothing-listens';
  if (says('timeout')) return 'silent';
  return says('unreachable') ? 'no-route' : undefined;
}

function layersOf({ host, port, addresses, lookupFailed, tls }: Seen): readonly string[] {
  const isName = addresses.every(({ address }) => address !== host);
  return [
    ...(lookupFailed !== undefined ? [`name ${host}: ${lookupFailed}`] : []),
    ...(isName && addresses.length > 0 ? [`name ${host}: ${addresses.map(({ address }) => address).join(', ')}`] : []),
    ...addresses.map(
      ({ address, family, tcp }) => `connect ${family === 6 ? `[${address}]` : address}:${port}: ${tcp}`,
    ),
    ...(tls === undefined ? [] : [`TLS: ${tls.text}`]),
  ];
}

async function resolveAll(
  host: string,
  timeoutMs: number,
  lookup: NetworkTools['lookup'] = (name) => systemLookup(name, { all: true, verbatim: true }),
): Promise<{ rows: readonly { address: string; family: 4 | 6 }[]; code?: string }> {
  try {
    const rows = await within(lookup(host), timeoutMs);
    const known = rows.map(({ address, family }) => ({ address, family: family === 6 ? (6 as const) : (4 as const) }));
    return known.length === 0 ? { rows: [], code: 'no address' } : { rows: known.slice(0, mostAddresses) };
  } catch (error) {
    return { rows: [], code: describeNetworkError(error).code ?? 'no answer in time' };
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tryTcp(
  address: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<AddressLook['tcp']> {
  return new Promise((resolve) => {
    const socket = tcpConnect({ host: address, port, ...(signal && { signal }) });
    const end = (outcome: AddressLook['tcp']) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end('timeout'), timeoutMs);
    socket.on('connect', () => end('open'));
    socket.on('error', (error) => end(describeNetworkError(error).kind));
  });
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);
}

/** Docker and Podman leave a file; Kubernetes sets a variable in every pod, which says nothing about the host network. */
function seemsContainer(): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}
