import type { ReleaseTraits } from './traits.js';

const older: Readonly<Record<string, string>> = {
  'z.ai': 'zai',
  'z-ai': 'zai',
  'opencode-zen': 'opencode',
  'opencode-go-auth': 'opencode-go',
  'kimi-code': 'kimi',
  'kimi-coding': 'kimi',
  bedrock: 'amazon-bedrock',
  'aws-bedrock': 'amazon-bedrock',
  bytedance: 'volcengine',
  doubao: 'volcengine',
};

/** `normalizeProviderId` of the packages: 2026.3.31; 2026.4.12 to 2026.5.12; from 2026.5.28 on nothing but lower case. */
const tables: { readonly [K in ReleaseTraits['providerAliases']]: Readonly<Record<string, string>> } = {
  older,
  'with-qwen': { ...older, modelstudio: 'qwen', qwencloud: 'qwen' },
  none: {},
};

/** The id under which OpenClaw looks for a provider, in references as in the keys of `models.providers`. */
export function providerId(text: string, { providerAliases }: Pick<ReleaseTraits, 'providerAliases'>): string {
  const id = text.trim().toLowerCase();
  const table = tables[providerAliases];
  return (Object.hasOwn(table, id) ? table[id] : undefined) ?? id;
}
