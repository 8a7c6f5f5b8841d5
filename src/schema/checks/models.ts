import { type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { agentsOf } from '../agents.js';
import { modelRefs, retirementOf } from '../model-refs.js';
import { holdsFor } from '../range.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { objectsAt, placesOf } from './places.js';

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
    *run({ value, release }) {
      for (const { path, ref, isKey } of modelRefs(value, release)) {
        const retirement = retirementOf(ref, release);
        if (retirement === undefined) continue;
        const { successor } = retirement;
        const problem = isKey ? 'the model is retired' : `the model ${ref} is retired`;
        yield { ...policy(path, problem), ...(successor === undefined ? {} : { expected: successor }) };
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
