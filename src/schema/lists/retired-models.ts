/** What a release says about a model that it refuses to see. Names without their provider. */
export interface Fate {
  /** The same model for every release that takes the name. */
  readonly otherName?: string;
  /** Named by the program in its place (`Use google/...`). */
  readonly successor?: string;
}

/** Models of one provider or of several that share a list, in lower case. */
export interface RetiredModels {
  readonly providers: readonly string[];
  readonly models: Readonly<Record<string, Fate>>;
}

const gemini: RetiredModels['models'] = {
  ...replacedBy('gemini-2.5-flash', [
    ...words('gemini-1.5-flash gemini-2.0-flash-exp gemini-2.0-flash-thinking-exp gemini-2.0-flash-thinking-exp-01-21'),
    ...words('gemini-2.0-flash-thinking-exp-1219 gemini-2.5-flash-preview-04-17 gemini-2.5-flash-preview-05-20'),
  ]),
  ...replacedBy('gemini-2.5-flash-lite', [
    ...words('gemini-1.5-flash-8b gemini-2.0-flash-lite-preview gemini-2.0-flash-lite-preview-02-05'),
    'gemini-2.5-flash-lite-preview-06-17',
  ]),
  ...replacedBy('gemini-2.5-flash-image', [
    ...words('gemini-2.0-flash-exp-image-generation gemini-2.0-flash-preview-image-generation'),
    'gemini-2.5-flash-image-preview',
  ]),
  ...replacedBy('gemini-3-flash-preview', words('gemini-2.5-flash-preview-09-25 gemini-2.5-flash-preview-09-2025')),
  // 2026.5.12 and 2026.6.11 name gemini-3.1-flash-lite-preview, which they read as the same model.
  ...replacedBy(
    'gemini-3.1-flash-lite',
    words('gemini-2.5-flash-lite-preview-09-25 gemini-2.5-flash-lite-preview-09-2025'),
  ),
  ...replacedBy('gemini-3.1-flash-live-preview', [
    ...words('gemini-2.0-flash-live-001 gemini-2.5-flash-exp-native-audio-thinking-dialog gemini-live-2.5-flash'),
    ...words('gemini-2.5-flash-preview-native-audio-dialog gemini-live-2.5-flash-preview'),
    'gemini-live-2.5-flash-preview-native-audio',
  ]),
  ...replacedBy('gemini-3.1-pro-preview', [
    ...words('gemini-1.5-pro gemini-2.0-pro-exp gemini-2.0-pro-exp-02-05 gemini-2.5-pro-exp-03-25'),
    ...words('gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 gemini-2.5-pro-preview-06-05'),
    'gemini-3.1-pro-preview-customtools',
  ]),
};
/**
 * On the list from 2026.5.12 on, but until 2026.7.1 the command line takes it for its successor before it looks. Every release
 * reads gemini-3-pro as the same model (provider-model-id-normalize.ts): 2026.4.22 and 2026.5.2 as gemini-3-pro-preview,
 * 2026.5.12 to 2026.9.6 both names as gemini-3.1-pro-preview.
 */
const gemini3: RetiredModels['models'] = {
  'gemini-3-pro-preview': { otherName: 'gemini-3-pro', successor: 'gemini-3.1-pro-preview' },
};
const gemini20: RetiredModels['models'] = {
  ...replacedBy('gemini-2.5-flash', words('gemini-2.0-flash gemini-2.0-flash-001')),
  ...replacedBy('gemini-2.5-flash-lite', words('gemini-2.0-flash-lite gemini-2.0-flash-lite-001')),
};
const grok = withoutSuccessor(`grok-4.20-multi-agent grok-4.20-multi-agent-0309 grok-4.20-multi-agent-beta-0309
  grok-4.20-multi-agent-beta-latest grok-4.20-multi-agent-experimental-beta-0304
  grok-4.20-multi-agent-experimental-beta-latest grok-4.20-multi-agent-latest`);
/** The program names openai/gpt-5.5 in their place, which needs another provider or another runtime: no plain replacement. */
const codex = withoutSuccessor(`gpt-5.1 gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2 gpt-5.2-codex
  gpt-5.2-pro gpt-5.3 gpt-5.3-chat-latest gpt-5.3-codex gpt-5.3-codex-spark`);
const spark = withoutSuccessor('gpt-5.3-codex-spark');

const google = ['google', 'google-gemini-cli', 'google-vertex'];

/**
 * Models that a release refuses to see in a model reference (`modelCatalog.suppressions` without a condition, in the
 * openclaw.plugin.json files of the bundled plugins; 2026.4.29 has the list but does not check it).
 */
export const retiredModels: readonly { readonly from: string; readonly lists: readonly RetiredModels[] }[] = [
  { from: '2026.5.2', lists: [{ providers: ['azure-openai-responses', 'openai', 'openai-codex'], models: spark }] },
  {
    from: '2026.5.12',
    lists: [
      { providers: ['azure-openai-responses', 'openai'], models: spark },
      { providers: google, models: gemini },
      { providers: ['openai-codex'], models: codex },
    ],
  },
  {
    from: '2026.5.28',
    lists: [
      { providers: ['azure-openai-responses', 'openai'], models: spark },
      { providers: google, models: gemini },
    ],
  },
  {
    from: '2026.6.11',
    lists: [
      { providers: ['azure-openai-responses'], models: spark },
      { providers: google, models: gemini },
      { providers: ['xai'], models: grok },
    ],
  },
  {
    from: '2026.8.2',
    lists: [
      { providers: ['azure-openai-responses'], models: spark },
      { providers: google, models: { ...gemini, ...gemini3, ...gemini20 } },
      { providers: ['xai'], models: grok },
    ],
  },
];

function replacedBy(successor: string, models: readonly string[]): RetiredModels['models'] {
  return Object.fromEntries(models.map((model) => [model, { successor }]));
}

function withoutSuccessor(models: string): RetiredModels['models'] {
  return Object.fromEntries(words(models).map((model) => [model, {}]));
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
