import { compareReleases } from '../release/version.js';

/** Models that a release knows to be gone: a reference to one of them makes it refuse the whole file. */
interface RetiredModels {
  /** First and, half-open, last release that refuses them. */
  readonly from: string;
  readonly before?: string;
  readonly providers: readonly string[];
  readonly models: readonly string[];
}

/** Ran: OpenClaw 2026.5.2, 2026.5.12, 2026.6.11, 2026.7.1, 2026.8.2, 2026.9.1 and 2026.9.6, without extra plugins. */
const table: readonly RetiredModels[] = [
  {
    from: '2026.5.12',
    providers: ['google', 'google-gemini-cli', 'google-vertex'],
    models: [
      'gemini-1.5-flash',
      'gemini-1.5-flash-8b',
      'gemini-1.5-pro',
      'gemini-2.0-flash-exp',
      'gemini-2.0-flash-exp-image-generation',
      'gemini-2.0-flash-lite-preview',
      'gemini-2.0-flash-lite-preview-02-05',
      'gemini-2.0-flash-live-001',
      'gemini-2.0-flash-preview-image-generation',
      'gemini-2.0-flash-thinking-exp',
      'gemini-2.0-flash-thinking-exp-01-21',
      'gemini-2.0-flash-thinking-exp-1219',
      'gemini-2.0-pro-exp',
      'gemini-2.0-pro-exp-02-05',
      'gemini-2.5-flash-exp-native-audio-thinking-dialog',
      'gemini-2.5-flash-image-preview',
      'gemini-2.5-flash-lite-preview-06-17',
      'gemini-2.5-flash-lite-preview-09-2025',
      'gemini-2.5-flash-lite-preview-09-25',
      'gemini-2.5-flash-preview-04-17',
      'gemini-2.5-flash-preview-05-20',
      'gemini-2.5-flash-preview-09-2025',
      'gemini-2.5-flash-preview-09-25',
      'gemini-2.5-flash-preview-native-audio-dialog',
      'gemini-2.5-pro-exp-03-25',
      'gemini-2.5-pro-preview-03-25',
      'gemini-2.5-pro-preview-05-06',
      'gemini-2.5-pro-preview-06-05',
      'gemini-3-pro-preview',
      'gemini-3.1-pro-preview-customtools',
      'gemini-live-2.5-flash',
      'gemini-live-2.5-flash-preview',
      'gemini-live-2.5-flash-preview-native-audio',
    ],
  },
  {
    from: '2026.5.12',
    before: '2026.6.11',
    providers: ['openai-codex'],
    models: [
      'gpt-5.1',
      'gpt-5.1-codex',
      'gpt-5.1-codex-max',
      'gpt-5.1-codex-mini',
      'gpt-5.2',
      'gpt-5.2-codex',
      'gpt-5.2-pro',
      'gpt-5.3',
      'gpt-5.3-chat-latest',
      'gpt-5.3-codex',
    ],
  },
  {
    from: '2026.5.2',
    providers: ['azure-openai-responses'],
    models: ['gpt-5.3-codex-spark'],
  },
  {
    from: '2026.5.2',
    before: '2026.6.11',
    providers: ['openai', 'openai-codex'],
    models: ['gpt-5.3-codex-spark'],
  },
  {
    from: '2026.6.11',
    providers: ['xai'],
    models: [
      'grok-4.20-multi-agent',
      'grok-4.20-multi-agent-0309',
      'grok-4.20-multi-agent-beta-0309',
      'grok-4.20-multi-agent-beta-latest',
      'grok-4.20-multi-agent-experimental-beta-0304',
      'grok-4.20-multi-agent-experimental-beta-latest',
      'grok-4.20-multi-agent-latest',
    ],
  },
  {
    from: '2026.8.2',
    providers: ['google', 'google-gemini-cli', 'google-vertex'],
    models: ['gemini-2.0-flash', 'gemini-2.0-flash-001', 'gemini-2.0-flash-lite', 'gemini-2.0-flash-lite-001'],
  },
];

/** Whether `release` refuses the model `provider/model`; case does not matter. */
export function isRetiredModel(release: string, reference: string): boolean {
  const slash = reference.indexOf('/');
  if (slash <= 0) return false;
  const provider = reference.slice(0, slash).trim().toLowerCase();
  const model = reference
    .slice(slash + 1)
    .trim()
    .toLowerCase();
  return table.some(
    ({ from, before, providers, models }) =>
      compareReleases(from, release) <= 0 &&
      (before === undefined || compareReleases(release, before) < 0) &&
      providers.includes(provider) &&
      models.includes(model),
  );
}
