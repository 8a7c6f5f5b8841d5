import { listsFor } from './lists.js';
import { holdsFor } from './range.js';

const renamed = { 'google-gemini-cli': 'google', 'minimax-portal': 'minimax', 'minimax-portal-auth': 'minimax' };

/** Ids of providers count as ids of the plugin that brings them: `providers` of the bundled manifests. */
const byProvider = {
  ...renamed,
  'byteplus-plan': 'byteplus',
  'kimi-coding': 'kimi',
  'openai-codex': 'openai',
  'stepfun-plan': 'stepfun',
  'tencent-tokenhub': 'tencent',
  'volcengine-plan': 'volcengine',
};

/** Each row holds up to the next one. */
const aliases: readonly {
  readonly from?: string;
  readonly before?: string;
  readonly ids: Readonly<Record<string, string>>;
}[] = [
  { before: '2026.4.29', ids: byProvider },
  {
    from: '2026.4.29',
    before: '2026.5.2',
    ids: { ...byProvider, dashscope: 'qwen', 'google-vertex': 'google', modelstudio: 'qwen', qwencloud: 'qwen' },
  },
  { from: '2026.5.2', before: '2026.6.1', ids: { ...renamed, 'openai-codex': 'openai' } },
  { from: '2026.6.1', ids: renamed },
];

/** The id under which a release looks for a plugin that the user wrote as `id`. (normalizePluginId, read in 2026.4.22 to 2026.9.6) */
export function pluginIdOf(id: string, release: string): string {
  const trimmed = id.trim();
  const plain = trimmed.toLowerCase();
  const names = aliases.find((row) => holdsFor(row, release))?.ids ?? {};
  const name = Object.hasOwn(names, plain) ? names[plain] : undefined;
  return name ?? (ignoresCase(plain, Object.values(names), release) ? plain : trimmed);
}

function ignoresCase(plain: string, renamedTo: readonly string[], release: string): boolean {
  if (holdsFor({ from: '2026.8.2' }, release)) return true;
  if (holdsFor({ from: '2026.5.2' }, release)) return renamedTo.includes(plain);
  return listsFor(release).plugins.includes(plain);
}
