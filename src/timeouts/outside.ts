import type { Awaits, Owner, TimeoutLayer } from './types.js';

/** A program between OpenClaw and the server, or around OpenClaw: its default, and how it is raised. */
export interface OutsideLimit {
  readonly id: string;
  readonly owner: Exclude<Owner, 'openclaw'>;
  readonly what: string;
  readonly key: string;
  readonly awaits: Awaits;
  /** Default; null: none. */
  readonly seconds: number | null;
  readonly source: string;
  readonly effect: string;
  /** The line that raises it. */
  readonly raise?: (seconds: number) => string;
  /** The words by which it gives itself away in an answer's `server` or `via` header, or its failure status. */
  readonly marks?: { readonly header?: RegExp; readonly status?: readonly number[] };
}

/**
 * Defaults from the manuals. vLLM sends its headers at once, so that most of these clocks wait for the first token: the
 * next bytes after the headers.
 */
export const outsideLimits: readonly OutsideLimit[] = [
  {
    id: 'nginx',
    owner: 'proxy',
    what: 'nginx, ingress-nginx',
    key: 'proxy_read_timeout',
    awaits: 'next-token',
    seconds: 60,
    source: 'default, ngx_http_proxy_module: between two reads',
    effect: '504, or a stream that ends in the middle',
    raise: (seconds) => `proxy_read_timeout ${seconds}s; proxy_buffering off;`,
    marks: { header: /nginx|openresty/i },
  },
  {
    id: 'cloudflare',
    owner: 'proxy',
    what: 'Cloudflare',
    key: 'Proxy Read Timeout',
    awaits: 'next-token',
    seconds: 100,
    source: 'default, Cloudflare: error 524 (2025-04); only Enterprise can raise it',
    effect: '524',
    marks: { header: /cloudflare/i, status: [524] },
  },
  {
    id: 'traefik',
    owner: 'proxy',
    what: 'Traefik',
    key: 'serversTransport.forwardingTimeouts.responseHeaderTimeout',
    awaits: 'headers',
    seconds: null,
    source: 'default 0 = none; readTimeout 60 s (from 2.11.2) bounds the reading of the request alone',
    effect: '504',
  },
  {
    id: 'haproxy',
    owner: 'proxy',
    what: 'HAProxy',
    key: 'timeout server',
    awaits: 'next-token',
    seconds: 50,
    source: 'haproxy.cfg as Debian ships it: 50000 ms; HAProxy itself has no default',
    effect: '504, or a stream that ends in the middle',
    raise: (seconds) => `timeout server ${seconds}s`,
  },
  {
    id: 'apache',
    owner: 'proxy',
    what: 'Apache httpd',
    key: 'ProxyTimeout',
    awaits: 'next-token',
    seconds: 60,
    source: 'default: the value of Timeout, 60 s',
    effect: '502, or a stream that ends in the middle',
    raise: (seconds) => `ProxyTimeout ${seconds}`,
    marks: { header: /^apache/i },
  },
  {
    id: 'alb',
    owner: 'proxy',
    what: 'AWS load balancer',
    key: 'idle_timeout.timeout_seconds',
    awaits: 'next-token',
    seconds: 60,
    source: 'default of an Application Load Balancer',
    effect: '504',
    raise: (seconds) => `idle_timeout.timeout_seconds=${Math.min(4000, seconds)}`,
    marks: { header: /awselb/i },
  },
  {
    id: 'litellm',
    owner: 'proxy',
    what: 'LiteLLM',
    key: 'litellm_settings.request_timeout',
    awaits: 'whole-run',
    seconds: 6000,
    source: 'default of LiteLLM, constants.py: 6000 s',
    effect: '408, litellm.Timeout',
    raise: (seconds) => `litellm_settings: { request_timeout: ${seconds} }`,
  },
  {
    id: 'caddy',
    owner: 'proxy',
    what: 'Caddy',
    key: 'transport http { response_header_timeout }',
    awaits: 'headers',
    seconds: null,
    source: 'default: none',
    effect: '504',
    marks: { header: /caddy/i },
  },
  {
    id: 'envoy',
    owner: 'proxy',
    what: 'Envoy',
    key: 'route.timeout',
    awaits: 'whole-run',
    seconds: 15,
    source: 'default of a route: the whole answer within 15 s (Istio sets none)',
    effect: '504, or a stream that ends in the middle',
    raise: () => 'route: { timeout: 0s, idle_timeout: 0s }',
    marks: { header: /envoy/i },
  },
  {
    id: 'fetch',
    owner: 'host',
    what: 'fetch of Node (undici) in scripts',
    key: 'headersTimeout, bodyTimeout',
    awaits: 'next-token',
    seconds: 300,
    source: 'default of undici, each',
    effect: 'UND_ERR_HEADERS_TIMEOUT, UND_ERR_BODY_TIMEOUT',
    raise: (seconds) => `new Agent({ headersTimeout: ${seconds * 1000}, bodyTimeout: ${seconds * 1000} })`,
  },
  {
    id: 'openai-python',
    owner: 'host',
    what: 'OpenAI library in scripts',
    key: 'timeout',
    awaits: 'next-token',
    seconds: 600,
    source: 'default of openai-python and openai-node, with 2 retries',
    effect: 'APITimeoutError, and the prompt is read again',
    raise: (seconds) => `OpenAI(timeout=${seconds}, max_retries=0)`,
  },
  {
    id: 'curl',
    owner: 'host',
    what: 'curl',
    key: '--max-time',
    awaits: 'whole-run',
    seconds: null,
    source: 'default: none',
    effect: 'exit 28',
  },
  {
    id: 'systemd',
    owner: 'host',
    what: 'systemd, service of the gateway',
    key: 'RuntimeMaxSec',
    awaits: 'nothing',
    seconds: null,
    source: 'default: infinity; a stop waits TimeoutStopSec = 90 s for runs in flight, then kills',
    effect: 'the gateway ends, and every run with it',
  },
  {
    id: 'github-actions',
    owner: 'host',
    what: 'GitHub Actions job',
    key: 'timeout-minutes',
    awaits: 'whole-run',
    seconds: 21_600,
    source: 'default: 360 minutes',
    effect: 'the job is cancelled',
    raise: (seconds) => `timeout-minutes: ${Math.ceil(seconds / 60)}`,
  },
  {
    id: 'gitlab-ci',
    owner: 'host',
    what: 'GitLab CI job',
    key: 'timeout',
    awaits: 'whole-run',
    seconds: 3600,
    source: 'default of a project: 1 hour',
    effect: 'the job fails',
    raise: (seconds) => `timeout: ${Math.ceil(seconds / 60)} minutes`,
  },
];

/** Limits around OpenClaw as rows; those of `sure` are known to be in the way. */
export function outsideLayers(sure: (limit: OutsideLimit) => boolean): readonly TimeoutLayer[] {
  return outsideLimits.map((limit) => ({
    id: limit.id,
    owner: limit.owner,
    what: limit.what,
    key: limit.key,
    keys: [],
    awaits: limit.awaits,
    seconds: limit.seconds,
    source: limit.source,
    present: sure(limit) ? 'yes' : 'maybe',
    effect: limit.effect,
  }));
}
