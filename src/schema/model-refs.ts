import { isObject, type JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { type Place, placesOf } from './checks/places.js';
import { retiredModels } from './lists/retired-models.js';
import { holdsFor, rowFor } from './range.js';

/** A place whose text the program reads as a model reference while it validates. */
export interface ModelRef {
  readonly path: ConfigPath;
  /** As written, without blanks around it: the value at `path`, or for `isKey` the last step of it. */
  readonly ref: string;
  /** The reference is a key of `agents.*.models`. */
  readonly isKey: boolean;
}

const agent = 'agents.{defaults,list.*,entries.*}';

/** A text, or `primary` and `fallbacks`. A key that a release does not know is refused by its schema, so one list serves all. */
const selectors = [
  ...['model', 'utilityModel', 'imageModel', 'voiceModel', 'pdfModel', 'subagents.model'],
  ...['mediaModels.{image,video,music}', 'imageGenerationModel', 'videoGenerationModel', 'musicGenerationModel'],
].map((key) => `${agent}.${key}`);

const texts = [
  `${agent}.heartbeat.model`,
  `${agent}.compaction.{model,memoryFlush.model}`,
  'channels.modelByChannel.*.*',
  'channels.discord.voice.model',
  'hooks.{mappings.*,gmail}.model',
  'messages.tts.summaryModel',
];
/** Read from 2026.8.2 on; the keys themselves may be older. */
const newTexts = [
  '{tts,agents.entries.*.tts}.summaryModel',
  'tools.media.{image,audio,video}.preferredModel',
  'channels.discord.voice.tts.summaryModel',
  'channels.discord.accounts.*.voice.{model,tts.summaryModel}',
];
const newSelectors = ['{tools,agents.entries.*.tools}.exec.reviewer.model'];

export function modelRefs(value: JsonValue, release: string): readonly ModelRef[] {
  const isNew = holdsFor({ from: '2026.8.2' }, release);
  const selected = [...selectors, ...(isNew ? newSelectors : [])].flatMap((pattern) => selectorRefs(value, pattern));
  const plain = [...texts, ...(isNew ? newTexts : [])].flatMap((pattern) => placesOf(value, pattern));
  const named = placesOf(value, `${agent}.models.*`).map(({ path }) => ({
    path,
    ref: String(path.at(-1)),
    isKey: true,
  }));
  const written = [...selected, ...plain].flatMap(({ path, value: ref }) =>
    typeof ref === 'string' ? [{ path, ref: ref.trim(), isKey: false }] : [],
  );
  return [...written, ...named].filter(({ ref }) => ref !== '');
}

function selectorRefs(value: JsonValue, pattern: string): readonly Place[] {
  return placesOf(value, pattern).flatMap((place) =>
    isObject(place.value)
      ? placesOf(place.value, '{primary,fallbacks.*}').map(({ path, value: ref }) => ({
          path: [...place.path, ...path],
          value: ref,
        }))
      : [place],
  );
}

/** What a release that refuses a model says about it. */
export interface Retirement {
  /** Another name that releases before and after read as the same model, and that this one accepts. */
  readonly otherName?: string;
  /** The model that the program names in its place. Another model all the same. */
  readonly successor?: string;
}

/** Undefined for a model that `release` does not refuse. References keep their provider. */
export function retirementOf(ref: string, release: string): Retirement | undefined {
  const slash = ref.indexOf('/');
  if (slash <= 0) return undefined;
  const provider = ref.slice(0, slash).trim();
  const model = ref.slice(slash + 1).trim();
  const list = rowFor(retiredModels, release)?.lists.find(
    ({ providers, models }) => providers.includes(provider.toLowerCase()) && Object.hasOwn(models, model.toLowerCase()),
  );
  const fate = list?.models[model.toLowerCase()];
  if (fate === undefined) return undefined;
  const { otherName, successor } = fate;
  return {
    ...(otherName === undefined ? {} : { otherName: `${provider}/${otherName}` }),
    ...(successor === undefined ? {} : { successor: `${provider}/${successor}` }),
  };
}
