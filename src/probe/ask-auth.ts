import { createBreaker } from './breaker.js';
import { type ClientOptions, createClient } from './client.js';
import { identify } from './identity.js';
import type { ModelList } from './models.js';
import { withoutKey } from './outgoing.js';
import type { Answer, ProbeFailure, ProbeTarget } from './types.js';

/**
 * Whether the server works for somebody without a key; undefined when that stays open. `GET /v1/models` is the one route to ask: vLLM
 * guards `/v1` only, `/health`, `/version` and `/tokenize` are always open. Other servers may show the list to everybody and guard
 * completions (llama.cpp did not always guard it), so those are asked for one too; an empty body runs nothing.
 */
export async function askAuth(
  target: ProbeTarget,
  options: ClientOptions,
  withKey: Promise<Answer<ModelList>>,
): Promise<boolean | undefined> {
  const stranger = withoutKey(target);
  // Nothing to leave out: the ordinary question was this question.
  const answer = await (stranger === undefined ? withKey : createClient(stranger, options).getJson('/models'));
  if (!answer.ok) return isRefusal(answer.failure) ? false : undefined;
  const list = await withKey;
  const kind = list.ok ? identify(list.value.marks, undefined)?.kind : undefined;
  if (kind !== undefined && guardsList.has(kind)) return true;
  const client = createClient(stranger ?? target, { ...options, breaker: createBreaker() });
  const completion = await client.postJson('/chat/completions', {});
  return completion.ok || !isRefusal(completion.failure);
}

/** Their `--api-key` guards the list of models as well as completions. */
const guardsList: ReadonlySet<string> = new Set(['vllm', 'sglang']);

function isRefusal({ http_status: status, serverError }: ProbeFailure): boolean {
  return status === 401 || status === 403 || serverError?.kind === 'auth';
}
