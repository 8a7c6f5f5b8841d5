import { isObject, type JsonValue } from '../config/json.js';
import { memberValue } from './places.js';

/** Provider ids that OpenClaw 2026.9.6 treats as servers of the user's own, whatever their address. */
const ownIds = /^(vllm|ollama|lmstudio|lm-studio|sglang|llama-?cpp|localai|tgi)(-.*)?$/i;

const ownNames = /(^localhost|\.(local|localhost|lan|internal|home|home\.arpa|ts\.net))$/;

/** Whether a provider of `models.providers` is a server that the user runs, as far as its id and its address tell. */
export function isSelfHosted(id: string, provider: JsonValue | undefined): boolean {
  if (!isObject(provider)) return false;
  if (ownIds.test(id)) return true;
  const baseUrl = memberValue(provider, 'baseUrl');
  if (typeof baseUrl !== 'string' || baseUrl === '') return false;
  // An address from a variable is one that differs from machine to machine.
  if (/^(\w+:\/\/)?\$\{/.test(baseUrl)) return true;
  const host = hostOf(baseUrl);
  return host !== undefined && isOwnHost(host);
}

function hostOf(baseUrl: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(baseUrl) ? baseUrl : `http://${baseUrl}`;
  if (!URL.canParse(text)) return undefined;
  return new URL(text).hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function isOwnHost(host: string): boolean {
  if (ownNames.test(host)) return true;
  if (host.includes(':')) return /^(::1$|::$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::ffff:)/.test(host);
  // A name without a dot is looked up in the local network or among containers.
  if (!host.includes('.')) return host !== '';
  const [a = 256, b = 256, c, d] = host.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if ([a, b, c, d].some((part) => part === undefined || Number.isNaN(part))) return false;
  const privateB = a === 172 && b >= 16 && b <= 31;
  const shared = a === 100 && b >= 64 && b <= 127;
  return a === 127 || a === 10 || a === 0 || privateB || shared || (a === 192 && b === 168) || (a === 169 && b === 254);
}
