import { isObject, type JsonObject, type JsonValue, valueAt } from '../../config/json.js';
import { isSafeExecutable } from '../formats.js';
import type { Mistake } from '../issues/mistake.js';
import { wrongType } from '../issues/single.js';
import { searchPlugins } from '../lists.js';
import { pluginIdOf } from '../plugin-ids.js';
import { holdsFor } from '../range.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { childrenOf, objectsAt, placesOf } from './places.js';
import { hasMissingLoadPath, hasPluginEvidence } from './plugins.js';

const legacySearch = [
  ...['brave', 'duckduckgo', 'exa', 'firecrawl', 'gemini', 'grok', 'kimi', 'minimax', 'ollama', 'perplexity'],
  ...['searxng', 'tavily'],
];

/** Rules that each look at one section of the document. */
export const sectionChecks: readonly Check[] = [
  {
    name: 'tools.web.search of a provider',
    from: '2026.5.28',
    source: 'zod-schema.agent-runtime.ts, read in 2026.5.28 to 2026.9.6; apiKey from 2026.8.2 on',
    *run({ value, release }) {
      for (const { path, value: search } of objectsAt(value, 'tools.web.search')) {
        for (const [key, entry] of Object.entries(search)) {
          const isKey = key === 'apiKey' && holdsFor({ from: '2026.8.2' }, release);
          if (!isKey && !(legacySearch.includes(key) && isObject(entry))) continue;
          yield policy(
            [...path, key],
            'settings of a search provider belong into plugins.entries.<plugin>.config.webSearch',
          );
        }
      }
    },
  },
  {
    name: 'tools.web.search.provider',
    from: '2026.5.2',
    source: 'validateWebSearchProvider, read in 2026.5.12 to 2026.9.6, ran in 2026.5.2',
    run: searchProvider,
  },
  {
    name: 'mcp server spellings',
    from: '2026.8.2',
    source: 'zod-schema.mcp-server.ts of 2026.9.6',
    *run({ value }) {
      for (const { path, value: server } of objectsAt(value, '{mcp,nodeHost.mcp}.servers.*'))
        yield* mcpServer(path, server);
    },
  },
  {
    name: 'mcp server called __proto__',
    from: '2026.8.2',
    source: 'ran 2026.7.1 to 2026.9.6',
    *run({ original }) {
      for (const { path, value: servers } of objectsAt(original, '{mcp,nodeHost.mcp}.servers')) {
        if (Object.hasOwn(servers, '__proto__')) yield policy([...path, '__proto__'], 'this name is reserved');
      }
    },
  },
  {
    name: 'mcp stdio transport',
    from: '2026.6.11',
    source: 'zod-schema.mcp-server.ts, read in 2026.6.11 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: server } of objectsAt(value, '{mcp,nodeHost.mcp}.servers.*')) {
        const { command } = server;
        if (server['transport'] !== 'stdio' || (typeof command === 'string' && command.trim() !== '')) continue;
        yield policy([...path, 'transport'], 'transport "stdio" needs a command');
      }
    },
  },
  {
    name: 'talk providers',
    source: 'zod-schema.root-support.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value, release }) {
      const owners = holdsFor({ from: '2026.5.12' }, release) ? '{talk,talk.realtime}' : 'talk';
      for (const { path, value: talk } of objectsAt(value, owners)) {
        const provider = typeof talk['provider'] === 'string' ? talk['provider'].trim().toLowerCase() : '';
        const providers = isObject(talk['providers']) ? Object.keys(talk['providers']) : [];
        if (provider === '' && providers.length > 1) {
          yield {
            ...policy([...path, 'provider'], 'several providers need one chosen by provider'),
            candidates: providers,
          };
        } else if (provider !== '' && providers.length > 0 && !providers.includes(provider)) {
          yield { ...policy([...path, 'provider'], 'provider is not one of providers'), candidates: providers };
        }
      }
    },
  },
  {
    name: 'browser profiles',
    source: 'zod-schema.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value, release }) {
      const extension = holdsFor({ from: '2026.7.1' }, release);
      for (const { path, value: profile } of objectsAt(value, 'browser.profiles.*')) {
        const existing = profile['driver'] === 'existing-session';
        const relay = extension && profile['driver'] === 'extension';
        if (!existing && !relay && !profile['cdpPort'] && !profile['cdpUrl']) {
          yield policy(path, 'a browser profile needs cdpPort or cdpUrl');
        }
        if (!existing && isFilled(profile['userDataDir']))
          yield policy(path, 'userDataDir needs driver "existing-session"');
        if (relay && isFilled(profile['cdpUrl'])) yield policy(path, 'cdpUrl cannot stand beside driver "extension"');
      }
    },
  },
  {
    name: 'stale channel threshold',
    before: '2026.8.2',
    source: 'zod-schema.ts, read in 2026.4.22 to 2026.7.1',
    *run({ value }) {
      for (const { path, value: gateway } of objectsAt(value, 'gateway')) {
        const threshold = gateway['channelStaleEventThresholdMinutes'];
        const interval = gateway['channelHealthCheckMinutes'] ?? 5;
        if (typeof threshold !== 'number' || typeof interval !== 'number' || interval === 0 || threshold >= interval)
          continue;
        yield {
          kind: 'out-of-range',
          path: [...path, 'channelStaleEventThresholdMinutes'],
          problem: `must be at least channelHealthCheckMinutes (${interval}), got ${threshold}`,
        };
      }
    },
  },
  {
    name: 'persistent hooks',
    from: '2026.8.2',
    source: 'zod-schema.root-shape.ts, read in 2026.8.2 to 2026.9.6',
    *run({ value }) {
      if (isText(valueAt(value, ['hooks', 'defaultSessionKey']))) return;
      for (const { path, value: hook } of objectsAt(value, 'hooks.mappings.*')) {
        const persistent = (hook['action'] ?? 'agent') === 'agent' && hook['sessionMode'] === 'persistent';
        if (!persistent || isText(hook['sessionKey']) || hook['transform'] !== undefined) continue;
        yield policy(
          [...path, 'sessionKey'],
          'a persistent hook needs sessionKey, hooks.defaultSessionKey or a transform',
        );
      }
    },
  },
  {
    name: 'audio.transcription.command',
    from: '2026.5.2',
    source: 'zod-schema.core.ts, read in 2026.5.2 to 2026.7.1; before, the section is rewritten while loading',
    *run({ value }) {
      for (const { path, value: command } of placesOf(value, 'audio.transcription.command')) {
        const program = Array.isArray(command) ? (command[0] ?? '') : undefined;
        if (typeof program !== 'string' || isSafeExecutable(program)) continue;
        const expected = 'a program name or path, without shell characters';
        yield { kind: 'bad-value', path: [...path, 0], expected, problem: `expected ${expected}` };
      }
    },
  },
  {
    name: 'variables named like parts of JavaScript',
    source: 'ran 2026.4.22 to 2026.9.6: the whole config cannot be read',
    beforeSchema: true,
    *run({ value }) {
      for (const { path, value: text } of placesOf(value, 'env.{*,vars.*}')) {
        const name = String(path.at(-1));
        if (typeof text !== 'string' || typeof Reflect.get(Object.prototype, name) !== 'function') continue;
        yield { kind: 'bad-value', path, reported: [], problem: `no release can read a variable called ${name}` };
      }
    },
  },
  {
    name: 'variables that are no text',
    before: '2026.4.29',
    source: 'applyConfigEnvVars of 2026.4.22, ran 2026.3.31 to 2026.4.29: the whole config cannot be read',
    beforeSchema: true,
    *run({ value }) {
      for (const { path, value: content } of placesOf(value, 'env.vars.*')) {
        const isSkipped = typeof content === 'string' || Array.isArray(content) || !content;
        if (isSkipped || !/^[A-Za-z_]\w*$/.test(String(path.at(-1)).trim())) continue;
        yield { path, reported: [], ...wrongType('string', content) };
      }
    },
  },
  {
    name: 'meta.lastTouchedAt',
    before: '2026.8.2',
    source: 'zod-schema.ts, read in 2026.4.22 to 2026.7.1',
    *run({ value }) {
      const time = valueAt(value, ['meta', 'lastTouchedAt']);
      if (typeof time !== 'number' || Math.abs(time) <= 8.64e15) return;
      yield { kind: 'out-of-range', path: ['meta', 'lastTouchedAt'], problem: 'must be a time' };
    },
  },
];

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isFilled(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function* searchProvider(input: CheckInput): Iterable<Mistake> {
  const { value, lists, release } = input;
  const path = ['tools', 'web', 'search', 'provider'];
  const written = valueAt(value, path);
  const known = lists.searchProviders;
  if (typeof written !== 'string' || known === undefined || known.includes(written.trim())) return;
  const provider = written.trim();
  if (provider === '') {
    yield policy(path, 'search provider is empty');
    return;
  }
  if (hasMissingLoadPath(input) === 'preserved') return;
  const plugin = searchPlugins[provider];
  const inCatalog = plugin !== undefined;
  // From 2026.5.28 on a plugin that is named anywhere in the plugins section is only missed.
  if (inCatalog && holdsFor({ from: '2026.5.28' }, release) && hasPluginEvidence(input, provider, plugin)) return;
  if (!inCatalog && !lists.plugins.includes(pluginIdOf(provider, release)) && hasPluginEvidence(input, provider))
    return;
  const problem = inCatalog ? `search provider ${provider} needs the plugin ${plugin}` : 'search provider is not known';
  yield { kind: 'bad-value', path, problem, candidates: known };
}

const spellings = [
  ...['connectTimeout', 'connect_timeout', 'timeout', 'workingDirectory', 'supports_parallel_tool_calls', 'ssl_verify'],
  ...['client_cert', 'client_key'],
];

/** Spellings of other programs' command lines. */
function* mcpServer(path: Mistake['path'], server: JsonObject): Iterable<Mistake> {
  for (const key of spellings) {
    if (server[key] === undefined) continue;
    yield { kind: 'unknown-key', path: [...path, key], reported: path, problem: `unknown key ${key}` };
  }
  if (valueAt(server, ['codex', 'default_tools_approval_mode']) !== undefined) {
    const key = 'default_tools_approval_mode';
    yield {
      kind: 'unknown-key',
      path: [...path, 'codex', key],
      problem: `unknown key ${key}`,
      candidates: ['defaultToolsApprovalMode'],
    };
  }
  if (server['disabled'] !== undefined) {
    yield {
      kind: 'unknown-key',
      path: [...path, 'disabled'],
      reported: [...path, 'disabled'],
      problem: 'unknown key disabled',
      candidates: ['enabled'],
    };
  }
  yield* perRequester(path, server);
}

function* perRequester(path: Mistake['path'], server: JsonObject): Iterable<Mistake> {
  const { oauth } = server;
  if (!isObject(oauth) || oauth['identity'] !== 'per-requester') return;
  const at = [...path, 'oauth', 'identity'];
  if (server['auth'] !== 'oauth') yield policy(at, 'identity "per-requester" needs auth "oauth"');
  if (oauth['authProfileId'])
    yield policy([...path, 'oauth', 'authProfileId'], 'authProfileId cannot stand beside identity "per-requester"');
  if (!server['url']) yield policy(at, 'identity "per-requester" needs the URL of a server');
  if (server['command'] !== undefined || server['transport'] === 'stdio') {
    yield policy(at, 'identity "per-requester" cannot stand beside a command');
  }
}

const transportHeaders = [
  ...['host', 'connection', 'upgrade', 'content-length', 'sec-websocket-key', 'sec-websocket-version'],
  ...['sec-websocket-protocol', 'sec-websocket-extensions'],
];

export const gatewayChecks: readonly Check[] = [
  {
    name: 'gateway.bind beside tailscale',
    source: 'validateGatewayTailscaleBind, read in 2026.4.22 to 2026.9.6',
    *run({ value }) {
      const mode = valueAt(value, ['gateway', 'tailscale', 'mode']);
      if (mode !== 'serve' && mode !== 'funnel') return;
      const bind = valueAt(value, ['gateway', 'bind']) ?? 'loopback';
      const host = valueAt(value, ['gateway', 'customBindHost']);
      const local = typeof host === 'string' && /^\s*127(?:\.(?:0|[1-9]\d{0,2})){3}\s*$/.test(host);
      if (bind === 'loopback' || (bind === 'custom' && local)) return;
      yield policy(['gateway', 'bind'], `bind must be loopback with tailscale mode "${mode}"`);
    },
  },
  {
    name: 'gateway without authentication behind tailscale',
    from: '2026.5.28',
    source: 'validateGatewayTailscaleAuth, read in 2026.5.28 to 2026.9.6',
    *run({ value }) {
      const mode = valueAt(value, ['gateway', 'tailscale', 'mode']);
      if (mode !== 'serve' && mode !== 'funnel') return;
      if (valueAt(value, ['gateway', 'auth', 'mode']) !== 'none') return;
      yield policy(['gateway', 'auth', 'mode'], `auth mode "none" is refused with tailscale mode "${mode}"`);
    },
  },
  {
    name: 'gateway.roles',
    from: '2026.8.2',
    source: 'zod-schema.gateway.ts, read in 2026.8.2 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: roles } of objectsAt(value, 'gateway.roles')) {
        const definitions = isObject(roles['definitions']) ? Object.keys(roles['definitions']) : undefined;
        const fallback = roles['default'];
        if (definitions === undefined || typeof fallback !== 'string') continue;
        if (definitions.length === 0) yield policy([...path, 'definitions'], 'at least one role must be defined');
        if (!definitions.map((name) => name.trim()).includes(fallback.trim())) {
          yield { ...policy([...path, 'default'], 'default is not one of the defined roles'), candidates: definitions };
        }
      }
    },
  },
  {
    name: 'gateway.portals',
    from: '2026.9.6',
    source: 'zod-schema.gateway.ts of 2026.9.6',
    *run({ value }) {
      for (const { path, value: ingress } of objectsAt(value, 'gateway.portals.ingress')) {
        const origins = placesOf(value, 'gateway.{publicOrigin,controlUi.allowedOrigins.*}');
        if (origins.some(({ value: origin }) => isWithin(origin, ingress['domain']))) {
          yield policy([...path, 'domain'], 'portals need another domain than the gateway and the control UI');
        }
        if (ingress['port'] === (valueAt(value, ['gateway', 'port']) ?? 18789)) {
          yield policy([...path, 'port'], 'portals need another port than the gateway');
        }
      }
    },
  },
  {
    name: 'gateway.remote.edgeAuth',
    from: '2026.8.2',
    source: 'gateway-edge-auth-headers.ts, read in 2026.9.6',
    *run({ value }) {
      for (const place of placesOf(value, 'gateway.remote.edgeAuth')) {
        if (!isObject(place.value)) continue;
        const headers = childrenOf(place);
        if (headers.length === 0) yield policy(place.path, 'at least one header must be given');
        const seen = new Set<string>();
        for (const { path } of headers) {
          const name = String(path.at(-1)).toLowerCase();
          const valid = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(name);
          if (!valid || transportHeaders.includes(name) || seen.has(name))
            yield policy(path, 'this header cannot be set here');
          seen.add(name);
        }
      }
    },
  },
];

function isWithin(origin: JsonValue, domain: JsonValue | undefined): boolean {
  if (typeof origin !== 'string' || typeof domain !== 'string' || !URL.canParse(origin)) return false;
  const host = new URL(origin).hostname.toLowerCase();
  return host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`);
}
