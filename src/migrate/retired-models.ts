import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { placesOf } from './places.js';
import { isRetiredModel } from './retired-model-list.js';
import { type Found, type RowFacts, rowOf, type Way } from './row.js';

const facts: RowFacts = {
  id: 'models/retired-model',
  since: '2026.5.2',
  source: 'ran OpenClaw 2026.5.2 to 2026.9.6: Unknown model, the file is refused',
};

/** Where a release looks for retired models; a selector is a name or holds `primary` and `fallbacks`. */
const selectors = [
  ...[
    '<scope>.{model,imageModel,pdfModel}',
    '<scope>.heartbeat.model',
    '<scope>.subagents.model',
    '<scope>.compaction.model',
  ],
  'hooks.mappings.*.model',
  'hooks.gmail.model',
];

function references(config: JsonObject): readonly { path: ConfigPath; name: string }[] {
  const named = [
    ...selectors.flatMap((pattern) => placesOf(config, pattern)),
    ...placesOf(config, 'channels.modelByChannel.*.*'),
  ];
  return [
    ...named.flatMap((path) => namesIn(valueAt(config, path), path)),
    ...placesOf(config, '<scope>.models.*').map((path) => ({ path, name: String(path.at(-1)) })),
  ];
}

function namesIn(value: JsonValue | undefined, path: ConfigPath): readonly { path: ConfigPath; name: string }[] {
  if (typeof value === 'string') return [{ path, name: value }];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => namesIn(item, [...path, i]));
  if (!isObject(value)) return [];
  return ['primary', 'fallbacks'].flatMap((key) =>
    namesIn(Object.hasOwn(value, key) ? value[key] : undefined, [...path, key]),
  );
}

/** Never replaced: which model is right is for the user to say. */
function findRetired(config: JsonObject, { to }: Way): readonly Found[] {
  return references(config)
    .filter(({ name }) => isRetiredModel(to, name))
    .map(({ path, name }) => ({
      blocked: { path, reason: `${name} is retired, and ${to} refuses a file that names it: choose another model` },
    }));
}

export const retiredModelRows = [rowOf(facts, findRetired)];
