import type { JsonValue } from '../config/json.js';
import { otherErrors } from '../probe/other-errors.js';
import { type ServerErrorId, serverErrors } from '../probe/server-errors.js';
import { isSince } from './release.js';

/** An error as it goes out. */
export interface Refusal {
  readonly status: number;
  /** JSON; a text as it stands when `contentType` names another type. */
  readonly body: JsonValue;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface RefusalText {
  readonly status?: number;
  readonly type?: string;
  readonly message: string;
  /** Named from 0.14.0 on, null before. */
  readonly param?: string;
}

/** Flat until 0.10.0, inside `error` from 0.10.1 on; `code` is a number in both. */
export function refuse(
  release: string,
  { status = 400, type = 'BadRequestError', message, param }: RefusalText,
): Refusal {
  const named = param !== undefined && isSince(release, '0.14.0') ? param : null;
  const error = { message, type, param: named, code: status };
  return { status, body: isSince(release, '0.10.1') ? { error } : { object: 'error', ...error } };
}

type Values = Readonly<Record<string, string | number>>;
type OtherErrorId = (typeof otherErrors)[number]['id'];

/** The sentence of a row of `server-errors.ts` or `other-errors.ts`, its gaps filled. */
export function sentence(id: ServerErrorId | OtherErrorId, values: Values = {}): string {
  const row = [...serverErrors, ...otherErrors].find((candidate) => candidate.id === id);
  const template = row?.template ?? '';
  return template.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/**
 * Errors that come up while a chat prompt is prepared: 0.9.0-0.14.1 print the cause of the exception behind the sentence, which is
 * `None`, or for a template the sentence once more (0.14.1, recorded), and name no parameter; 0.14.0 and later print the parameter.
 */
export function refuseWhilePreparing(release: string, text: RefusalText & { readonly value?: number }): Refusal {
  const { message, param, value } = text;
  const named = param !== undefined && isSince(release, '0.14.0') && !message.includes('(parameter=');
  const told = named ? `${message} (parameter=${param}, value=${value})` : message;
  const printsCause = isSince(release, '0.9.0') && !isSince(release, '0.15.0');
  return printsCause
    ? refuse(release, { message: `${told} None` })
    : refuse(release, { message: told, ...(param !== undefined && { param }) });
}

export const unauthorized: Refusal = { status: 401, body: { error: 'Unauthorized' } };

/** Requests that do not fit the schema: 400 in vLLM, never 422; the type is the HTTP phrase from 0.9.0 on. */
export function invalidRequest(release: string, message: string, param?: string): Refusal {
  const type = isSince(release, '0.9.0') ? 'Bad Request' : 'BadRequestError';
  return refuse(release, { type, message, ...(param !== undefined && { param }) });
}
