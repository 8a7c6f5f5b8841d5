import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { requestShape } from '../../src/effective/request-shape.js';
import type { RequestShape } from '../../src/effective/types.js';
import { traitsOf } from '../../src/release/traits.js';

const releases = ['2026.4.22', '2026.5.2', '2026.6.11', '2026.8.2', '2026.9.6'] as const;

interface Setup {
  readonly compat?: Readonly<Record<string, JsonValue>>;
  readonly reasoning?: boolean;
  readonly profile?: 'full' | 'minimal';
}

function shape({ compat = {}, reasoning = false, profile = 'full' }: Setup, release: string): RequestShape {
  const tools = { profile: { value: profile, from: 'config' as const } };
  return requestShape((key) => compat[key], { reasoning, tools, traits: traitsOf(release) });
}

/** What the five programs sent to a recorder, key by key. */
describe.each<[string, Setup, Partial<Record<keyof RequestShape, readonly (string | boolean)[]>>]>([
  [
    'nothing said',
    {},
    {
      contentParts: [true, true, false, false, true],
      twoUserMessages: [false, false, false, false, true],
      systemRole: Array(5).fill('system'),
      tools: Array(5).fill('sent'),
      strictTools: Array(5).fill(false),
      limitField: Array(5).fill('max_completion_tokens'),
      store: [true, false, false, false, false],
      reasoningEffort: Array(5).fill(false),
    },
  ],
  ['strings only', { compat: { requiresStringContent: true } }, { contentParts: Array(5).fill(false) }],
  [
    'reasoning',
    { reasoning: true },
    { reasoningEffort: [true, true, false, false, false], systemRole: Array(5).fill('system') },
  ],
  [
    'no effort',
    { reasoning: true, compat: { supportsReasoningEffort: false } },
    { reasoningEffort: Array(5).fill(false) },
  ],
  [
    'developer',
    { reasoning: true, compat: { supportsDeveloperRole: true } },
    { systemRole: Array(5).fill('developer') },
  ],
  ['developer without reasoning', { compat: { supportsDeveloperRole: true } }, { systemRole: Array(5).fill('system') }],
  [
    'no tools',
    { compat: { supportsTools: false, supportsStrictMode: true } },
    {
      tools: ['empty-list', 'none', 'none', 'none', 'none'],
      twoUserMessages: Array(5).fill(false),
      strictTools: Array(5).fill(false),
    },
  ],
  ['the other field', { compat: { maxTokensField: 'max_tokens' } }, { limitField: Array(5).fill('max_tokens') }],
  ['no store', { compat: { supportsStore: false } }, { store: Array(5).fill(false) }],
  ['strict tools', { compat: { supportsStrictMode: true } }, { strictTools: Array(5).fill(true) }],
  [
    'minimal profile',
    { profile: 'minimal' },
    { twoUserMessages: Array(5).fill(false), contentParts: [true, true, false, false, false] },
  ],
])('%s', (_, setup, expected) => {
  it.each(Object.entries(expected))('%s: %j', (key, values) => {
    const seen = releases.map((release) => Object.entries(shape(setup, release)).find(([name]) => name === key)?.[1]);
    expect(seen).toEqual(values);
  });
});
