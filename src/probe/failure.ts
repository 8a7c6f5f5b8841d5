import type { ServerAddress } from './address.js';
import type { ErrorBody } from './error-body.js';
import { remedyFor } from './remediation.js';
import type { Show } from './show.js';
import type { FailureKind, ProbeFailure } from './types.js';

/** Why one try failed, before it is made fit to print. */
export interface Fault {
  readonly kind: FailureKind;
  /** Our words. Where words of the server or of the config belong to it, they stand in `about` or `says`. */
  readonly what: string;
  readonly about: 'host' | 'nothing' | { readonly text: string };
  readonly status: number | null;
  readonly says?: ErrorBody;
  readonly retryAfterMs?: number | undefined;
}

export function skippedFault(what: string): Fault {
  return { kind: 'skipped', what: `not asked: ${what}`, about: 'nothing', status: null };
}

export function misfitFault(what: string): Fault {
  return { kind: 'not-json', what, about: 'nothing', status: 200 };
}

/** Counts for the breaker: the server is dead, silent, overloaded or broken. A clear answer, even a refusal, is a sign of life. */
export function speaksAgainstServer({ kind, status }: Fault): boolean {
  if (kind === 'http') return status === 429 || (status ?? 0) >= 500;
  return ['refused', 'unreachable', 'dns', 'tls', 'timeout', 'cut'].includes(kind);
}

export interface FailureContext {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly id: string;
  readonly address: ServerAddress | undefined;
  readonly show: Show;
  /** How long the call was allowed to take, or took, whichever is less. */
  readonly waitedMs: number;
}

/** The envelope. Everything that is not ours goes through `show`. */
export function toFailure(fault: Fault, context: FailureContext): ProbeFailure {
  const { method, route, id, address, show } = context;
  const path = address?.url(route).pathname ?? route;
  const says = fault.says === undefined ? '' : show(fault.says.message);
  const serverError = fault.says?.recognised;
  const known = serverError === undefined ? {} : { serverError };
  return {
    kind: fault.kind,
    message: messageOf(fault, context),
    route: `${method} ${show(path)}`,
    provider_family: 'openai-compatible',
    http_status: fault.status,
    correlation_id: id,
    remediation_hint: remedyFor({ kind: fault.kind, status: fault.status, ...known }),
    ...(says !== '' && { serverSays: says }),
    ...known,
  };
}

function messageOf(fault: Fault, { address, show, waitedMs }: FailureContext): string {
  const about = fault.about === 'host' ? (address?.host ?? '') : fault.about === 'nothing' ? '' : fault.about.text;
  const waited = fault.kind === 'timeout' ? ` (waited ${formatMs(waitedMs)})` : '';
  return `${fault.what}${about === '' ? '' : ` ${show(about)}`}${waited}`;
}

function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
