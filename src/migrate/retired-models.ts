import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { compareReleases } from '../release/version.js';
import { retiredModels } from '../schema/lists/retired-models.js';
import { placesOf } from './places.js';
import type { MigrationRemark } from './types.js';

interface Reference {
  readonly path: ConfigPath;
  readonly name: string;
}

/** Where releases read a model while they validate; the same places as in schema/checks/models.ts. */
const always = [
  '<scope>.{model,imageModel,pdfModel}',
  '<scope>.subagents.model',
  '<scope>.heartbeat.model',
  '<scope>.compaction.model',
  '<scope>.compaction.memoryFlush.model',
  'hooks.mappings.*.model',
  'hooks.gmail.model',
  'channels.modelByChannel.*.*',
  '<entry:discord>.voice.model',
  '<entry:discord>.voice.tts.summaryModel',
];
const until8 = [
  '<scope>.{imageGenerationModel,videoGenerationModel,musicGenerationModel}',
  'messages.tts.summaryModel',
  'tools.subagents.model',
];
const from8 = [
  '<scope>.{utilityModel,voiceModel}',
  '<scope>.mediaModels.{image,video,music}',
  'tts.summaryModel',
  '<agent>.tts.summaryModel',
  'tools.media.{image,audio,video}.preferredModel',
  'tools.exec.reviewer.model',
  '<agent>.tools.exec.reviewer.model',
];

/** Models in the migrated config that `release` refuses to see. They are never replaced: which model is right, the user says. */
export function findRetiredModels(config: JsonObject, release: string): readonly MigrationRemark[] {
  const lists = retiredModels.findLast(({ from }) => compareReleases(from, release) <= 0)?.lists ?? [];
  const isRetired = (name: string) => {
    const slash = name.indexOf('/');
    const [provider, model] = [name.slice(0, slash), name.slice(slash + 1)].map((part) => part.trim().toLowerCase());
    return (
      slash > 0 && lists.some((list) => list.providers.includes(provider ?? '') && list.models.includes(model ?? ''))
    );
  };
  return referencesIn(config, release)
    .filter(({ name }) => isRetired(name))
    .map(({ path, name }) => ({
      path,
      reason: `${name} is retired, and ${release} refuses a file that names it: choose another model`,
    }));
}

function referencesIn(config: JsonObject, release: string): readonly Reference[] {
  const patterns = [...always, ...(compareReleases(release, '2026.8.2') < 0 ? until8 : from8)];
  const selected = patterns.flatMap((pattern) => placesOf(config, pattern));
  return [
    ...selected.flatMap((path) => namesIn(valueAt(config, path), path)),
    ...placesOf(config, '<scope>.models.*').map((path) => ({ path, name: String(path.at(-1)) })),
  ];
}

/** A name, or `primary` and `fallbacks`. */
function namesIn(value: JsonValue | undefined, path: ConfigPath): readonly Reference[] {
  if (typeof value === 'string') return [{ path, name: value }];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => namesIn(item, [...path, i]));
  if (!isObject(value)) return [];
  return ['primary', 'fallbacks'].flatMap((key) => namesIn(valueAt(value, [key]), [...path, key]));
}
