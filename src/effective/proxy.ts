import type { Environment } from '../config/environment.js';
import type { ReleaseTraits } from '../release/traits.js';

/** The proxy through which OpenClaw sends the requests of a provider; never its password. */
export interface ProxyUse {
  /** Variable that names it, as found. */
  readonly variable: string;
  /** `environment`, `~/.openclaw/.env`, … */
  readonly source: string;
  /** `proxy.lan:3128` */
  readonly host: string;
  /** What must stand in NO_PROXY to keep the requests away from it. */
  readonly exempt: string;
}

type Variables = Pick<Environment, 'lookup' | 'secretOf'>;

/**
 * Undefined when requests go to the server itself. OpenClaw takes lower case before upper case, https_proxy then http_proxy for
 * https, http_proxy alone for http, and never ALL_PROXY; loopback addresses are no exception (2026.4.22 and 2026.9.6, ran).
 */
export function proxyFor(
  baseUrl: string,
  environment: Variables,
  { noProxyRanges }: Pick<ReleaseTraits, 'noProxyRanges'>,
): ProxyUse | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const url = new URL(baseUrl);
  const http = firstSet(['http_proxy', 'HTTP_PROXY'], environment);
  const https = firstSet(['https_proxy', 'HTTPS_PROXY'], environment);
  const found = url.protocol === 'https:' ? (https ?? http) : http;
  const host = found && hostOf(found.value);
  if (found === undefined || host === undefined) return undefined;
  const exceptions = environment.secretOf('no_proxy') ?? environment.secretOf('NO_PROXY') ?? '';
  if (isExempt(url, exceptions, noProxyRanges)) return undefined;
  return { variable: found.name, source: found.source, host, exempt: bareHost(url) };
}

/** A lower-case variable that is set to nothing switches the upper-case one off. */
function firstSet(names: readonly string[], { lookup, secretOf }: Variables) {
  for (const name of names) {
    const value = secretOf(name);
    if (value === undefined) continue;
    const { source = 'environment' } = lookup(name);
    return value.trim() === '' ? undefined : { name, value: value.trim(), source };
  }
  return undefined;
}

function hostOf(proxy: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return URL.canParse(text) ? new URL(text).host : undefined;
}

function bareHost({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/^\[|\]$/g, '');
}

/** NO_PROXY as undici 6 to 8 reads it; `noProxyRanges` adds `10.0.0.0/8` and `10.*`, which OpenClaw takes from 2026.5.12 on. */
export function isExempt(url: URL, exceptions: string, noProxyRanges: boolean): boolean {
  if (exceptions.trim() === '*') return true;
  const host = bareHost(url).replace(/^(.+)\.$/, '$1');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return exceptions.split(/[,\s]/).some((entry) => {
    const match = /^(?:\[([^\]]+)\]|([^:]+)|(.*:.*:.*))(?::(\d+))?$/.exec(entry.trim().toLowerCase());
    const [, inBrackets, plain, ipv6, onPort] = match ?? [];
    const name = (inBrackets ?? plain ?? ipv6 ?? '').replace(/^\*?\./, '').replace(/^(.+)\.$/, '$1');
    if (name === '' || (onPort !== undefined && onPort !== port)) return false;
    return host === name || host.endsWith(`.${name}`) || (noProxyRanges && isInRange(host, name));
  });
}

function isInRange(host: string, range: string): boolean {
  const address = ipv4(host);
  if (address === undefined) return false;
  const [, base = '', bits] = /^([\d.]+)\/(\d{1,2})$/.exec(range) ?? [];
  const start = ipv4(base);
  if (start !== undefined) {
    const size = 2 ** (32 - Number(bits));
    return Number(bits) <= 32 && Math.floor(address / size) === Math.floor(start / size);
  }
  if (!range.includes('*')) return false;
  const own = host.split('.');
  const parts = range.split('.');
  const fits = parts.every((part, i) => part === '*' || Number(part) === Number(own[i]));
  return fits && parts.length <= 4 && (parts.length === 4 || parts.at(-1) === '*');
}

function ipv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
