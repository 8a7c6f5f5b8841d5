import type { EffectiveConfig, EffectiveProvider } from '../../effective/types.js';
import type { NetworkCause, NetworkPath, ProbeFailure, ServerReport } from '../../probe/types.js';
import type { Place } from '../define.js';
import { baseUrlSlip } from '../provider/base-url.js';
import { failureOf, usedProviders } from '../sides.js';

/** What keeps a server from being used; each value belongs to one rule, so that one cause gives one finding. */
export type Trouble =
  | 'refused'
  /** Told by network/bad-port, which needs no server for it. */
  | 'bad-port'
  | 'unreachable'
  | 'dns'
  | 'timeout'
  | 'tls'
  | 'cut'
  | 'stale-tunnel'
  | 'wrong-path'
  | 'not-openai'
  | 'key'
  | 'rate-limited'
  | 'server-error'
  | 'starting'
  /** Told by network/server-restarted. */
  | 'restarted'
  /** Told by timeouts/proxy-timeout-below. */
  | 'proxy-gave-up'
  | 'unknown-model'
  | 'bad-request';

export interface TroubledServer {
  readonly server: ServerReport;
  readonly provider: EffectiveProvider;
  readonly trouble: Trouble;
  readonly failure: ProbeFailure;
  /** How long that request took. */
  readonly ms: number;
  /** Some run depends on it. */
  readonly used: boolean;
  /** `127.0.0.1:8000` */
  readonly host: string;
  readonly at: Place;
  /** The one cause, where the layers of the network tell it. */
  readonly cause: NetworkCause | undefined;
  /** The failed request, the server's own words, what each layer of the network said; one line each. */
  readonly proof: readonly string[];
}

/** Servers in this kind of trouble, each origin once. */
export function serversIn(
  troubles: readonly Trouble[],
  effective: EffectiveConfig,
  servers: readonly ServerReport[],
): readonly TroubledServer[] {
  const used = usedProviders(effective);
  const seen = new Set<string>();
  return servers.flatMap((server): readonly TroubledServer[] => {
    const provider = effective.providers.find((row) => row.id === server.provider);
    const failure = failureOf(server);
    const trouble = failure && classify(server, failure);
    if (provider === undefined || failure === undefined || trouble === undefined) return [];
    const key = `${trouble} ${server.origin}`;
    if (!troubles.includes(trouble) || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        server,
        provider,
        trouble,
        failure,
        ms: server.models.ok ? server.chat.ms : server.models.ms,
        // Through a proxy OpenClaw takes another way than this check, and may get through.
        used: used.some((row) => row.id === provider.id) && provider.proxy === undefined,
        cause: server.network?.cause,
        host: server.origin.replace(/^https?:\/\//, ''),
        at: { path: provider.baseUrl?.path ?? provider.path },
        proof: [...proofOf(failure, server.network), ...proxyProof(provider)],
      },
    ];
  });
}

/** The one trouble of this server; undefined when it can be used, or was not really asked. */
export function troubleOf(server: ServerReport): Trouble | undefined {
  const failure = failureOf(server);
  return failure && classify(server, failure);
}

function classify(server: ServerReport, failure: ProbeFailure): Trouble | undefined {
  if (lostByRestart(server, failure)) return 'restarted';
  switch (failure.kind) {
    case 'skipped':
    case 'aborted':
      return undefined;
    case 'http':
      // LiteLLM without a database says so with 400.
      if (failure.serverError?.kind === 'auth') return 'key';
      return failure.serverError?.kind === 'not-ready' && (failure.http_status ?? 0) >= 500
        ? 'starting'
        : byStatus(server, failure.http_status ?? 0);
    case 'not-json':
    case 'redirect':
    case 'too-large':
      if (server.network?.cause === 'speaks-tls') return 'tls';
      return isWrongPath(server) ? 'wrong-path' : 'not-openai';
    default:
      return (server.network?.cause && byCause[server.network.cause]) ?? failure.kind;
  }
}

/** What a process that ends leaves of a request. */
export function lostByRestart({ restart }: ServerReport, { kind, http_status }: ProbeFailure): boolean {
  return restart !== undefined && (kind === 'cut' || kind === 'refused' || (http_status ?? 0) >= 500);
}

/** Where the layers tell more than the failed request. */
const byCause: Partial<Record<NetworkCause, Trouble>> = {
  'name-unknown': 'dns',
  'resolver-silent': 'dns',
  'loopback-in-container': 'refused', // network/loopback-in-container adds where the server may be
  'closes-at-once': 'stale-tunnel',
  'speaks-tls': 'tls',
  'speaks-plain': 'tls',
};

function byStatus(server: ServerReport, status: number): Trouble {
  if (status === 401 || status === 403) return 'key';
  if (status === 429) return 'rate-limited';
  if (status === 504 || status === 524) return 'proxy-gave-up';
  if (status >= 500) return 'server-error';
  if (server.models.ok) return isUnknownModel(server, status) ? 'unknown-model' : 'bad-request';
  return isWrongPath(server) ? 'wrong-path' : 'not-openai';
}

/** Proxies refuse an unknown name with 400 (LiteLLM), in words of their own: the list tells that it is the name. */
function isUnknownModel({ models, chat, askedModel }: ServerReport, status: number): boolean {
  if (status === 404 || (!chat.ok && chat.failure.serverError?.kind === 'model-not-found')) return true;
  return models.ok && models.value.length > 0 && !chat.ok && !models.value.some(({ id }) => id === askedModel);
}

function isWrongPath(server: ServerReport): boolean {
  return !server.models.ok && (server.workingBaseUrl !== undefined || baseUrlSlip(server.baseUrl) !== undefined);
}

/** The address as it resolved, each connection, the handshake: the way to the server from below. */
function proofOf(failure: ProbeFailure, network: NetworkPath | undefined): readonly string[] {
  const says = failure.serverSays === undefined ? [] : [`server says: ${failure.serverSays}`];
  return [
    `${failure.route}: ${failure.message}`,
    ...says,
    ...(network?.layers ?? [`request id ${failure.correlation_id}`]),
  ];
}

function proxyProof({ proxy }: EffectiveProvider): readonly string[] {
  return proxy === undefined
    ? []
    : [`this check asks the server itself; OpenClaw goes through ${proxy.host} (${proxy.variable})`];
}
