import type { JsonValue } from '../../config/json.js';
import { isValidAgentId } from '../agents.js';
import {
  isAbsoluteAnywhere,
  isHttpUrl,
  isSafeExecutable,
  isSafeRelativeModule,
  parseByteSize,
  parseDuration,
  parseUrl,
} from '../formats.js';
import type { Mistake } from '../issues/mistake.js';
import type { Check, CheckInput } from './check.js';
import { isChatWidth } from './css-width.js';
import { isCloudRepo, isExactHost, isHttpOrigin, isPortalDomain } from './hosts.js';
import { childrenOf, placesOf } from './places.js';

/** A rule about single values: the schema says what type they have, the program's code what they may look like. */
interface ValueRule {
  readonly at: string;
  readonly from?: string;
  readonly before?: string;
  readonly source: string;
  /** What was expected, as the end of a sentence. */
  readonly expected: string;
  ok(value: JsonValue, input: CheckInput): boolean;
}

const agent = 'agents.{defaults,list.*,entries.*}';
const server = '{mcp,nodeHost.mcp}.servers.*';
const seen = 'read in 2026.4.22 to 2026.9.6';

const text = (test: (value: string, input: CheckInput) => boolean) => (value: JsonValue, input: CheckInput) =>
  typeof value !== 'string' || test(value, input);
const stringOrNumber = (test: (value: string) => boolean) => (value: JsonValue) =>
  (typeof value !== 'string' && typeof value !== 'number') || test(String(value));

const isDuration = (unit: 'm' | 'h' | 'd') => (value: string) => parseDuration(value, unit) !== undefined;
const isPositiveDuration = (value: string) => (parseDuration(value, 'd') ?? 0) > 0;
const isSize = (value: string) => parseByteSize(value) !== undefined;
const notBlank = text((value) => value.trim() !== '');
const isModelRef = (value: string) => /^[^/]*[^/\s][^/]*\/.*\S/.test(value.trim());

