import { isObject, type JsonValue, parseJson, rowsAt, textAt } from './json-fields.js';
import { createGate } from './needles.js';
import { otherErrors } from './other-errors.js';
import { type ServerErrorPattern, serverErrors } from './server-errors.js';
import type { RecognisedError } from './types.js';

export type ErrorShape = 'nested' | 'flat' | 'string' | 'detail' | 'message' | 'html' | 'text' | 'empty';

export interface ErrorBody {
  /** The server's own sentence; vLLM's tails ` (parameter=…, value=…)` and ` None` are taken off. */
  readonly message: string;
  readonly shape: ErrorShape;
  /** `BadRequestError`, `invalid_request_error`, … */
  readonly type?: string;
  readonly recognised?: RecognisedError;
}

// A page or a log may come as error body: enough to find the sentence, little enough that no pattern takes long.
const longest = 4_000;

/** Reads the error of any OpenAI-like server. Never throws, whatever the text. */
export function readErrorBody(text: string): ErrorBody {
  const found = find(text);
  const recognised = recogniseError(found.message, text);
  return { ...found, message: withoutTails(found.message), ...(recognised !== undefined && { recognised }) };
}

/** Every sentence that is known. */
export const knownErrors: readonly ServerErrorPattern[] = [...serverErrors, ...otherErrors];

const gate = createGate(knownErrors.map(({ pattern }) => pattern));

/** What a sentence means, if it is one that we know: of several that fit, the one that gives the most numbers. */
export function recogniseError(message: string, body = ''): RecognisedError | undefined {
  const sentence = message.slice(0, longest);
  const whole = body.slice(0, longest);
  const [inSentence, inWhole] = [gate(sentence), gate(whole)];
  let best: Found | undefined;
  for (const row of knownErrors) {
    if (!(row.match === 'body' ? inWhole : inSentence)(row.pattern)) continue;
    const match = row.pattern.exec(row.match === 'body' ? whole : sentence);
    if (match === null) continue;
    const numbers = numbersOf(match.groups ?? {});
    const named = Object.values(match.groups ?? {}).filter((text) => text !== undefined).length;
    const found = { row, numbers, named, atLeast: match.groups?.['atLeast'] !== undefined };
    if (best === undefined || tellsMore(found, best)) best = found;
  }
  if (best === undefined) return undefined;
  const { row, numbers } = best;
  return { id: row.id, kind: row.kind, numbers, ...(isFloor(best) && { floor: true }) };
}

interface Found {
  readonly row: ServerErrorPattern;
  readonly numbers: Record<string, number>;
  /** Names and numbers found. */
  readonly named: number;
  /** The sentence says "at least". */
  readonly atLeast: boolean;
}

function tellsMore(a: Found, b: Found): boolean {
  const difference = Object.keys(a.numbers).length - Object.keys(b.numbers).length;
  return difference > 0 || (difference === 0 && a.named > b.named);
}

/** vLLM 0.16.0 on stops counting at the limit plus one; 0.16 and 0.17 do not say so, later releases say "at least". */
function isFloor({ row, numbers, atLeast }: Found): boolean {
  const { inputTokens, maxInputTokens } = numbers;
  const stopped = inputTokens !== undefined && maxInputTokens !== undefined && inputTokens === maxInputTokens + 1;
  return atLeast || (row.id === 'vllm.ctx.you-passed' && stopped);
}

function numbersOf(groups: Readonly<Record<string, string | undefined>>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [name, text] of Object.entries(groups)) {
    const value = Number((text ?? '').replaceAll(',', ''));
    if (text !== undefined && text.trim() !== '' && Number.isFinite(value)) numbers[name] = value;
  }
  return numbers;
}

function find(text: string): Omit<ErrorBody, 'recognised'> {
  const trimmed = text.trim();
  if (trimmed === '') return { message: '', shape: 'empty' };
  const json = parseJson(trimmed);
  if (json === undefined) return looksLikeHtml(trimmed) ? htmlPage(trimmed) : plain(trimmed);
  return fromJson(json) ?? plain(trimmed);
}

function fromJson(json: JsonValue): Omit<ErrorBody, 'recognised'> | undefined {
  if (typeof json === 'string') return { message: json, shape: 'message' };
  // Some proxies wrap the object in a list of one.
  const body = Array.isArray(json) ? json[0] : json;
  if (!isObject(body)) return undefined;
  const error = body['error'];
  if (typeof error === 'string') return { message: error, shape: 'string', ...typeOf(body, 'error_type') };
  if (isObject(error)) {
    const message = textAt(error, ['message']) ?? textAt(error, ['error', 'message']) ?? textAt(error, ['msg']);
    return { message: message ?? JSON.stringify(error).slice(0, longest), shape: 'nested', ...typeOf(error, 'type') };
  }
  const detail = detailOf(body['detail']);
  if (detail !== undefined) return { message: detail, shape: 'detail' };
  const message = textAt(body, ['message']) ?? textAt(body, ['msg']);
  if (message === undefined) return undefined;
  return { message, shape: body['object'] === 'error' ? 'flat' : 'message', ...typeOf(body, 'type') };
}

/** FastAPI: a sentence, an object with `msg` (KoboldCpp), or a list of validation errors, of which the first tells enough. */
function detailOf(detail: JsonValue | undefined): string | undefined {
  if (typeof detail === 'string') return detail;
  const first = rowsAt(detail, [])?.[0] ?? detail;
  const message = textAt(first, ['msg']) ?? textAt(first, ['message']) ?? textAt(first, ['error']);
  if (message === undefined) return undefined;
  const where = rowsAt(first, ['loc'])?.filter((step) => typeof step !== 'object');
  return where === undefined || where.length === 0 ? message : `${where.join('.')}: ${message}`;
}

function typeOf(body: JsonValue, key: string): { type?: string } {
  const type = textAt(body, [key]);
  return type === undefined ? {} : { type };
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype html|html|head|body|!--)/i.test(text.slice(0, 500));
}

function htmlPage(text: string): Omit<ErrorBody, 'recognised'> {
  const title = /<title[^>]{0,100}>([^<]{1,200})/i.exec(text.slice(0, longest))?.[1]?.trim();
  return { message: title === undefined ? 'HTML page' : `HTML page: ${title}`, shape: 'html' };
}

function plain(text: string): Omit<ErrorBody, 'recognised'> {
  const line =
    text
      .slice(0, longest)
      .split(/[\r\n]/)
      .find((candidate) => candidate.trim() !== '') ?? '';
  return { message: line.trim(), shape: 'text' };
}

// vLLM 0.9.0-0.14.1 prints the cause of the exception behind it: `None`, or the same sentence again (0.14.1, ran). 0.14.0 and later name
// the parameter.
function withoutTails(message: string): string {
  const sentence = message
    .replace(/ None$/, '')
    .replace(/ \(parameter=[^()]*\)$/, '')
    .trim();
  const half = sentence.slice(0, (sentence.length - 1) / 2);
  return half.length > 20 && sentence === `${half} ${half}` ? half : sentence;
}
