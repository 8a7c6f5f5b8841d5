import type { ConfigPath } from '../config/path.js';
import type {
  EffectiveConfig,
  EffectiveModel,
  EffectiveProvider,
  KeyPrediction,
  ModelReference,
  RequestShape,
} from '../effective/types.js';
import type { MeaningChange } from './types.js';

/** Values that differ between two releases, of what is in use. Paths are those of `before`. */
export function meaningChanges(before: EffectiveConfig, after: EffectiveConfig): readonly MeaningChange[] {
  return [
    ...pairs(before.references, after.references, referenceName).flatMap(referenceChanges),
    ...pairs(before.providers, after.providers, ({ id }) => id).flatMap(providerChanges),
    ...pairs(before.models, after.models, ({ ref }) => ref)
      .filter(([old]) => old.usedBy.length > 0)
      .flatMap(modelChanges),
    ...toolChanges(before, after),
  ];
}

type Pair<T> = readonly [before: T, after: T];

function pairs<T>(before: readonly T[], after: readonly T[], nameOf: (item: T) => string): readonly Pair<T>[] {
  return before.flatMap((old): readonly Pair<T>[] => {
    const now = after.find((item) => nameOf(item) === nameOf(old));
    return now === undefined ? [] : [[old, now]];
  });
}

/** Places move, so a reference is known by who uses it for what. */
function referenceName({ agent, role, text }: ModelReference): string {
  return `${agent} ${role} ${text}`;
}

function referenceChanges([old, now]: Pair<ModelReference>): readonly MeaningChange[] {
  const rows = differences(old.path, `model of '${old.text}'`, [['', old.resolved ?? 'none', now.resolved ?? 'none']]);
  return rows.map((row) => ({ ...row, serious: true }));
}

function providerChanges([old, now]: Pair<EffectiveProvider>): readonly MeaningChange[] {
  const of = `provider '${old.id}'`;
  const keys = differences(old.path, of, [['key', keyText(old.key), keyText(now.key)]]);
  return [
    ...keys.map((row) => ({ ...row, serious: true })),
    ...differences(old.path, of, [
      ['wire format', old.api.value, now.api.value],
      ['wait for the first token', seconds(old.firstEventSeconds.value), seconds(now.firstEventSeconds.value)],
      ['wait between tokens', seconds(old.idleSeconds.value), seconds(now.idleSeconds.value)],
    ]),
  ];
}

/** What `request` is called in a sentence. */
const requestParts: readonly (readonly [part: keyof RequestShape, name: string])[] = [
  ['contentParts', 'messages as lists of parts'],
  ['twoUserMessages', 'two user messages at the end'],
  ['systemRole', 'role of the system prompt'],
  ['tools', 'tools'],
  ['strictTools', 'strict tools'],
  ['limitField', 'field of the output limit'],
  ['store', 'store in requests'],
  ['reasoningEffort', 'reasoning_effort in requests'],
];

function modelChanges([old, now]: Pair<EffectiveModel>): readonly MeaningChange[] {
  const of = `'${old.ref}'`;
  const requests = requestParts.map(
    ([part, name]) => [name, String(old.request[part]), String(now.request[part])] as const,
  );
  return differences(old.path, of, [
    ['URL', old.url?.value ?? 'none', now.url?.value ?? 'none'],
    ['window', tokens(old.contextWindow.value), tokens(now.contextWindow.value)],
    ['output limit', tokens(old.outputLimit.value), tokens(now.outputLimit.value)],
    ['compaction reserve', tokens(old.reserveTokens.value), tokens(now.reserveTokens.value)],
    ['usage in the stream', asked(old.usageInStream.value), asked(now.usageInStream.value)],
    ...requests,
  ]);
}

function toolChanges(before: EffectiveConfig, after: EffectiveConfig): readonly MeaningChange[] {
  return differences(['agents', 'defaults'], '', [
    ['limit of a run', seconds(before.runTimeoutSeconds.value), seconds(after.runTimeoutSeconds.value)],
    [
      'limit of compaction',
      seconds(before.compaction.timeoutSeconds.value),
      seconds(after.compaction.timeoutSeconds.value),
    ],
    ['tool profile', before.tools.profile.value, after.tools.profile.value],
    ['tool search', String(before.tools.toolSearch?.value ?? false), String(after.tools.toolSearch?.value ?? false)],
    ['lean mode', String(before.tools.lean.value), String(after.tools.lean.value)],
  ]);
}

function differences(
  path: ConfigPath,
  of: string,
  rows: readonly (readonly [name: string, before: string, after: string])[],
): readonly MeaningChange[] {
  return rows
    .filter(([, before, after]) => before !== after)
    .map(([name, before, after]) => {
      const what = name === '' ? of : of === '' ? name : `${name} of ${of}`;
      return { path, what, before, after, serious: false };
    });
}

function seconds(value: number | null): string {
  return value === null ? 'no limit' : `${value} s`;
}

function tokens(value: number | null): string {
  return value === null ? 'none' : `${value} tokens`;
}

function asked(value: boolean): string {
  return value ? 'asked for' : 'not asked for';
}

function keyText(key: KeyPrediction): string {
  switch (key.kind) {
    case 'literal':
      return 'the text in the config';
    case 'variable':
      return `from ${key.name}`;
    case 'profile':
      return `login ${key.name}`;
    case 'secret-ref':
      return `secret from ${key.source}`;
    case 'none':
      return 'none';
    case 'refused':
      return 'none, and no request is sent';
  }
}
