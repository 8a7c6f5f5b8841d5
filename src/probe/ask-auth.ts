import { type ClientOptions, createClient } from './client.js';
import { withoutKey } from './outgoing.js';
import type { Answer, ProbeTarget } from './types.js';

/**
 * Whether the server lists its models for somebody without a key; undefined when that stays open. `GET /v1/models` is the one route to
 * ask: vLLM guards `/v1` only, `/health`, `/version` and `/tokenize` are always open.
 */
export async function askAuth(
  target: ProbeTarget,
  options: ClientOptions,
  withKey: Promise<Answer<unknown>>,
): Promise<boolean | undefined> {
  const stranger = withoutKey(target);
  // Nothing to leave out: the ordinary question was this question.
  const answer = await (stranger === undefined ? withKey : createClient(stranger, options).getJson('/models'));
  if (answer.ok) return true;
  const { http_status: status, serverError } = answer.failure;
  return status === 401 || status === 403 || serverError?.kind === 'auth' ? false : undefined;
}
