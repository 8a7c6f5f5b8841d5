import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import { openAiError, plainStyle, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/** LM Studio, from its REST pages and public issues; never run here. */
export function lmStudio(release: string): Profile {
  return {
    server: 'lmstudio',
    name: 'LM Studio',
    release,
    origin: 'documentation and public issues of LM Studio',
    headers: { 'x-powered-by': 'Express' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
      '/api/v0/models': {
        method: 'GET',
        answer: ({ models }) => ({
          json: {
            data: models.map(({ id, maxModelLen }) => ({
              id,
              object: 'model',
              type: 'llm',
              publisher: 'simulated',
              arch: 'qwen3',
              compatibility_type: 'gguf',
              quantization: 'Q4_K_M',
              state: 'loaded',
              // What the model could do is not what was loaded.
              max_context_length: 131_072,
              loaded_context_length: maxModelLen,
            })),
            object: 'list',
          },
        }),
      },
    },
    isOpen: () => false,
    list: {
      wrap: (rows) => ({ data: rows, object: 'list' }),
      row: ({ id }) => ({ id, object: 'model', owned_by: 'organization_owner' }),
    },
    words: wordsFrom({
      error: (status, message) => ({ status, body: { error: message } }),
      // Not a slip: it says so in its log, "Returning 200 anyway".
      notFound: (method, path) => ({
        status: 200,
        body: { error: `Unexpected endpoint or method. (${method} ${path})` },
      }),
      unauthorized: () => openAiError(401, 'Malformed LM Studio API token provided.', { code: 'invalid_api_key' }),
      unknownModel: (model) =>
        openAiError(404, `Model "${model}" not found.`, { param: 'model', code: 'model_not_found' }),
      overflow,
      streamError: { error: { message: 'The model has crashed without additional information.' } },
    }),
    style: {
      ...plainStyle,
      callId: (newId) => newId(9),
      reasoning: ['reasoning_content'],
      emptyToolCalls: true,
      choice: { logprobs: null },
      chunkChoice: { logprobs: null },
      whole: { stats: {}, system_fingerprint: 'simulated' },
      chunk: { system_fingerprint: 'simulated' },
    },
    tools: { withoutParser: 'pass-on' },
  };
}

function overflow({ window, promptTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens < window) return undefined;
  const error = `The number of tokens to keep from the initial prompt is greater than the context length (n_keep: ${promptTokens}>= n_ctx: ${window}). Try to load the model with a larger context length, or provide a shorter input`;
  return { status: 400, body: { error } };
}
