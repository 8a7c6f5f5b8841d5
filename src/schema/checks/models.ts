import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { agentsOf } from '../agents.js';
import { holdsFor } from '../range.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { objectsAt, type Place, placesOf } from './places.js';

export const modelChecks: readonly Check[] = [
  {
    name: 'custom providers',
    source: 'zod-schema.core.ts, read in 2026.5.28 to 2026.9.6; before, the schema demands both keys for every id',
    *run({ value, lists }) {
      const known = lists.builtInProviders;
      if (known === undefined) return;
      for (const { path, value: provider } of objectsAt(value, 'models.providers.*')) {
        if (known.includes(String(path.at(-1)).trim().toLowerCase())) continue;
        const url = provider['baseUrl'];
        if (url === undefined || url === '') {
          yield {
            kind: 'missing-key',
            path: [...path, 'baseUrl'],
            problem: 'a provider of your own must have baseUrl',
          };
        }
        if (!Array.isArray(provider['models'])) {
          yield {
            kind: 'missing-key',
            path: [...path, 'models'],
            problem: 'a provider of your own must list its models',
          };
        }
      }
    },
  },
  {
    name: 'provider ids that are no folder name',
    from: '2026.5.2',
    before: '2026.8.2',
    source: 'normalizeBundledPluginDirName, ran 2026.5.2 to 2026.7.1: the whole config cannot be read',
    *run({ value }) {
      for (const { path } of placesOf(value, 'models.providers.*')) {
        const id = String(path.at(-1)).trim();
        if (id !== '.' && id !== '..' && !/[/\\:]/.test(id)) continue;
        yield {
          ...policy(path, 'this release cannot read a provider id with / \\ or :'),
          kind: 'bad-value',
          reported: [],
        };
      }
    },
  },
  {
    name: 'retired models',
    from: '2026.5.2',
    source: 'validateConfiguredModelRefs, read and ran in 2026.5.2 to 2026.9.6',
    *run(input) {
      for (const { path, value: ref } of modelRefs(input)) {
        if (isRetired(ref, input)) yield { ...policy(path, 'this release refuses a retired model'), kind: 'bad-value' };
      }
    },
  },
  {
    name: 'models that need an exact name',
    from: '2026.8.2',
    source: 'zod-schema.agent-runtime.ts, read in 2026.8.2 to 2026.9.6',
    *run({ value, release }) {
      const keys = holdsFor({ from: '2026.9.6' }, release) ? ['pickerRuntimes', 'codeMode'] : ['codeMode'];
      for (const { path, value: entry } of objectsAt(value, 'agents.{defaults,entries.*}.models.*')) {
        const ref = String(path.at(-1));
        for (const key of keys) {
          if (entry[key] === undefined || (!ref.includes('*') && isRef(ref))) continue;
          yield policy([...path, key], `${key} needs an exact provider/model entry`);
        }
      }
    },
  },
  {
    name: 'modelPolicy.allow',
    from: '2026.8.2',
    source: 'collectModelPolicyAllowIssues, read in 2026.9.6',
    run: policyRefs,
  },
];

function isRef(text: string): boolean {
  const [provider = '', ...model] = text.trim().split('/');
  return provider.trim() !== '' && model.join('/').trim() !== '';
}

/** A key that a release does not know is refused by its schema, so one list serves all of them. */
const selectors = [
  ...[
    'model',
    'utilityModel',
    'imageModel',
    'voiceModel',
    'pdfModel',
    'subagents.model',
    'mediaModels.{image,video,music}',
  ],
  ...['imageGenerationModel', 'videoGenerationModel', 'musicGenerationModel'],
];

const agent = 'agents.{defaults,list.*,entries.*}';
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

/** Every place whose text the program reads as a model reference while it validates. */
function modelRefs({ value, release }: CheckInput): readonly Place<string>[] {
  const entries = holdsFor({ from: '2026.8.2' }, release);
  const selected = selectors.flatMap((key) => selectorRefs(value, `${agent}.${key}`));
  const reviewers = entries ? selectorRefs(value, '{tools,agents.entries.*.tools}.exec.reviewer.model') : [];
  const named = placesOf(value, `${agent}.models.*`).map(({ path }) => ({ path, value: String(path.at(-1)) }));
  const plain = [...texts, ...(entries ? newTexts : [])].flatMap((pattern) => placesOf(value, pattern));
  return [...selected, ...reviewers, ...named, ...plain].flatMap(({ path, value: ref }) =>
    typeof ref === 'string' && ref.trim() !== '' ? [{ path, value: ref.trim() }] : [],
  );
}

/** A text, or an object with `primary` and `fallbacks`. */
function selectorRefs(value: JsonValue, pattern: string): readonly Place[] {
  return placesOf(value, `${pattern}`).flatMap((place) =>
    isObject(place.value)
      ? placesOf(place.value, '{primary,fallbacks.*}').map(({ path, value: ref }) => ({
          path: [...place.path, ...path],
          value: ref,
        }))
      : [place],
  );
}

function isRetired(ref: string, { lists }: CheckInput): boolean {
  const slash = ref.indexOf('/');
  const provider = ref.slice(0, slash).trim().toLowerCase();
  const model = ref
    .slice(slash + 1)
    .trim()
    .toLowerCase();
  return (
    slash > 0 && lists.retiredModels.some((list) => list.providers.includes(provider) && list.models.includes(model))
  );
}

function* policyRefs({ value }: CheckInput) {
  const shared = aliasesOf(valueAt(value, ['agents', 'defaults', 'models']));
  const owners: readonly { readonly path: ConfigPath; readonly aliases: readonly string[] }[] = [
    { path: ['agents', 'defaults'], aliases: shared },
    ...agentsOf(value).map(({ path, entry }) => ({ path, aliases: [...shared, ...aliasesOf(entry['models'])] })),
  ];
  for (const { path, aliases } of owners) {
    const allow = valueAt(value, [...path, 'modelPolicy', 'allow']);
    if (!Array.isArray(allow)) continue;
    for (const [index, ref] of allow.entries()) {
      if (typeof ref !== 'string' || isPolicyRef(ref.trim(), aliases)) continue;
      const expected = 'an alias, provider/model, or provider/*';
      yield {
        kind: 'bad-value',
        path: [...path, 'modelPolicy', 'allow', index],
        expected,
        problem: `expected ${expected}`,
      } as const;
    }
  }
}

function aliasesOf(models: JsonValue | undefined): readonly string[] {
  return placesOf(models ?? null, '*.alias').flatMap(({ value: alias }) =>
    typeof alias === 'string' && alias.trim() !== '' ? [alias.trim().toLowerCase()] : [],
  );
}

function isPolicyRef(ref: string, aliases: readonly string[]): boolean {
  const plain = ref.toLowerCase();
  if (aliases.includes(plain) || plain === 'openrouter:auto' || plain === 'openrouter:free') return true;
  const segments = ref.split('/').map((segment) => segment.trim());
  const wildcard = segments.at(-1) === '*';
  const named = wildcard ? segments.slice(0, -1) : segments;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  const isName = (segment: string) => segment !== '' && !/[*\s\u0000-\u001f\u007f]/.test(segment);
  return named.length >= (wildcard ? 1 : 2) && named.every(isName);
}