const rules: readonly ValueRule[] = [
  {
    at: `${agent}.heartbeat.every`,
    source: seen,
    expected: 'a duration such as 30m or 1h30m',
    ok: text((value) => value === '' || isDuration('m')(value)),
  },
  {
    at: 'session.maintenance.{pruneAfter,resetArchiveRetention}',
    before: '2026.8.2',
    source: 'read in 2026.4.22 to 2026.7.1',
    expected: 'a duration such as 30d',
    ok: stringOrNumber(isDuration('d')),
  },
  {
    at: 'session.maintenance.{pruneAfter,resetArchiveRetention,preserveRecent}',
    from: '2026.8.2',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a duration above zero such as 30d',
    ok: stringOrNumber(isPositiveDuration),
  },
  {
    at: 'session.maintenance.archiveDashboardAfter',
    from: '2026.8.2',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a duration above zero such as 30d',
    ok: (value) => value === 0 || stringOrNumber(isPositiveDuration)(value),
  },
  {
    at: 'session.maintenance.rotateBytes',
    before: '2026.4.29',
    source: 'read in 2026.4.22; not in 2026.5.2',
    expected: 'a size such as 20mb',
    ok: stringOrNumber(isSize),
  },
  {
    at: 'session.maintenance.{maxDiskBytes,highWaterBytes}',
    source: seen,
    expected: 'a size such as 20mb',
    ok: stringOrNumber(isSize),
  },
  {
    at: 'cron.sessionRetention',
    source: seen,
    expected: 'a duration such as 24h',
    ok: text(isDuration('h')),
  },
  {
    at: 'cron.runLog.maxBytes',
    source: 'read in 2026.4.22 to 2026.7.1',
    expected: 'a size such as 2mb',
    ok: stringOrNumber(isSize),
  },
  {
    at: 'agents.defaults.compaction.{memoryFlush.forceFlushTranscriptBytes,maxActiveTranscriptBytes}',
    source: seen,
    expected: 'a size such as 2mb',
    ok: text(isSize),
  },
  {
    at: 'hooks.{mappings.*.transform,internal.handlers.*}.module',
    source: seen,
    expected: 'a path inside the hooks folder',
    ok: text(isSafeRelativeModule),
  },
  {
    at: 'secrets.providers.*.command',
    source: seen,
    expected: 'the absolute path of a program, without shell characters',
    ok: text((value, { surroundings }) => isSafeExecutable(value) && isAbsoluteAnywhere(value, surroundings.platform)),
  },
  {
    at: 'secrets.providers.*.trustedDirs.*',
    source: seen,
    expected: 'an absolute path',
    ok: text((value, { surroundings }) => isAbsoluteAnywhere(value, surroundings.platform)),
  },
  { at: 'cron.webhook', source: seen, expected: 'a URL that starts with http:// or https://', ok: text(isHttpUrl) },
  { at: `${server}.url`, source: seen, expected: 'a URL that starts with http:// or https://', ok: text(isHttpUrl) },
  {
    at: `${server}.oauth.redirectUrl`,
    from: '2026.6.1',
    source: 'read in 2026.6.1 to 2026.9.6',
    expected: 'a URL that starts with http:// or https://',
    ok: text(isHttpUrl),
  },
  {
    at: `${server}.oauth.clientMetadataUrl`,
    from: '2026.6.1',
    source: 'read in 2026.6.1 to 2026.9.6',
    expected: 'an https:// URL with a path',
    ok: text((value) => {
      const url = parseUrl(value);
      return url?.protocol === 'https:' && url.pathname !== '/';
    }),
  },
  {
    at: 'proxy.proxyUrl',
    before: '2026.5.28',
    source: 'read in 2026.4.29 to 2026.5.12',
    expected: 'a URL that starts with http://',
    ok: text((value) => parseUrl(value)?.protocol === 'http:'),
  },
  {
    at: 'proxy.proxyUrl',
    from: '2026.5.28',
    source: 'read in 2026.5.28 to 2026.9.6',
    expected: 'a URL that starts with http:// or https://',
    ok: text(isHttpUrl),
  },
  {
    at: 'marketplaces.feeds.*.url',
    source: 'read in 2026.7.1',
    expected: 'an https:// URL without credentials, query and fragment',
    ok: text((value) => {
      const url = parseUrl(value);
      return url?.protocol === 'https:' && url.username + url.password + url.search + url.hash === '';
    }),
  },
  {
    at: 'models.catalogRefresh.url',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'an https:// URL, or http:// on this machine',
    ok: text((value) => {
      const url = parseUrl(value);
      return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackName(url.hostname));
    }),
  },
  {
    at: 'gateway.controlUi.chatMessageMaxWidth',
    source: 'read in 2026.5.2 to 2026.7.1',
    expected: 'a CSS width such as 960px or min(1280px, 82%)',
    ok: text(isChatWidth),
  },
  {
    at: 'gateway.tls.{certPath,keyPath}',
    from: '2026.6.11',
    source: 'read in 2026.6.11 to 2026.9.6',
    expected: 'a path',
    ok: notBlank,
  },
  {
    at: 'gateway.publicOrigin',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'an https:// origin, or http:// on this machine',
    ok: text((value) => {
      const url = isHttpOrigin(value) ? parseUrl(value) : undefined;
      return url !== undefined && (url.protocol === 'https:' || isLoopbackName(url.hostname));
    }),
  },
  {
    at: 'mcp.apps.sandboxOrigin',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'an http:// or https:// origin without path, query and credentials',
    ok: text(isHttpOrigin),
  },
  {
    at: 'gateway.portals.ingress.domain',
    source: 'read in 2026.9.6',
    expected: 'a bare domain such as portals.example.com',
    ok: text(isPortalDomain),
  },
  {
    at: 'gateway.roles.definitions.*.agents.*',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'an agent id',
    ok: text(isValidAgentId),
  },
  {
    at: 'secrets.egressProxy.{allowedHosts,bypassHosts}.*',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'one exact host name, without scheme, port and wildcard',
    ok: text(isExactHost),
  },
  {
    at: 'cloudWorkers.profiles.*.suspendAfter',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a duration with its unit, of at least one minute',
    ok: text((value) => /(?:ms|s|m|h|d)$/i.test(value) && (parseDuration(value, 'm') ?? 0) >= 60_000),
  },
  {
    at: 'cloudWorkers.projectProfiles.*',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a name without blanks around it',
    ok: text((value) => value === value.trim()),
  },
  {
    at: 'desktop.host.passwordFile',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'an absolute path',
    ok: text((value, { surroundings }) => isOwnAbsolute(value.trim(), surroundings.platform)),
  },
  {
    at: 'worktreeRoot',
    source: 'read in 2026.9.1 and 2026.9.6',
    expected: 'an absolute path, or one that starts with ~',
    ok: text(
      (value, { surroundings }) =>
        /^~(?:$|[/\\])/.test(value.trim()) || isOwnAbsolute(value.trim(), surroundings.platform),
    ),
  },
  {
    at: 'agents.{defaults,entries.*}.decisionModel',
    source: 'read in 2026.9.6',
    expected: 'a model reference (provider/model)',
    ok: text((value) => value.trim() === '' || isModelRef(value)),
  },
  {
    at: 'agents.{defaults,entries.*}.models.*.pickerRuntimes.*',
    source: 'read in 2026.9.6',
    expected: 'the name of a runtime, not auto or default',
    ok: text((value) => value.trim() !== 'auto' && value.trim() !== 'default'),
  },
  // Texts that are trimmed before their length counts.
  ...[
    'agents.defaults.{authInheritance,sessionStore,systemAgent,heartbeat}.agentId',
    'talk.agentId',
    '{tools,agents.entries.*.tools}.github.gitAuthor.{email,name}',
    'cloudWorkers.profiles.*.provider',
    'gateway.auth.trustedProxy.cloudflareAccessOidc.{githubAccountIdClaim,providerId}',
    'gateway.controlUi.environment.label',
    'gateway.roles.default',
    'gateway.roles.definitions.*.accessPolicyPlugin',
    'hooks.mappings.*.channel',
    'memory.qmd.searchTool',
    'nodeHost.workerRuns.containerImage',
    'tools.media.{audio,image,video}.preferredModel',
  ].map((at) => ({ at, source: seen, expected: 'a text that is not blank', ok: notBlank })),
  // The same in servers, of which older releases leave unknown keys alone.
  ...[`${server}.oauth.{authProfileId,scope}`, `${server}.toolFilter.{include,exclude}.*`].map((at) => ({
    at,
    from: '2026.6.1',
    source: 'read in 2026.6.1 to 2026.9.6',
    expected: 'a text that is not blank',
    ok: notBlank,
  })),
];

