import { isObject, type JsonObject, type JsonValue } from '../../config/json.js';
import type { ShapingFault } from './kinds.js';

type Shapes = ReadonlySet<ShapingFault>;
type Change = (body: JsonObject) => JsonObject | undefined;

/** What each fault does to a completion, in one piece or an event of a stream; undefined drops the event. */
const changes: Partial<Record<ShapingFault, Change>> = {
  'no-usage': (body) => (isUsageEvent(body) ? undefined : without(body, 'usage')),
  'usage-null': (body) => ('usage' in body ? { ...body, usage: null } : body),
  'no-choices': (body) => ({ ...body, choices: [] }),
  'no-finish': (body) => eachChoice(body, (choice) => ({ ...choice, finish_reason: null })),
  'content-null': (body) =>
    eachMessage(body, (message) => ('content' in message ? { ...message, content: null } : message)),
  'no-tool-ids': (body) => eachCall(body, (call) => without(call, 'id')),
  'broken-arguments': (body) => eachCall(body, (call) => ({ ...call, ...withArguments(call, broken) })),
  'arguments-object': (body) => eachCall(body, (call) => ({ ...call, ...withArguments(call, asObject) })),
};

/** The completion, or the events of its stream, as the faults leave them. */
export function shapeBodies(bodies: readonly JsonObject[], shapes: Shapes): readonly JsonObject[] {
  let list = bodies;
  for (const kind of shapes) {
    const change = changes[kind];
    if (change !== undefined) list = list.map(change).filter((body) => body !== undefined);
  }
  return list;
}

/** A model list as the faults leave it. `windowAt`: where its rows tell the window. */
export function shapeRows(
  rows: readonly JsonObject[],
  shapes: Shapes,
  windowAt: readonly string[] | undefined,
): readonly JsonObject[] {
  if (shapes.has('no-models')) return [];
  if (windowAt === undefined) return rows;
  if (shapes.has('no-window')) return rows.map((row) => changeAt(row, windowAt, () => undefined));
  if (shapes.has('null-window')) return rows.map((row) => changeAt(row, windowAt, () => null));
  if (shapes.has('text-window')) return rows.map((row) => changeAt(row, windowAt, (value) => String(value)));
  return rows;
}

function changeAt(
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  change: (value: JsonValue) => JsonValue | undefined,
): JsonObject {
  const value = object[key];
  if (value === undefined) return object;
  const changed = rest.length > 0 && isObject(value) ? changeAt(value, rest, change) : change(value);
  return changed === undefined ? without(object, key) : { ...object, [key]: changed };
}

function isUsageEvent(body: JsonObject): boolean {
  return 'usage' in body && Array.isArray(body['choices']) && body['choices'].length === 0;
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function eachChoice(body: JsonObject, change: (choice: JsonObject) => JsonObject): JsonObject {
  const choices = body['choices'];
  if (!Array.isArray(choices)) return body;
  return { ...body, choices: choices.map((choice: JsonValue) => (isObject(choice) ? change(choice) : choice)) };
}

/** `message` of a completion, `delta` of an event. */
function eachMessage(body: JsonObject, change: (message: JsonObject) => JsonObject): JsonObject {
  return eachChoice(body, (choice) => {
    const { message, delta } = choice;
    return {
      ...choice,
      ...(isObject(message) && { message: change(message) }),
      ...(isObject(delta) && { delta: change(delta) }),
    };
  });
}

function eachCall(body: JsonObject, change: (call: JsonObject) => JsonObject): JsonObject {
  return eachMessage(body, (message) => {
    const calls = message['tool_calls'];
    if (!Array.isArray(calls)) return message;
    return { ...message, tool_calls: calls.map((call: JsonValue) => (isObject(call) ? change(call) : call)) };
  });
}

function withArguments(call: JsonObject, change: (text: string) => JsonValue): JsonObject {
  const called = call['function'];
  if (!isObject(called) || typeof called['arguments'] !== 'string' || called['arguments'] === '') return {};
  return { function: { ...called, arguments: change(called['arguments']) } };
}

/** A quotation mark that nobody closes, wherever the text was cut into pieces. */
function broken(text: string): string {
  return text.replace(/\}?$/, '"');
}

function asObject(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text; // a piece of a stream
  }
}
