import { type Draft, type DraftValue, draftAt, ensureDraft, isDraft, mergeMissing } from './draft.js';
import type { Moved, Repair } from './repair.js';

const until = {
  before: '2026.5.2',
  source: 'legacy-web-search-, -web-fetch- and -x-search-migrate.ts of 2026.4.22',
} as const;

/** Search providers of the bundled plugins; `tavily` has a plugin but was never moved. */
const pluginOf: Readonly<Record<string, string>> = {
  brave: 'brave',
  duckduckgo: 'duckduckgo',
  exa: 'exa',
  firecrawl: 'firecrawl',
  gemini: 'google',
  grok: 'xai',
  kimi: 'moonshot',
  minimax: 'minimax',
  ollama: 'ollama',
  perplexity: 'perplexity',
  searxng: 'searxng',
};

export const webRepairs: readonly Repair[] = [
  {
    ...until,
    name: 'tools.web.x_search.apiKey',
    apply(root, moved) {
      const web = draftAt(root, 'tools', 'web');
      const old = web === undefined ? undefined : draftAt(web, 'x_search');
      const key = old?.['apiKey'];
      if (web === undefined || old === undefined || key === undefined) return;
      delete old['apiKey'];
      if (Object.keys(old).length === 0) delete web['x_search'];
      const config = enabledPlugin(root, 'xai');
      const search = ensureDraft(config, 'webSearch');
      search['apiKey'] ??= key;
      moved(['tools', 'web', 'x_search', 'apiKey'], ['plugins', 'entries', 'xai', 'config', 'webSearch', 'apiKey']);
    },
  },
  {
    ...until,
    name: 'tools.web.search.<provider>',
    apply: moveSearch,
  },
  {
    ...until,
    name: 'tools.web.fetch.firecrawl',
    apply(root, moved) {
      const fetch = draftAt(root, 'tools', 'web', 'fetch');
      const old = fetch?.['firecrawl'];
      if (fetch === undefined || !isDraft(old)) return;
      delete fetch['firecrawl'];
      delete old['enabled'];
      if (Object.keys(old).length === 0) return;
      mergeMissing(ensureDraft(enabledPlugin(root, 'firecrawl'), 'webFetch'), old);
      moved(['tools', 'web', 'fetch', 'firecrawl'], ['plugins', 'entries', 'firecrawl', 'config', 'webFetch']);
    },
  },
];

function moveSearch(root: Draft, moved: Moved): void {
  const search = draftAt(root, 'tools', 'web', 'search');
  if (search === undefined) return;
  const has = 'apiKey' in search || Object.keys(pluginOf).some((provider) => isDraft(search[provider]));
  if (!has) return;
  const blocks: [string, Draft][] = [];
  for (const [key, value] of Object.entries(search)) {
    if (key === 'apiKey') delete search[key];
    else if (isDraft(value) && key !== 'openaiCodex') {
      delete search[key];
      if (pluginOf[key] !== undefined) blocks.push([key, value]);
    }
    if (key === 'apiKey') addBraveKey(blocks, search, value);
  }
  for (const [provider, block] of blocks) {
    const plugin = pluginOf[provider];
    if (plugin === undefined || Object.keys(block).length === 0) continue;
    mergeMissing(ensureDraft(enabledPlugin(root, plugin), 'webSearch'), block);
    moved(['tools', 'web', 'search', provider], ['plugins', 'entries', plugin, 'config', 'webSearch']);
  }
}

/** A key without a provider was Brave's. */
function addBraveKey(blocks: [string, Draft][], search: Draft, key: DraftValue): void {
  const brave = search['brave'];
  if (isDraft(brave)) brave['apiKey'] = key;
  else blocks.push(['brave', { apiKey: key }]);
}

function enabledPlugin(root: Draft, plugin: string): Draft {
  const entry = ensureDraft(root, 'plugins', 'entries', plugin);
  entry['enabled'] ??= true;
  return ensureDraft(entry, 'config');
}
