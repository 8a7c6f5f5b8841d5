/**
 * Faults that stand in place of an answer.
 *
 * `html` a page with 200 · `not-json` text with 200 · `hang` no answer · `slow-drip` an answer that never ends, a byte at a time ·
 * `close` closes the connection at once · `refuse` nobody listens at the port · `redirect` 307 · `rate-limit` 429 · `server-error` 500,
 * the engine is dead · `crash` the same once, then nobody listens any more · `restart` a stream is cut, the port closes for two seconds,
 * then all is well · `internal-error` 500 in plain text, as Starlette words it · `loading` 503 · `bad-gateway` 502, a page of nginx ·
 * `gateway-timeout` 504, likewise · `forbidden` 403 · `key-refused` 401 whatever the key
 */
export const standIns = [
  'html',
  'not-json',
  'hang',
  'slow-drip',
  'close',
  'refuse',
  'redirect',
  'rate-limit',
  'server-error',
  'crash',
  'restart',
  'internal-error',
  'loading',
  'bad-gateway',
  'gateway-timeout',
  'forbidden',
  'key-refused',
] as const;

/**
 * Faults that change an answer that came about in good order.
 *
 * Transport: `cut` closes the connection after the first token · `stall` stops there and keeps it open · `slow-first-token` three seconds
 * more before the first · `wrong-type` another content type · `no-blank-lines`, `crlf`, `no-space`, `half-json`, `no-done` of the event
 * stream · `stream-error` an error object inside a stream with status 200 · `not-streamed` JSON in one piece where a stream was asked for
 *
 * Content: `no-usage` · `usage-null` · `raw-tool-call` the call stands in the text · `no-tool-ids` · `broken-arguments` · `arguments-object` JSON instead of a text that
 * holds JSON · `content-null` · `no-choices` · `no-finish` · `truncated` finish_reason `length` after a word · `garbage` the same token again and again
 *
 * Model list: `no-models` an empty list · `no-window`, `null-window`, `text-window` of `max_model_len` · `models-missing` no such route
 */
export const shapingFaults = [
  'cut',
  'stall',
  'slow-first-token',
  'wrong-type',
  'no-blank-lines',
  'crlf',
  'no-space',
  'half-json',
  'no-done',
  'stream-error',
  'not-streamed',
  'no-usage',
  'usage-null',
  'raw-tool-call',
  'no-tool-ids',
  'broken-arguments',
  'arguments-object',
  'content-null',
  'no-choices',
  'no-finish',
  'truncated',
  'garbage',
  'no-models',
  'no-window',
  'null-window',
  'text-window',
  'models-missing',
  'open-models',
] as const;

export type StandIn = (typeof standIns)[number];
export type ShapingFault = (typeof shapingFaults)[number];
export type FaultKind = StandIn | ShapingFault;
export const faultKinds: readonly FaultKind[] = [...standIns, ...shapingFaults];

export function isStandIn(kind: FaultKind): kind is StandIn {
  return standIns.some((name) => name === kind);
}
