/** How many tokens a model family needs for what o200k_base needs one; measured on OpenClaw's prompts, tools and prose. */
export interface Family {
  readonly name: string;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const families: readonly (Family & { readonly pattern: RegExp })[] = [
  { pattern: /gpt-?oss/i, name: 'gpt-oss', ratio: 1, low: 0.99, high: 1.02 },
  { pattern: /qwen/i, name: 'Qwen', ratio: 1, low: 0.95, high: 1.06 },
  { pattern: /llama-?4|scout|maverick/i, name: 'Llama 4', ratio: 1, low: 0.92, high: 1.1 },
  { pattern: /llama-?3|hermes-?[34]/i, name: 'Llama 3', ratio: 1, low: 0.95, high: 1.25 },
  { pattern: /gemma/i, name: 'Gemma', ratio: 1.06, low: 1, high: 1.17 },
  { pattern: /deepseek/i, name: 'DeepSeek', ratio: 1.04, low: 1, high: 1.1 },
  { pattern: /mi[sx]tral|llama-?2/i, name: 'a 32k vocabulary', ratio: 1.18, low: 1, high: 1.32 },
];

const anyFamily: Family = { name: 'an unknown vocabulary', ratio: 1.05, low: 0.93, high: 1.32 };

export function familyOf(modelId: string): Family {
  return families.find(({ pattern }) => pattern.test(modelId)) ?? anyFamily;
}
