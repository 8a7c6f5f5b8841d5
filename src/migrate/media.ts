import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { removal, retired } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';
import type { MigrationRemark } from './types.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const capabilities = ['image', 'audio', 'video'] as const;
const shared: ConfigPath = ['tools', 'media', 'models'];

const tagged: RowFacts = {
  id: 'media/one-model-list',
  since: '2026.8.2',
  note: 'One list for all media; each model says what it is for.',
  source,
};

interface OldList {
  readonly path: ConfigPath;
  readonly capability: string;
  readonly models: readonly JsonObject[];
  readonly lost: readonly MigrationRemark[];
}

function oldLists(config: JsonObject): readonly OldList[] {
  return capabilities.flatMap((capability) => {
    const path = ['tools', 'media', capability, 'models'];
    const list = valueAt(config, path);
    if (!Array.isArray(list)) return [];
    const fits = (model: JsonValue): model is JsonObject => {
      const says = memberValue(model, 'capabilities');
      return isObject(model) && (!Array.isArray(says) || says.includes(capability));
    };
    const lost = list.flatMap((model: JsonValue, i): readonly MigrationRemark[] =>
      fits(model) ? [] : [{ path: [...path, i], reason: `it is not a model for ${capability}` }],
    );
    const models = list.filter(fits).map((model) => ({ ...model, capabilities: [capability] }));
    return [{ path, capability, models, lost }];
  });
}

/** The only list keeps its text and moves; several are written as one. */
function joinLists(config: JsonObject): readonly Change[] {
  const lists = oldLists(config);
  const full = lists.filter(({ models, lost }) => models.length + lost.length > 0);
  const empty = lists
    .filter((list) => !full.includes(list))
    .map(({ path }) => changeOf(tagged, path, `remove the empty ${formatPath(path)}`, [{ op: 'remove', path }]));
  const [only] = full;
  const known = valueAt(config, shared);
  const kept: readonly JsonValue[] = Array.isArray(known) ? known : [];
  if (only === undefined) return empty;
  const title = `move ${full.map(({ path }) => formatPath(path)).join(' and ')} to ${formatPath(shared)}`;
  const lost = full.flatMap((list) => list.lost);
  if (full.length === 1 && known === undefined && lost.length === 0) {
    const tags = only.models.flatMap((model, i): readonly ConfigOp[] => {
      const path = [...only.path, i, 'capabilities'];
      return JSON.stringify(valueAt(config, path)) === JSON.stringify(model.capabilities)
        ? []
        : [{ op: 'set', path, value: model.capabilities ?? [] }];
    });
    const mark = changeOf(
      { ...tagged, note: 'The list holds models for other media too.' },
      only.path,
      `set capabilities of the models in ${formatPath(only.path)}`,
      tags,
    );
    return [
      ...empty,
      ...(tags.length > 0 ? [mark] : []),
      changeOf(tagged, only.path, title, [{ op: 'move', path: only.path, to: shared }]),
    ];
  }
  const ops: readonly ConfigOp[] = [
    { op: 'set', path: shared, value: [...full.flatMap(({ models }) => models), ...kept] },
    ...full.map(({ path }): ConfigOp => ({ op: 'remove', path })),
  ];
  return [...empty, changeOf(tagged, only.path, title, ops, lost)];
}

const deepgram: RowFacts = { id: 'media/deepgram-options', since: '2026.8.2', source };

type MoveOp = Extract<ConfigOp, { op: 'move' }>;

const deepgramNames: Readonly<Record<string, string>> = {
  detectLanguage: 'detect_language',
  punctuate: 'punctuate',
  smartFormat: 'smart_format',
};

function moveDeepgram(config: JsonObject): readonly Change[] {
  return [
    'tools.media.{image,audio,video}.deepgram',
    'tools.media.{image,audio,video}.models.*.deepgram',
    'tools.media.models.*.deepgram',
  ]
    .flatMap((pattern) => placesOf(config, pattern))
    .map((path) => {
      const home = [...path.slice(0, -1), 'providerOptions', 'deepgram'];
      const options = valueAt(config, path);
      const moves = Object.keys(isObject(options) ? options : {}).flatMap((key): readonly MoveOp[] => {
        const to = [...home, deepgramNames[key] ?? key];
        return valueAt(config, to) === undefined ? [{ op: 'move', path: [...path, key], to }] : [];
      });
      const stays = Object.keys(isObject(options) ? options : {}).filter(
        (key) => !moves.some((op) => op.path.at(-1) === key),
      );
      const lost = stays.map((key) => ({ path: [...path, key], reason: `${formatPath(home)} says it already` }));
      return changeOf(
        deepgram,
        path,
        `move ${formatPath(path)} to ${formatPath(home)}`,
        [...moves, { op: 'remove', path }],
        lost,
      );
    });
}

const transcription: RowFacts = { id: 'media/audio-transcription', since: '2026.8.2', source };

/** `audio.transcription` was one command; it becomes a model of type cli. */
function moveTranscription(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['audio', 'transcription'];
  const old = valueAt(config, path);
  if (valueAt(config, ['audio']) === undefined) return [];
  const model = cliModel(old);
  if (model === undefined) return [removal(transcription, ['audio'], 'it names no command')];
  const lists = [shared, ['tools', 'media', 'audio', 'models']].map((at) => valueAt(config, at));
  const transcribes = (item: JsonValue) => {
    const says = memberValue(item, 'capabilities');
    return !Array.isArray(says) || says.includes('audio');
  };
  if (lists.some((list) => Array.isArray(list) && list.some(transcribes))) {
    return [removal(transcription, ['audio'], 'tools.media lists a model for audio already')];
  }
  const known = valueAt(config, shared);
  const enabled: ConfigPath = ['tools', 'media', 'audio', 'enabled'];
  const ops: readonly ConfigOp[] = [
    { op: 'set', path: shared, value: [...(Array.isArray(known) ? known : []), model] },
    ...(valueAt(config, enabled) === undefined ? [{ op: 'set', path: enabled, value: true } as const] : []),
    { op: 'remove', path: ['audio'] },
  ];
  return [changeOf(transcription, path, 'move audio.transcription to tools.media.models', ops)];
}

function cliModel(old: JsonValue | undefined): JsonObject | undefined {
  const command = memberValue(old, 'command');
  if (!Array.isArray(command)) return undefined;
  const parts = command.filter((part): part is string => typeof part === 'string');
  const [program, ...args] = parts;
  if (program === undefined || program.trim() === '' || parts.length !== command.length) return undefined;
  const timeoutSeconds = memberValue(old, 'timeoutSeconds');
  return {
    type: 'cli',
    command: program.trim(),
    ...(args.length > 0 ? { args: args.map((arg) => arg.replaceAll('{input}', '{{AttachmentPath}}')) } : {}),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    capabilities: ['audio'],
  };
}

export const mediaRows = [
  rowOf(transcription, moveTranscription),
  rowOf(deepgram, moveDeepgram),
  rowOf(tagged, joinLists),
  retired({
    id: 'media/async-completion',
    since: '2026.8.2',
    at: 'tools.media.asyncCompletion',
    why: 'it was no longer read',
    source,
  }),
  retired({
    id: 'media/echo-of-images',
    since: '2026.8.2',
    at: 'tools.media.{image,video}.{echoTranscript,echoFormat}',
    why: 'only audio has a transcript to show',
    source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2',
  }),
];
