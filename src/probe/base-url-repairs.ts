import { parseAddress } from './address.js';

/** Open WebUI and gateways; the proxies of hosted OpenAI dialects; Docker Model Runner. */
const elsewhere = ['/api/v1', '/openai/v1', '/api', '/engines/v1'];

/**
 * Base URLs on the same origin that somebody may have meant, likeliest first: without a route at the end, with one `/v1` instead of two
 * or none, at last where other programs have their routes. Never the one that was given.
 */
export function baseUrlRepairs(baseUrl: string): readonly string[] {
  const address = parseAddress(baseUrl);
  if (address === undefined) return [];
  const path = new URL(baseUrl).pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
  const short = path.replace(/\/(?:chat\/completions|chat|completions?|models|responses|embeddings)$/, '');
  const single = short.replace(/(?:\/v1)+$/, '/v1');
  const stem = single.replace(/\/v1$/, '');
  const paths = [short, single, `${stem}/v1`, stem, '/v1', ...elsewhere];
  const given = new URL(baseUrl).href.replace(/\/+$/, '');
  return [...new Set(paths.map((candidate) => `${address.origin}${candidate}`))].filter(
    (candidate) => candidate !== given,
  );
}
