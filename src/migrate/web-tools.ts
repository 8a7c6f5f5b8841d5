import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { searchProvidersOf } from '../schema/lists.js';
import { holdsFor } from '../schema/range.js';
import { mergeOps, moved, removal } from './build.js';
import { isIncluded, memberValue, placesOf } from './places.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf, type Way } from './row.js';

/** Search providers and the plugins that bring them (OpenClaw 2026.9.6). */
const searchPlugins: Readonly<Record<string, string>> = {
  brave: 'brave',
  duckduckgo: 'duckduckgo',
  exa: 'exa',
  firecrawl: 'firecrawl',
  'firecrawl-free': 'firecrawl',
  gemini: 'google',
  grok: 'xai',
  kimi: 'moonshot',
  minimax: 'minimax',
  ollama: 'ollama',
  parallel: 'parallel',
  'parallel-free': 'parallel',
  perplexity: 'perplexity',
  searxng: 'searxng',
  tavily: 'tavily',
};

const pluginSearch = (plugin: string): ConfigPath => ['plugins', 'entries', plugin, 'config', 'webSearch'];
const search: ConfigPath = ['tools', 'web', 'search'];

const providerBlock: RowFacts = {
  id: 'tools/search-provider-settings',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves them while loading; 2026.9.6 refuses them',
};

function moveProviderBlocks(config: JsonObject): readonly Change[] {
  return Object.entries(searchPlugins).flatMap(([provider, plugin]) => {
    const path = [...search, provider];
    if (!isObject(valueAt(config, path))) return [];
    const { ops, lost } = mergeOps(config, path, pluginSearch(plugin));
    return [
      changeOf(providerBlock, path, `move ${formatPath(path)} to ${formatPath(pluginSearch(plugin))}`, ops, lost),
    ];
  });
}

const providerName: RowFacts = {
  id: 'tools/search-provider',
  since: '2026.5.2',
  source:
    'ran OpenClaw 2026.5.2 to 2026.9.6: a search provider that no plugin brings is refused unless the plugins section names its plugin',
};

function nameSearchPlugin(config: JsonObject, { to }: Way): readonly Found[] {
  const path = [...search, 'provider'];
  const value = valueAt(config, path);
  if (typeof value !== 'string' || value.includes('${')) return [];
  const id = value.trim().toLowerCase();
  if (searchProvidersOf(to)?.includes(id) ?? true) return [];
  const plugin = Object.hasOwn(searchPlugins, id) ? searchPlugins[id] : undefined;
  if (plugin === undefined) {
    return [
      removal(
        { ...providerName, note: 'Older releases ignored the name and chose a provider by its key.' },
        path,
        'no provider has this name',
      ),
    ];
  }
  if (holdsFor({ before: '2026.6.11' }, to)) {
    return [{ blocked: { path, reason: `${to} brings no ${id}; later releases take it as a plugin` } }];
  }
  if (namesPlugin(config, plugin)) return [];
  const enabled = ['plugins', 'entries', plugin, 'enabled'];
  const note = `${id} is a plugin of its own now: install it with "openclaw plugins install", else searches find no provider.`;
  return [
    changeOf({ ...providerName, note }, path, `name the plugin ${plugin} in plugins.entries`, [
      { op: 'set', path: enabled, value: true },
    ]),
  ];
}

/** Mentions of a plugin that make an absent one a warning instead of an error. */
export function namesPlugin(config: JsonValue, plugin: string): boolean {
  // Another file may name it.
  if (isIncluded(config, ['plugins', 'entries'])) return true;
  const allow = valueAt(config, ['plugins', 'allow']);
  if (Array.isArray(allow) && allow.includes(plugin)) return true;
  return valueAt(config, ['plugins', 'entries', plugin]) !== undefined;
}

const searchKey: RowFacts = {
  id: 'tools/search-key',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves it to the brave plugin while loading; 2026.8.2 to 2026.9.6 refuse it',
};

const xSearchKey: RowFacts = {
  id: 'tools/x-search-key',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves it while loading; 2026.9.6 refuses it',
};

const firecrawl: RowFacts = {
  id: 'tools/firecrawl',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves it to the firecrawl plugin while loading; 2026.8.2 to 2026.9.6 refuse it',
};

function moveFirecrawl(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['tools', 'web', 'fetch', 'firecrawl'];
  const block = valueAt(config, path);
  if (!isObject(block)) return [];
  const home: ConfigPath = ['plugins', 'entries', 'firecrawl', 'config', 'webFetch'];
  const parts = Object.keys(block)
    .filter((key) => key !== 'enabled')
    .map((key) => mergeOps(config, [...path, key], [...home, key]));
  const ops: readonly ConfigOp[] = [
    ...parts.flatMap((part) => part.ops.filter(({ op }) => op !== 'remove')),
    { op: 'remove', path },
  ];
  const enabled =
    memberValue(block, 'enabled') === undefined
      ? []
      : [{ path: [...path, 'enabled'], reason: 'plugins.entries.firecrawl.enabled is the switch now' }];
  return [
    changeOf(firecrawl, path, `move ${formatPath(path)} to ${formatPath(home)}`, ops, [
      ...parts.flatMap((part) => part.lost),
      ...enabled,
    ]),
  ];
}

export const webToolRows = [
  rowOf(providerBlock, moveProviderBlocks),
  rowOf(xSearchKey, (config) =>
    placesOf(config, 'tools.web.x_search.apiKey').map((path) => {
      const home = [...pluginSearch('xai'), 'apiKey'];
      const { ops, lost } = mergeOps(config, path, home);
      return changeOf(xSearchKey, path, `move ${formatPath(path)} to ${formatPath(home)}`, ops, lost);
    }),
  ),
  rowOf(searchKey, (config) =>
    placesOf(config, 'tools.web.search.apiKey').map((path) => {
      const home = [...pluginSearch('brave'), 'apiKey'];
      const { ops, lost } = mergeOps(config, path, home);
      return changeOf(searchKey, path, `move ${formatPath(path)} to ${formatPath(home)}`, ops, lost);
    }),
  ),
  moved({
    id: 'tools/x-search',
    since: '2026.8.2',
    at: 'tools.web.x_search',
    when: isObject,
    to: () => ['plugins', 'entries', 'xai', 'config', 'xSearch'],
    source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2',
  }),
  rowOf(firecrawl, moveFirecrawl),
  rowOf({ ...providerName, since: '2026.5.2', before: '2026.6.11' }, nameSearchPlugin),
  rowOf({ ...providerName, since: '2026.6.11' }, nameSearchPlugin),
];
