import { isObject, type JsonValue } from '../config/json.js';
import { classOfHost, hostOf, isSelfHostedId } from '../effective/hosts.js';
import { memberValue } from './places.js';

/** Whether a provider of `models.providers` is a server that the user runs, as far as its id and its address as written tell. */
export function isSelfHosted(id: string, provider: JsonValue | undefined): boolean {
  if (!isObject(provider)) return false;
  const baseUrl = memberValue(provider, 'baseUrl');
  if (typeof baseUrl !== 'string' || baseUrl.trim() === '') return isSelfHostedId(id.trim().toLowerCase());
  // An address from a variable is one that differs from machine to machine.
  if (/^(\w+:\/\/)?\$\{/.test(baseUrl)) return true;
  const hostClass = classOfHost(hostOf(baseUrl));
  return hostClass !== 'vendor' && hostClass !== 'invalid';
}
