import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseUrl } from '../formats.js';

/** Scheme, host and port of a web server, nothing else. (validateHttpOrigin, 2026.8.2 to 2026.9.6) */
export function isHttpOrigin(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  return url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
}

/** A bare DNS suffix with room for one more label. (isValidPortalIngressDomain, 2026.9.6) */
export function isPortalDomain(text: string): boolean {
  if (parseUrl(`https://portal.${text}`)?.hostname !== `portal.${text.toLowerCase()}`) return false;
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
  return text.length <= 220 && text.includes('.') && isIP(text) === 0 && text.split('.').every(isLabel);
}

/** One host name or address. (normalizeExactAllowedHost, 2026.8.2 to 2026.9.6) */
export function isExactHost(text: string): boolean {
  const plain = text.trim().toLowerCase().replace(/\.+$/, '');
  const host = plain.startsWith('[') && plain.endsWith(']') ? plain.slice(1, -1) : plain;
  if (host.includes('*')) return false;
  if (isIP(host) !== 0) return true;
  if (host === '' || /[:\s/?#@]/.test(host)) return false;
  const ascii = domainToASCII(host);
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label);
  return ascii !== '' && ascii.length <= 253 && ascii.split('.').every(isLabel);
}

/** `github.com/owner/name`, lower case. (normalizeCloudRepo, 2026.8.2 to 2026.9.6) */
export function isCloudRepo(text: string): boolean {
  if (text !== text.toLowerCase() || text.endsWith('.git') || text.includes('..')) return false;
  return /^[^\s/?#@:]+(?:\/[^\s/?#@:]+){2,}$/.test(text);
}
