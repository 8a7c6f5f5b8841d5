import type { JsonValue } from '../config/json.js';
import type { Exchange } from './exchange.js';
import type { ShapingFault } from './faults/kinds.js';
import { pause } from './pace.js';

export interface StreamPlan {
  readonly events: readonly { readonly name?: string; readonly body: JsonValue }[];
  /** Milliseconds before the first event, and between two others. */
  readonly firstMs: number;
  readonly eachMs: number;
  readonly contentType: string;
  /** `[DONE]` at the end. */
  readonly done: boolean;
  readonly shapes: ReadonlySet<ShapingFault>;
  /** For `stream-error`. */
  readonly error: JsonValue;
}

// What a client has seen when a stream goes wrong: the role, and a first token.
const seenFirst = 2;

/** Writes events at the pace of a model, and goes wrong where it is told to. Stops when the client goes away. */
export async function sendEvents(exchange: Exchange, plan: StreamPlan): Promise<void> {
  const { response, gone } = exchange;
  const { shapes, eachMs } = plan;
  if (!(await pause(plan.firstMs, gone))) return;
  response.writeHead(200, { 'content-type': shapes.has('wrong-type') ? 'application/json' : plan.contentType });
  const endsEarly = shapes.has('cut') || shapes.has('stall') || shapes.has('stream-error');
  const events = endsEarly ? plan.events.slice(0, seenFirst) : plan.events;
  const write = writerFor(exchange, shapes);
  for (const [index, { name, body }] of events.entries()) {
    if (index > 0 && !(await pause(eachMs, gone))) return;
    const text = JSON.stringify(body);
    write(shapes.has('half-json') && index === seenFirst ? text.slice(0, text.length / 2) : text, name);
  }
  if (shapes.has('cut')) {
    // What was written must be on its way first, or the client sees nothing of it.
    if (await pause(20, gone)) response.socket?.destroy();
    return;
  }
  if (shapes.has('stall')) return;
  if (shapes.has('stream-error')) write(JSON.stringify(plan.error));
  if (plan.done && !shapes.has('no-done')) write('[DONE]');
  response.end();
}

function writerFor({ response }: Exchange, shapes: ReadonlySet<ShapingFault>): (text: string, name?: string) => void {
  const lineEnd = shapes.has('crlf') ? '\r\n' : '\n';
  const space = shapes.has('no-space') ? '' : ' ';
  const gap = shapes.has('no-blank-lines') ? '' : lineEnd;
  return (text, name) => {
    const head = name === undefined ? '' : `event:${space}${name}${lineEnd}`;
    response.write(`${head}data:${space}${text}${lineEnd}${gap}`);
  };
}
