import { lookup as systemLookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { causeOf, layersOf } from './network-cause.js';
import { describeNetworkError } from './network-error.js';
import { type TcpLook, tryTcp, watchTcp } from './network-tcp.js';
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
  /** The port took the connection and closed it before a byte was sent. */
  readonly closesAtOnce?: true;
  /** Another address of this machine on which the port is open. */
  readonly listensAt?: string;
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
  readonly tcp: TcpLook;
}

export type NetworkCause =
  /** No resolver knows the name. */
  | 'name-unknown'
  /** No resolver answers. */
  | 'resolver-silent'
  | 'nothing-listens'
  /** Not there, but at another address of this machine. */
  | 'listens-elsewhere'
  | 'loopback-in-container'
  /** Nothing comes back, not even a refusal. */
  | 'silent'
  /** Takes the connection, and never answers a request. */
  | 'no-answer'
  /** Takes the connection and closes it at once, as a tunnel does whose far end is gone. */
  | 'closes-at-once'
  | 'no-route'
  | 'speaks-tls'
  | 'speaks-plain'
  | 'self-signed'
  | 'unknown-issuer'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'tls-failed';

export type Lookup = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface TraceOptions {
  /** For each layer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** How the request failed. */
  readonly failed: FailureKind;
}

/** The outside world, for tests. */
export interface NetworkTools {
  readonly lookup?: Lookup;
  readonly inContainer?: () => boolean;
  /** Addresses of this machine beside the loopback ones. */
  readonly ownAddresses?: () => readonly string[];
  /** Certificates to trust beside those that Node trusts, PEM. */
  readonly trusted?: string;
}

export type Trace = (origin: string, options: TraceOptions) => Promise<NetworkPath | undefined>;

const mostAddresses = 6;
/** A tunnel without a far end closes within a round trip. */
const watchMs = 800;

/** Whether the layers could tell more than the failure does. */
export function isWorthATrace({ kind }: ProbeFailure): boolean {
  return ['refused', 'unreachable', 'dns', 'tls', 'timeout', 'cut', 'not-json'].includes(kind);
}

/** Looks at name, every address, and TLS, each for at most `timeoutMs`. Sends no request and no key. Never throws. */
export async function traceNetwork(
  origin: string,
  { timeoutMs, signal, failed }: TraceOptions,
  tools: NetworkTools = {},
): Promise<NetworkPath | undefined> {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const wantsTls = url.protocol === 'https:';
  const port = Number(url.port) || (wantsTls ? 443 : 80);
  const limits = { timeoutMs, signal };
  const found = await resolveAll(host, timeoutMs, tools.lookup);
  const addresses = await Promise.all(
    found.rows.map(async (row) => ({ ...row, tcp: await tryTcp({ address: row.address, port, ...limits }) })),
  );
  const open = addresses.find(({ tcp }) => tcp === 'open')?.address;
  const closes =
    open !== undefined &&
    failed === 'cut' &&
    (await watchTcp({ address: open, port, timeoutMs: Math.min(watchMs, timeoutMs), signal })) === 'closed';
  const tls =
    open === undefined || closes
      ? undefined
      : await lookAtTls({ address: open, host, port, ...limits, trusted: tools.trusted });
  const listensAt = open === undefined ? await findElsewhere(addresses, port, limits, tools) : undefined;
  const seen = {
    host,
    port,
    addresses,
    ...(found.code !== undefined && { lookupFailed: found.code }),
    ...(tls !== undefined && { tls }),
    ...(closes && { closesAtOnce: true as const }),
    ...(listensAt !== undefined && { listensAt }),
    inContainer: (tools.inContainer ?? seemsContainer)(),
  };
  const cause = causeOf(seen, { wantsTls, failed });
  return { ...seen, ...(cause !== undefined && { cause }), layers: layersOf(seen, wantsTls) };
}

/** Whether a server of this very machine listens, only not where it is looked for; no other machine is asked. */
async function findElsewhere(
  addresses: readonly AddressLook[],
  port: number,
  limits: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
  { ownAddresses = interfaceAddresses }: NetworkTools,
): Promise<string | undefined> {
  const own = ownAddresses();
  const isOwn = (address: string) => isLoopback(address) || own.includes(address);
  if (addresses.length === 0 || !addresses.every(({ address, tcp }) => isOwn(address) && tcp === 'refused')) {
    return undefined;
  }
  const asked = new Set(addresses.map(({ address }) => address));
  for (const address of ['127.0.0.1', '::1', ...own].filter((candidate) => !asked.has(candidate))) {
    if ((await tryTcp({ address, port, ...limits })) === 'open') return address;
  }
  return undefined;
}

function interfaceAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((rows) => rows ?? [])
    .filter(({ internal, scopeid }) => !internal && (scopeid ?? 0) === 0)
    .map(({ address }) => address);
}

/** The system's resolver, as Node asks it for a connection. */
export const lookupAll: Lookup = (name) => systemLookup(name, { all: true, verbatim: true });

async function resolveAll(
  host: string,
  timeoutMs: number,
  lookup: Lookup = lookupAll,
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

export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);
}

/** Docker and Podman leave a file; Kubernetes sets a variable in every pod, which says nothing about the host network. */
function seemsContainer(): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}