/** The same about keys of a map. */
const keyRules: readonly ValueRule[] = [
  {
    at: 'nodeHost.mcp.servers',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a name without blanks around it',
    ok: text((key) => key !== '' && key === key.trim()),
  },
  { at: 'gateway.roles.definitions', source: 'read in 2026.8.2 to 2026.9.6', expected: 'a name', ok: notBlank },
  {
    at: 'cloudWorkers.profiles',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a name without blanks around it',
    ok: text((key) => key === key.trim()),
  },
  {
    at: 'cloudWorkers.projectProfiles',
    source: 'read in 2026.8.2 to 2026.9.6',
    expected: 'a repository such as github.com/owner/name',
    ok: text(isCloudRepo),
  },
];

export const valueChecks: readonly Check[] = [
  ...rules.map(
    (rule): Check => ({ ...rangeOf(rule), run: (input) => refused(rule, placesOf(input.value, rule.at), input) }),
  ),
  ...keyRules.map(
    (rule): Check => ({
      ...rangeOf(rule),
      run: (input) => {
        const keys = placesOf(input.value, rule.at).flatMap((place) =>
          Array.isArray(place.value) ? [] : childrenOf(place).map(({ path }) => ({ path, value: String(path.at(-1)) })),
        );
        return refused(rule, keys, input);
      },
    }),
  ),
];

function rangeOf({ at, from, before, source }: ValueRule) {
  return { name: at, source, ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

function refused(rule: ValueRule, places: ReturnType<typeof placesOf>, input: CheckInput): readonly Mistake[] {
  return places
    .filter(({ value }) => !rule.ok(value, input))
    .map(({ path }) => ({ kind: 'bad-value', path, expected: rule.expected, problem: `expected ${rule.expected}` }));
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}

function isOwnAbsolute(path: string, platform: NodeJS.Platform): boolean {
  return path.startsWith('/') || (platform === 'win32' && /^(?:[A-Za-z]:)?[\\/]/.test(path));
}
