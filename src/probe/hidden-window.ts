import type { ModelClient } from './client.js';
import { rowsAt } from './json-fields.js';

export interface WindowQuestion {
  readonly model: string;
  readonly limitField: 'max_completion_tokens' | 'max_tokens';
  /** What the config says that the window is, in tokens. */
  readonly declared: number;
}

/**
 * The window of a server that tells it nowhere, as a proxy hides that of the vLLM behind it: an answer as long as the declared window fits
 * only into a larger one, and the refusal names the size. Undefined when it is taken, which proves nothing: some servers cut answers.
 */
export async function askHiddenWindow(
  { client, stop }: { readonly client: ModelClient; readonly stop: () => void },
  { model, limitField, declared }: WindowQuestion,
): Promise<number | undefined> {
  const body = { model, messages: [{ role: 'user', content: 'ok' }], stream: true, [limitField]: declared };
  const answer = await client.postStream('/chat/completions', body, (event) => {
    if (rowsAt(event, ['choices'])?.[0] !== undefined) stop();
  });
  return answer.ok ? undefined : answer.failure.serverError?.numbers['maxModelLen'];
}
