import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { isKnownChannel } from './checks/channels.js';
import type { CheckInput } from './checks/check.js';
import { hasMissingLoadPath } from './checks/plugins.js';
import { holdsFor } from './range.js';

/** The document as the program compares it with its schemas: without what it does not look at. */
export function comparedPart(input: CheckInput): JsonValue {
  const { value, release } = input;
  const channels = knownChannels(input);
  if (!isObject(value)) return value;
  if (channels === undefined && value['plugins'] === undefined) return value;
  const part = { ...value, ...(channels === undefined ? {} : { channels }) };
  // ran 2026.4.22 to 2026.9.6: until 2026.5.12 channels and plugins take NaN and Infinity for numbers.
  return holdsFor({ before: '2026.5.28' }, release) ? withLooseNumbers(part) : part;
}

/** Channels that the program does not know are compared with nothing. */
function knownChannels(input: CheckInput): JsonValue | undefined {
  const channels = valueAt(input.value, ['channels']);
  if (!isObject(channels)) return undefined;
  const kept = hasMissingLoadPath(input) === 'preserved';
  const known = Object.entries(channels).filter(
    ([id]) => isKnownChannel(id, input) && !(kept && id !== 'defaults' && id !== 'modelByChannel'),
  );
  return Object.fromEntries(known);
}

function withLooseNumbers(document: Readonly<Record<string, JsonValue>>): JsonValue {
  const owned = ['channels', 'plugins'].flatMap((key) => {
    const section = document[key];
    return section === undefined ? [] : [[key, loose(section)] as const];
  });
  return { ...document, ...Object.fromEntries(owned) };
}

/** NaN is below every lower limit, as it is to the program. */
function loose(value: JsonValue): JsonValue {
  if (typeof value === 'number' && !Number.isFinite(value)) return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  if (Array.isArray(value)) return value.map(loose);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, loose(child)])) : value;
}
