import { readReply } from './answer.js';
import type { ModelClient } from './client.js';
import { countAt, type JsonValue, rowsAt } from './json-fields.js';
import type { Answer, TokenizeResult } from './types.js';

export type TokenizeRequest =
  | { readonly model: string; readonly messages: readonly JsonValue[]; readonly tools?: readonly JsonValue[] }
  | { readonly model: string; readonly prompt: string };

/**
 * `POST /tokenize` beside `/v1`: what the server itself counts. Messages and tools go through the model's chat template and end with the
 * start of the answer, like a real request. vLLM: chat form from 0.5.3 on; tools are counted from 0.9.0 on, before that silently left
 * out. There is no length check: a prompt larger than the window is counted too.
 */
export async function askTokenize(client: ModelClient, request: TokenizeRequest): Promise<Answer<TokenizeResult>> {
  const answer = await client.postJson('/tokenize', bodyOf(request));
  return readReply(answer, ({ json }) => parseTokenize(json, 'prompt' in request), 'no token count in the answer');
}

function bodyOf(request: TokenizeRequest): JsonValue {
  if ('prompt' in request) {
    // llama.cpp calls the text `content`; vLLM ignores fields that it does not know.
    return { model: request.model, prompt: request.prompt, content: request.prompt };
  }
  const { model, messages, tools } = request;
  return { model, messages, add_generation_prompt: true, ...(tools !== undefined && tools.length > 0 && { tools }) };
}

export function parseTokenize(json: JsonValue, askedPrompt: boolean): TokenizeResult | undefined {
  // llama.cpp answers a list without a count; it knows no messages and gives an empty list for them.
  const count = countAt(json, ['count']) ?? (askedPrompt ? rowsAt(json, ['tokens'])?.length : undefined);
  if (count === undefined) return undefined;
  const maxModelLen = countAt(json, ['max_model_len'], 1);
  return { count, ...(maxModelLen !== undefined && { maxModelLen }) };
}
