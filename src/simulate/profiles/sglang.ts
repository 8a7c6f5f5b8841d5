import type { JsonObject } from '../../config/json.js';
import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import { fastApi, plainStyle, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/** SGLang, read in its source (04653fa8). Errors are flat, like those of old vLLM. */
export function sglang(release: string): Profile {
  const info = { text: '', type: 'text/plain' };
  return {
    server: 'sglang',
    name: 'SGLang',
    release,
    origin: 'source of SGLang, 04653fa8',
    headers: { server: 'uvicorn' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
      '/health': { method: 'GET', answer: () => info },
      '/get_model_info': {
        method: 'GET',
        answer: ({ models }) => ({
          json: {
            model_path: models[0]?.root ?? models[0]?.id ?? '',
            is_generation: true,
            preferred_sampling_params: null,
          },
        }),
      },
      '/get_server_info': {
        method: 'GET',
        answer: ({ models, release: version }) => ({
          json: { version, context_length: models[0]?.maxModelLen ?? null, served_model_name: models[0]?.id ?? '' },
        }),
      },
    },
    isOpen: (path, method) => method === 'OPTIONS' || path.startsWith('/health') || path.startsWith('/metrics'),
    list: {
      windowAt: ['max_model_len'],
      row: ({ id, root, maxModelLen }, { now }) => ({
        id,
        object: 'model',
        created: now,
        owned_by: 'sglang',
        root: root ?? id,
        parent: null,
        max_model_len: maxModelLen,
      }),
    },
    words: wordsFrom({
      ...fastApi,
      error: flat,
      unauthorized: () => ({ status: 401, body: { error: 'Unauthorized' } }),
      overflow,
      streamError: { error: flatBody(500, 'Internal Server Error', { type: 'InternalServerError' }) },
    }),
    style: {
      ...plainStyle,
      idPrefix: '',
      reasoning: ['reasoning_content'],
      nullReasoning: true,
      message: {},
      choice: { logprobs: null, matched_stop: null },
      chunkChoice: { logprobs: null },
      whole: { metadata: { weight_version: 'default' } },
      usage: { prompt_tokens_details: null, reasoning_tokens: 0 },
    },
    tools: { withoutParser: 'pass-on' },
  };
}

type More = { readonly param?: string; readonly type?: string };

function flatBody(code: number, message: string, { param, type }: More): JsonObject {
  return { object: 'error', message, type: type ?? 'BadRequestError', param: param ?? null, code };
}

function flat(status: number, message: string, more: More = {}): Refusal {
  return { status, body: flatBody(status, message, more) };
}

function overflow({ window, promptTokens, maxTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens >= window) {
    return flat(
      400,
      `The input (${promptTokens} tokens) is longer than the model's context length (${window} tokens).`,
    );
  }
  const total = promptTokens + (maxTokens ?? 0);
  if (total <= window) return undefined;
  return flat(
    400,
    `Requested token count exceeds the model's maximum context length of ${window} tokens. You requested a total of ${total} tokens: ${promptTokens} tokens from the input messages and ${maxTokens ?? 0} tokens for the completion. Please reduce the number of tokens in the input messages or the completion to fit within the limit.`,
  );
}
