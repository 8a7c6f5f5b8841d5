import { parseAddress } from './address.js';
import { baseUrlRepairs } from './base-url-repairs.js';
import { type ClientOptions, createClient } from './client.js';
import { askModels, type ModelList } from './models.js';
import type { Answer, ProbeTarget } from './types.js';

export interface FoundBase {
  /** As requests use it, without user info. */
  readonly baseUrl: string;
  /** Its list of models; a failure when no base URL answered with one. */
  readonly list: Answer<ModelList>;
}

/**
 * Base URLs that somebody may mean by a text, likeliest first: a host without scheme is http, a route at the end is cut off, and `/v1` comes
 * before nothing. Empty when it is no http(s) address at all.
 */
export function baseUrlGuesses(text: string): readonly string[] {
  const trimmed = text.trim();
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const address = parseAddress(url);
  if (address === undefined || trimmed === '') return [];
  const given = new URL(url);
  const plain = `${given.origin}${given.pathname.replace(/\/+$/, '')}`;
  const all = [plain, ...baseUrlRepairs(plain)];
  const likely = all.filter((candidate) => !routeAtEnd.test(new URL(candidate).pathname));
  const withVersion = likely.filter((candidate) => /\/v\d+$/.test(candidate));
  return [...new Set([...withVersion, ...likely])];
}

const routeAtEnd =
  /\/(?:chat\/completions|chat|completions?|models|responses|embeddings|health|version|metrics|docs|v1\/v1)$/;

/** The first base URL that lists models; else the first one that refuses the key, else the likeliest, with its failure. */
export async function findBase(
  target: Omit<ProbeTarget, 'baseUrl' | 'modelId'>,
  text: string,
  options: ClientOptions,
): Promise<FoundBase | undefined> {
  let best: FoundBase | undefined;
  for (const baseUrl of baseUrlGuesses(text)) {
    const list = await askModels(createClient({ ...target, baseUrl, modelId: '' }, options));
    if (list.ok && list.value.models.length > 0) return { baseUrl, list };
    best = best === undefined || (isKeyWanted(list) && !isKeyWanted(best.list)) ? { baseUrl, list } : best;
    // The other paths of an address that is dead are dead too.
    if (!list.ok && !['http', 'not-json', 'redirect'].includes(list.failure.kind)) break;
  }
  return best;
}

function isKeyWanted(list: Answer<unknown>): boolean {
  return !list.ok && (list.failure.http_status === 401 || list.failure.http_status === 403);
}
