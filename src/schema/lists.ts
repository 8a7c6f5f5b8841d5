import { builtInProviders } from './lists/providers.js';
import { rowFor } from './range.js';
import { schemaFor } from './releases.js';
import { loadSchema } from './source.js';

/** What a release knows by name, besides its schema: the stock program with the bundled plugins only. */
export interface ReleaseLists {
  /** Provider ids that need no `baseUrl` and no `models`; undefined: the schema demands both for every id. */
  readonly builtInProviders: readonly string[] | undefined;
  /** Values of `tools.web.search.provider`; undefined: not checked. */
  readonly searchProviders: readonly string[] | undefined;
  readonly channels: readonly string[];
  readonly plugins: readonly string[];
}

/** Search providers whose plugin has to be installed first, and that plugin. */
export const searchPlugins: Readonly<Record<string, string>> = {
  brave: 'brave',
  duckduckgo: 'duckduckgo',
  exa: 'exa',
  firecrawl: 'firecrawl',
  kimi: 'moonshot',
  perplexity: 'perplexity',
  searxng: 'searxng',
  tavily: 'tavily',
};

/** Names that stand for a channel in `heartbeat.target` (`openclaw.channel.aliases` of the bundled plugins). */
export const channelAliases: Readonly<Record<string, string>> = {
  bb: 'bluebubbles',
  gchat: 'googlechat',
  'google-chat': 'googlechat',
  imsg: 'imessage',
  'internet-relay-chat': 'irc',
  lark: 'feishu',
  nc: 'nextcloud-talk',
  'nc-talk': 'nextcloud-talk',
  teams: 'msteams',
  'twitch-chat': 'twitch',
  zl: 'zalo',
  zlu: 'zalouser',
};

/** `contracts.webSearchProviders` of the bundled plugins. */
const searchProviders = [
  {
    from: '2026.5.2',
    ids: [
      ...['duckduckgo', 'exa', 'firecrawl', 'gemini', 'grok', 'kimi', 'minimax', 'ollama', 'perplexity', 'searxng'],
      'tavily',
    ],
  },
  { from: '2026.6.11', ids: ['duckduckgo', 'gemini', 'grok', 'minimax', 'ollama'] },
  { from: '2026.8.2', ids: ['gemini', 'grok', 'minimax', 'ollama'] },
] as const;

/** Channels that a release knows although its schema does not list them. */
const channelsBeyondSchema = [
  { from: '2026.5.2', ids: ['wecom', 'yuanbao'] },
  { from: '2026.5.12', ids: ['openclaw-weixin', 'wecom', 'yuanbao'] },
  { from: '2026.5.28', ids: [] },
] as const;

const known = new Map<string, ReleaseLists>();

/** Values of `tools.web.search.provider` that need no further plugin; undefined: not checked. */
export function searchProvidersOf(release: string): readonly string[] | undefined {
  return rowFor(searchProviders, release)?.ids;
}

export function listsFor(release: string): ReleaseLists {
  const lists = known.get(release) ?? readLists(release);
  known.set(release, lists);
  return lists;
}

/** Channels and plugins stand in large sections of the schema, which are parsed when somebody asks. */
function readLists(release: string): ReleaseLists {
  let channels: readonly string[] | undefined;
  let plugins: readonly string[] | undefined;
  return {
    builtInProviders: rowFor(builtInProviders, release)?.ids,
    searchProviders: searchProvidersOf(release),
    get channels() {
      channels ??= [...listedChannels(release), ...(rowFor(channelsBeyondSchema, release)?.ids ?? [])];
      return channels;
    },
    get plugins() {
      plugins ??= keysAt(release, ['plugins', 'entries']);
      return plugins;
    },
  };
}

/** Every schema lists qa-channel, a test channel that no release has installed. */
function listedChannels(release: string): readonly string[] {
  return keysAt(release, ['channels']).filter((id) => !['defaults', 'modelByChannel', 'qa-channel'].includes(id));
}

function keysAt(release: string, path: readonly string[]): readonly string[] {
  const source = loadSchema(schemaFor(release).schema);
  let here = source.root;
  for (const key of path) here = source.resolve(here.properties?.[key] ?? {});
  return Object.keys(here.properties ?? {});
}
