import { type AddressLook, isLoopback, type NetworkCause, type NetworkPath } from './network-path.js';
import type { FailureKind } from './types.js';

type Seen = Omit<NetworkPath, 'cause' | 'layers'>;

/** The one cause that the layers tell, from the name upwards; undefined when all of them are in order. */
export function causeOf(
  seen: Seen,
  { wantsTls, failed }: { readonly wantsTls: boolean; readonly failed: FailureKind },
): NetworkCause | undefined {
  const { addresses, lookupFailed, tls } = seen;
  if (lookupFailed !== undefined) return isNoAnswer(lookupFailed) ? 'resolver-silent' : 'name-unknown';
  if (!addresses.some(({ tcp }) => tcp === 'open')) return closedCause(seen);
  if (seen.closesAtOnce === true) return 'closes-at-once';
  if (wantsTls && tls?.spoken === false) return 'speaks-plain';
  if (wantsTls && tls?.problem !== undefined) return tls.problem;
  if (!wantsTls && tls?.spoken === true) return 'speaks-tls';
  return failed === 'timeout' ? 'no-answer' : undefined;
}

function isNoAnswer(code: string): boolean {
  return code === 'EAI_AGAIN' || code === 'no answer in time';
}

function closedCause({ addresses, inContainer, host, listensAt }: Seen): NetworkCause | undefined {
  const says = (kind: FailureKind) => addresses.some(({ tcp }) => tcp === kind);
  if (says('refused')) {
    if (listensAt !== undefined) return 'listens-elsewhere';
    return inContainer && isLoopback(host) ? 'loopback-in-container' : 'nothing-listens';
  }
  if (says('timeout')) return 'silent';
  return says('unreachable') ? 'no-route' : undefined;
}

const tcpWords: Partial<Record<AddressLook['tcp'], string>> = {
  open: 'taken',
  timeout: 'no answer',
  unreachable: 'no way to it',
};

/** What every layer said, one line each. TLS is told where it was wanted, or is spoken. */
export function layersOf(seen: Seen, wantsTls: boolean): readonly string[] {
  const { host, port, addresses, lookupFailed, tls, listensAt } = seen;
  const isName = addresses.every(({ address }) => address !== host);
  const at = (address: string) => `${address.includes(':') ? `[${address}]` : address}:${port}`;
  return [
    ...(lookupFailed !== undefined ? [`name ${host}: ${lookupFailed}`] : []),
    ...(isName && addresses.length > 0 ? [`name ${host}: ${addresses.map(({ address }) => address).join(', ')}`] : []),
    ...addresses.map(({ address, tcp }) => `connect ${at(address)}: ${tcpWords[tcp] ?? tcp}`),
    ...(seen.closesAtOnce === true ? ['closed by the other side before a byte was sent'] : []),
    ...(listensAt === undefined ? [] : [`connect ${at(listensAt)}: taken`]),
    ...(tls === undefined || (!wantsTls && tls.spoken !== true) ? [] : [`TLS: ${tls.text}`]),
  ];
}
