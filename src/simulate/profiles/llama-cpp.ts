import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import { plainStyle, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/** The server of llama.cpp, read in its source (3f545bec). Any model name is taken; model list and health need no key. */
export function llamaCpp(release: string): Profile {
  const open = ['/health', '/v1/health', '/models', '/v1/models', '/props', '/'];
  return {
    server: 'llama.cpp',
    name: 'llama.cpp',
    release,
    origin: 'source of llama.cpp, 3f545bec',
    headers: { server: 'llama.cpp' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/chat/completions': { method: 'POST', answer: 'chat' },
      '/health': { method: 'GET', answer: () => ({ json: { status: 'ok' } }) },
      '/v1/health': { method: 'GET', answer: () => ({ json: { status: 'ok' } }) },
      '/tokenize': { method: 'POST', answer: 'tokenize' },
      '/props': {
        method: 'GET',
        answer: ({ models, release: build }) => ({
          json: {
            default_generation_settings: { n_ctx: models[0]?.maxModelLen ?? 0 },
            total_slots: 1,
            model_path: models[0]?.root ?? models[0]?.id ?? '',
            chat_template: '',
            build_info: build,
          },
        }),
      },
    },
    isOpen: (path) => open.includes(path),
    list: {
      windowAt: ['meta', 'n_ctx'],
      wrap: (rows) => ({
        models: rows.map((row) => ({ name: row['id'] ?? '', model: row['id'] ?? '', type: 'model', details: {} })),
        object: 'list',
        data: rows,
      }),
      row: ({ id, maxModelLen }, { now }) => ({
        id,
        object: 'model',
        created: now,
        owned_by: 'llamacpp',
        meta: {
          vocab_type: 2,
          n_vocab: 151_936,
          // What the model was trained for is not what is served.
          n_ctx_train: 131_072,
          n_ctx: maxModelLen,
          n_embd: 2560,
          n_params: 4_022_468_096,
          size: 2_489_757_696,
        },
      }),
    },
    words: wordsFrom({
      error: (status, message, more = {}) => nested(status, message, more.type ?? 'invalid_request_error'),
      notFound: () => nested(404, 'File Not Found', 'not_found_error'),
      unauthorized: () => nested(401, 'Invalid API Key', 'authentication_error'),
      overflow,
      templateStatus: 500,
      loading: nested(503, 'Loading model', 'unavailable_error'),
      streamError: { error: { code: 500, message: 'Compute error.', type: 'server_error' } },
    }),
    style: {
      ...plainStyle,
      callId: (newId) => newId(32),
      reasoning: ['reasoning_content'],
      whole: { system_fingerprint: release, timings: { prompt_n: 1, predicted_n: 1 } },
      chunk: { system_fingerprint: release },
      forcedFinish: 'tool_calls',
    },
    tools: {
      withoutParser: 'refuse',
      refuse: () => nested(500, 'tools param requires --jinja flag', 'server_error'),
    },
    tokenize: { chatForm: false, countsTools: false, body: (tokens) => ({ tokens }) },
  };
}

function nested(code: number, message: string, type: string): Refusal {
  return { status: code, body: { error: { code, message, type } } };
}

/** Only the prompt is compared: an answer that finds no room is cut. */
function overflow({ window, promptTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens < window) return undefined;
  const message = `request (${promptTokens} tokens) exceeds the available context size (${window} tokens), try increasing it`;
  return {
    status: 400,
    body: {
      error: { code: 400, message, type: 'exceed_context_size_error', n_prompt_tokens: promptTokens, n_ctx: window },
    },
  };
}
