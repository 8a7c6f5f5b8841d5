import type { FailureKind } from './types.js';

/** What a thrown error of `fetch` means. Its own text is never shown: it can hold the header that was refused. */
export interface NetworkError {
  readonly kind: FailureKind;
  /** `connection refused`: reads well before ` by 127.0.0.1:8000`. */
  readonly what: string;
  /** `ECONNREFUSED`, `UND_ERR_SOCKET`, …; undefined when it carries none. */
  readonly code?: string;
}

// Codes of Node 20 and undici 7.30, each seen with the real thing.
const byCode: Readonly<Record<string, readonly [FailureKind, string]>> = {
  ECONNREFUSED: ['refused', 'connection refused by'],
  EHOSTUNREACH: ['unreachable', 'no route to'],
  ENETUNREACH: ['unreachable', 'network unreachable for'],
  EHOSTDOWN: ['unreachable', 'host is down:'],
  ENETDOWN: ['unreachable', 'network is down for'],
  EADDRNOTAVAIL: ['unreachable', 'address not available:'],
  EACCES: ['unreachable', 'connection forbidden by this machine to'],
  EPERM: ['unreachable', 'connection forbidden by this machine to'],
  ENOTFOUND: ['dns', 'unknown host'],
  EAI_AGAIN: ['dns', 'name server does not answer for'],
  EAI_FAIL: ['dns', 'name server failed for'],
  EAI_NODATA: ['dns', 'no address for'],
  EAI_NONAME: ['dns', 'unknown host'],
  ETIMEDOUT: ['timeout', 'connection timed out to'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'connection timed out to'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'no answer in time from'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'answer stopped arriving from'],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', 'headers too large from'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['too-large', 'answer too large from'],
  UND_ERR_SOCKET: ['cut', 'connection closed by'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['cut', 'answer shorter than announced from'],
  ECONNRESET: ['cut', 'connection reset by'],
  ECONNABORTED: ['cut', 'connection aborted by'],
  EPIPE: ['cut', 'connection closed by'],
  Z_BUF_ERROR: ['cut', 'compressed answer cut short by'],
  Z_DATA_ERROR: ['not-json', 'compressed answer cannot be read from'],
  EPROTO: ['tls', 'TLS handshake failed with'],
};

const byPattern: readonly (readonly [RegExp, FailureKind, string])[] = [
  [/SELF_SIGNED/, 'tls', 'self-signed certificate from'],
  [/EXPIRED|NOT_YET_VALID/, 'tls', 'certificate out of date from'],
  [/ALTNAME/, 'tls', 'certificate is for another name than'],
  [/CERT|ISSUER|VERIFY/, 'tls', 'certificate not trusted from'],
  [/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST/, 'tls', 'no TLS spoken by'],
  [/^ERR_(?:SSL|TLS)_/, 'tls', 'TLS handshake failed with'],
  [/^HPE_/, 'not-json', 'no HTTP spoken by'],
];

export function describeNetworkError(error: unknown): NetworkError {
  const code = codeOf(error);
  if (code === undefined) return fallback(error);
  const exact = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (exact !== undefined) return { kind: exact[0], what: exact[1], code };
  const [, kind, what] = byPattern.find(([pattern]) => pattern.test(code)) ?? [];
  return kind !== undefined && what !== undefined ? { kind, what, code } : { ...fallback(error), code };
}

function fallback(error: unknown): NetworkError {
  // undici 7.30 gives this one a name, but mostly no code.
  if (nameOf(causeOf(error)) === 'HTTPParserError') return { kind: 'not-json', what: 'no HTTP spoken by' };
  // Fetch standard, "port blocking": Node 20 and undici 7.30 send nothing and say only this.
  if (messageOf(causeOf(error)) === 'bad port') return { kind: 'bad-port', what: 'port forbidden to fetch:' };
  if (nameOf(error) === 'TimeoutError') return { kind: 'timeout', what: 'no answer in time from' };
  if (nameOf(error) === 'AbortError') return { kind: 'aborted', what: 'given up asking' };
  return { kind: 'cut', what: 'no HTTP answer from' };
}

/** Code of the error or of the nearest cause that has one; of several tries (IPv6, then IPv4) the last one's. */
function codeOf(error: unknown): string | undefined {
  for (let here: unknown = error, depth = 0; depth < 5 && typeof here === 'object' && here !== null; depth += 1) {
    // The numeric code of a DOMException says nothing that its name does not.
    if ('code' in here && typeof here.code === 'string' && here.code !== '') return here.code;
    if ('errors' in here && Array.isArray(here.errors) && here.errors.length > 0) return codeOf(here.errors.at(-1));
    here = 'cause' in here ? here.cause : undefined;
  }
  return undefined;
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error && typeof error.name === 'string'
    ? error.name
    : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
