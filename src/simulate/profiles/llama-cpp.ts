import type { Refusal } from '../refusal.js';
import { isSince } from '../release.js';
import type { WindowQuestion } from '../window.js';
import { plainStyle, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/**
 * The server of llama.cpp, recorded of b11549 and read in its source (3f545bec). Any model name is taken. A key guarded neither model
 * list nor properties when the source was read; in b11549 it guards all but the health.
 */
export function llamaCpp(release: string): Profile {
  const health = ['/health', '/v1/health'];
  const open = isSince(release.slice(1), recorded) ? health : [...health, '/models', '/v1/models', '/props', '/'];
  return {
    server: 'llama.cpp',
    name: 'llama.cpp',
    release,
    origin: 'recording of llama.cpp b11549, source 3f545bec',
    headers: { server: 'llama.cpp' },
    answersHead: true,
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/chat/completions': { method: 'POST', answer: 'chat' },
      '/health': { method: 'GET', answer: () => ({ json: { status: 'ok' } }) },
      '/v1/health': { method: 'GET', answer: () => ({ json: { status: 'ok' } }) },
      '/tokenize': { method: 'POST', answer: 'tokenize' },
      '/metrics': {
        method: 'GET',
        answer: () => ({
          status: 501,
          json: {
            error: {
              code: 501,
              message: 'This server does not support metrics endpoint. Start it with `--metrics`',
              type: 'not_supported_error',
            },
          },
        }),
      },
      '/slots': {
        method: 'GET',
        answer: ({ models }) => ({
          json: [{ id: 0, n_ctx: models[0]?.maxModelLen ?? 0, speculative: false, is_processing: false }],
        }),
      },
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
    keyHeaders: ['bare', 'x-api-key'],
    list: {
      windowAt: ['meta', 'n_ctx'],
      wrap: (rows) => ({
        models: rows.map((row) => ({ ...ollamaRow, name: row['id'] ?? '', model: row['id'] ?? '' })),
        object: 'list',
        data: rows,
      }),
      row: ({ id, maxModelLen }, { now }) => ({
        id,
        aliases: [id],
        tags: [],
        object: 'model',
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
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
          ftype: 'Q4_K - Medium',
        },
      }),
    },
    words: wordsFrom({
      error: (status, message, more = {}) => nested(status, message, more.type ?? 'invalid_request_error'),
      notFound: () => nested(404, 'File Not Found', 'not_found_error'),
      unauthorized: () => nested(401, 'Invalid API Key', 'authentication_error'),
      overflow,
      templateStatus: 500,
      noRole: (message) =>
        nested(500, `Failed to parse messages: Missing 'role' in message: ${JSON.stringify(message)}`, 'server_error'),
      noMessages: () => nested(400, "'messages' is required", 'invalid_request_error'),
      notJson: () => nested(400, '[json.exception.parse_error.101] parse error at line 1', 'invalid_request_error'),
      noContent: () => nested(400, "All non-assistant messages must contain 'content'", 'invalid_request_error'),
      loading: nested(503, 'Loading model', 'unavailable_error'),
      streamError: { error: { code: 500, message: 'Compute error.', type: 'server_error' } },
    }),
    style: {
      ...plainStyle,
      callId: (newId) => newId(32),
      reasoning: ['reasoning_content'],
      nullLogprobs: false,
      usage: { prompt_tokens_details: { cached_tokens: 0 } },
      whole: { system_fingerprint: release, timings },
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

const recorded = '11549';

/** Rates in tokens a second, times in milliseconds, as recorded. */
const timings = {
  cache_n: 0,
  prompt_n: 22,
  prompt_ms: 0.875,
  prompt_per_token_ms: 0.0398,
  prompt_per_second: 25_142.857,
  predicted_n: 6,
  predicted_ms: 0.735,
  predicted_per_token_ms: 0.147,
  predicted_per_second: 6802.721,
};

/** Beside the OpenAI list stands one in the form of Ollama. */
const ollamaRow = {
  name: '',
  model: '',
  modified_at: '',
  size: '',
  digest: '',
  type: 'model',
  description: '',
  tags: [''],
  capabilities: ['completion'],
  parameters: '',
  details: { parent_model: '', format: 'gguf', family: '', families: [''], parameter_size: '', quantization_level: '' },
};

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
