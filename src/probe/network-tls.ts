import { checkServerIdentity, connect, type PeerCertificate, rootCertificates, type TLSSocket } from 'node:tls';
import { describeNetworkError } from './network-error.js';
import type { NetworkCause } from './network-path.js';
import { createShow } from './show.js';

/** What a TLS handshake with a port comes to. */
export interface TlsLook {
  /** The port speaks TLS at all; undefined when it stayed silent or just closed. */
  readonly spoken?: boolean;
  readonly problem?: Extract<
    NetworkCause,
    'self-signed' | 'unknown-issuer' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'tls-failed'
  >;
  /** One line, fit to print. */
  readonly text: string;
}

export interface TlsQuestion {
  readonly address: string;
  /** The name that the certificate must be for. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Certificates to trust beside those that Node trusts, PEM. */
  readonly trusted?: string | undefined;
}

/** One handshake with whatever certificate comes, then the verdict of Node on that certificate. Sends nothing after it. */
export function lookAtTls({ address, host, port, timeoutMs, signal, trusted }: TlsQuestion): Promise<TlsLook> {
  return new Promise((resolve) => {
    const isName = !/^[\d.]+$|:/.test(host);
    const socket = connect({
      host: address,
      port,
      // Looked at, not trusted: nothing is sent over this connection.
      rejectUnauthorized: false,
      ...(isName && { servername: host }),
      ...(trusted !== undefined && { ca: [...rootCertificates, trusted] }),
    });
    const onAbort = () => end({ text: 'given up' });
    const end = (look: TlsLook) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(look);
    };
    const timer = setTimeout(() => end({ text: 'no answer to the handshake' }), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('secureConnect', () => end(judge(socket, host)));
    socket.on('error', (error) => end(refused(error)));
  });
}

function refused(error: unknown): TlsLook {
  const { code = 'closed' } = describeNetworkError(error);
  if (/WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNEXPECTED_MESSAGE|RECORD/.test(code)) {
    return { spoken: false, text: 'the port speaks no TLS' };
  }
  // A server of plain HTTP may just close: that is no proof of anything.
  if (/^(?:ECONNRESET|EPIPE|closed)$/.test(code)) return { text: 'closed in the handshake' };
  return { spoken: true, problem: 'tls-failed', text: code };
}

const show = createShow([]);

const problems: readonly (readonly [RegExp, NonNullable<TlsLook['problem']>])[] = [
  [/EXPIRED/, 'expired'],
  [/NOT_YET_VALID/, 'not-yet-valid'],
  [/DEPTH_ZERO_SELF_SIGNED/, 'self-signed'],
  [/ALTNAME/, 'wrong-name'],
  [/SELF_SIGNED|ISSUER|VERIFY|UNTRUSTED/, 'unknown-issuer'],
];

function judge(socket: TLSSocket, host: string): TlsLook {
  const certificate = socket.getPeerCertificate();
  if (socket.authorized) return { spoken: true, text: `trusted, for ${nameOf(certificate, host)}` };
  const code = codeOf(socket.authorizationError);
  const problem = problems.find(([pattern]) => pattern.test(code))?.[1] ?? 'tls-failed';
  const more = furtherFaults(problem, certificate, host);
  return { spoken: true, problem, text: [textOf(problem, certificate, host), ...more].join('; ') };
}

/** OpenSSL names one fault; a certificate without that one may still be of no use. */
function furtherFaults(problem: TlsLook['problem'], certificate: PeerCertificate, host: string): readonly string[] {
  const { subject, issuer, valid_to: end = '' } = certificate;
  if (subject === undefined) return [];
  const faults: readonly (readonly [TlsLook['problem'], boolean, string])[] = [
    ['self-signed', JSON.stringify(subject) === JSON.stringify(issuer), 'self-signed'],
    ['expired', Date.parse(end) < Date.now(), `ended ${show(end, 40)}`],
    ['wrong-name', checkServerIdentity(host, certificate) !== undefined, `not made for ${show(host, 80)}`],
  ];
  return faults.filter(([fault, has]) => has && fault !== problem).map(([, , text]) => text);
}

function textOf(problem: NonNullable<TlsLook['problem']>, certificate: PeerCertificate, host: string): string {
  const name = nameOf(certificate, host);
  switch (problem) {
    case 'expired':
      return `certificate of ${name} ended ${show(certificate.valid_to ?? '', 40)}`;
    case 'not-yet-valid':
      return `certificate of ${name} begins ${show(certificate.valid_from ?? '', 40)}`;
    case 'self-signed':
      return `self-signed certificate of ${name}`;
    case 'wrong-name':
      return `certificate is for ${namesOf(certificate) || name}, not for ${show(host, 80)}`;
    case 'unknown-issuer':
      return `certificate of ${name}, signed by ${show(first(certificate.issuer?.CN ?? certificate.issuer?.O), 80) || 'nobody known'}`;
    case 'tls-failed':
      return `certificate of ${name} is refused`;
  }
}

/** `localhost, 127.0.0.1` of `DNS:localhost, IP Address:127.0.0.1`. */
function namesOf({ subjectaltname }: PeerCertificate): string {
  return show((subjectaltname ?? '').replace(/(?:DNS|IP Address|URI):/g, ''), 120);
}

function nameOf({ subject }: PeerCertificate, host: string): string {
  return show(first(subject?.CN) || host, 80);
}

function first(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
