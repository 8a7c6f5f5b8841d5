import { type Draft, draftAt, ensureDraft, isDraft } from './draft.js';

/** How one channel reads its old streaming keys. */
export interface StreamingDialect {
  /** Mode for `streaming: true`, `streamMode`, …; what cannot be read becomes the channel's default. */
  mode(entry: Draft): string;
  readonly previewChunk: boolean;
  /** Slack alone has a native transport. */
  nativeTransport?(entry: Draft): boolean;
}

/**
 * `streamMode`, a scalar `streaming`, `chunkMode`, `blockStreaming`, … become `streaming: { mode, … }`. A key whose new place is
 * taken stays, and is refused later. (normalizeLegacyStreamingAliases of 2026.4.22)
 */
export function repairStreaming(entry: Draft, dialect: StreamingDialect): void {
  const before = entry['streaming'];
  const scalar = typeof before === 'boolean' || typeof before === 'string';
  const hadMode = entry['streamMode'] !== undefined;
  const flat = ['chunkMode', 'blockStreaming', 'blockStreamingCoalesce', 'nativeStreaming'];
  if (dialect.previewChunk) flat.push('draftChunk');
  // A streamMode beside streaming.mode alone is not worth a message to the program, and what it has no message for it does not do.
  const isMessage = scalar || (hadMode && draftAt(entry, 'streaming')?.['mode'] === undefined);
  if (!isMessage && flat.every((key) => entry[key] === undefined)) return;
  const mode = dialect.mode(entry);
  const native = dialect.nativeTransport?.(entry);
  const streaming = ensureDraft(entry, 'streaming');
  if (hadMode || scalar) streaming['mode'] ??= mode;
  delete entry['streamMode'];
  move(entry, 'chunkMode', streaming, 'chunkMode');
  move(entry, 'blockStreaming', streaming, 'block', 'enabled');
  if (dialect.previewChunk) move(entry, 'draftChunk', streaming, 'preview', 'chunk');
  move(entry, 'blockStreamingCoalesce', streaming, 'block', 'coalesce');
  if (native === undefined || streaming['nativeTransport'] !== undefined) return;
  if (entry['nativeStreaming'] !== undefined || typeof before === 'boolean') {
    streaming['nativeTransport'] = native;
    delete entry['nativeStreaming'];
  }
}

function move(entry: Draft, key: string, streaming: Draft, ...target: readonly string[]): void {
  const value = entry[key];
  const last = target.at(-1) ?? key;
  const taken = draftAt(streaming, ...target.slice(0, -1))?.[last];
  if (value === undefined || taken !== undefined) return;
  ensureDraft(streaming, ...target.slice(0, -1))[last] = value;
  delete entry[key];
}

/** Telegram and Discord: `off`, `partial` or `block`. */
function previewMode(entry: Draft, fallback: string, aliases: Readonly<Record<string, string>>): string {
  const read = (value: unknown) => (typeof value === 'string' ? aliases[value] : undefined);
  const streaming = entry['streaming'];
  const written = isDraft(streaming) ? streaming['mode'] : streaming;
  const known = read(written) ?? read(entry['streamMode']);
  if (known !== undefined) return known;
  return typeof streaming === 'boolean' ? (streaming ? 'partial' : 'off') : fallback;
}

const previewModes = { off: 'off', partial: 'partial', block: 'block' };

export const telegramStreaming: StreamingDialect = {
  previewChunk: true,
  mode: (entry) => previewMode(entry, 'partial', { ...previewModes, progress: 'partial' }),
};

export const discordStreaming: StreamingDialect = {
  previewChunk: true,
  mode: (entry) => previewMode(entry, 'off', previewModes),
};

export const slackStreaming: StreamingDialect = {
  previewChunk: false,
  mode: (entry) =>
    previewMode(entry, 'partial', {
      ...previewModes,
      progress: 'progress',
      replace: 'partial',
      status_final: 'progress',
      append: 'block',
    }),
  nativeTransport: (entry) => {
    const streaming = entry['streaming'];
    const canonical = draftAt(entry, 'streaming')?.['nativeTransport'] ?? entry['nativeStreaming'];
    if (typeof canonical === 'boolean') return canonical;
    return typeof streaming === 'boolean' ? streaming : true;
  },
};
