import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import { fastApi, openAiError, plainStyle, plainText, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';
import { vllm, vllmRow } from './vllm.js';

/** `mlx_lm.server`, recorded of 0.32.2 and read in its source (d78bf58e): no window, no key, no length check. */
export function mlx(release: string): Profile {
  return {
    server: 'mlx',
    name: 'MLX',
    release,
    origin: 'recording of mlx-lm 0.32.2, source d78bf58e',
    headers: { server: 'BaseHTTP/0.6 Python/3.12.4' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/chat/completions': { method: 'POST', answer: 'chat' },
      '/health': { method: 'GET', answer: () => ({ json: { status: 'ok' } }) },
    },
    isOpen: () => true,
    list: { row: ({ id }, { now }) => ({ id, object: 'model', created: now }) },
    words: wordsFrom({
      error: (status, message) => ({ status, body: { error: message } }),
      notFound: () => plainText(404, 'Not Found', 'application/json'),
      unauthorized: () => ({ status: 401, body: { error: 'Unauthorized' } }),
      unknownModel: (model) => ({ status: 404, body: { error: `Repository Not Found for ${model}` } }),
      templateStatus: 404,
      noMessages: () => ({ status: 400, body: { error: 'Request did not contain messages' } }),
      notJson: () => ({
        status: 400,
        body: { error: 'Invalid JSON in request body: Expecting value: line 1 column 1' },
      }),
    }),
    style: {
      ...plainStyle,
      reasoning: ['reasoning'],
      nullLogprobs: false,
      usage: { prompt_tokens_details: { cached_tokens: 0 } },
      whole: { system_fingerprint: 'simulated' },
      chunk: { system_fingerprint: 'simulated' },
      wholeCalls: true,
    },
    tools: { withoutParser: 'pass-on' },
  };
}

/** NVIDIA NIM for language models 1.x, from its documentation: a vLLM inside, without the route that tells its release. */
export function nim(release: string): Profile {
  const inside = vllm('0.8.5');
  return {
    ...inside,
    server: 'nim',
    name: 'NVIDIA NIM',
    release,
    origin: 'documentation of NIM 1.8; errors as vLLM 0.8.5',
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/health/ready': {
        method: 'GET',
        answer: () => ({ json: { object: 'health.response', message: 'Service is ready.' } }),
      },
      '/v1/health/live': {
        method: 'GET',
        answer: () => ({ json: { object: 'health.response', message: 'Service is live.' } }),
      },
      '/v1/version': {
        method: 'GET',
        answer: ({ release: version }) => ({ json: { release: version, api: version } }),
      },
      '/v1/metadata': { method: 'GET', answer: ({ release: version }) => ({ json: { version, modelInfo: [] } }) },
      '/v1/metrics': { method: 'GET', answer: 'metrics' },
    },
    list: { ...inside.list, row: (model, scene) => ({ ...vllmRow(model, scene), owned_by: 'system' }) },
  };
}

/** TabbyAPI, read in its source (e632af41). */
export function tabbyApi(release: string): Profile {
  const parameters = (window: number) => ({ max_seq_len: window, cache_size: window, cache_mode: 'FP16' });
  return {
    server: 'tabbyapi',
    name: 'TabbyAPI',
    release,
    origin: 'source of TabbyAPI, e632af41',
    headers: { server: 'uvicorn' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/model': {
        method: 'GET',
        answer: ({ models }) => ({
          json: { id: models[0]?.id ?? '', object: 'model', parameters: parameters(models[0]?.maxModelLen ?? 0) },
        }),
      },
      '/health': { method: 'GET', answer: () => ({ json: { status: 'healthy', issues: [] } }) },
    },
    isOpen: (path) => path === '/health',
    list: {
      windowAt: ['parameters', 'max_seq_len'],
      row: ({ id, maxModelLen }, { now }) => ({
        id,
        object: 'model',
        created: now,
        owned_by: 'tabbyAPI',
        parameters: parameters(maxModelLen),
      }),
    },
    words: wordsFrom({
      ...fastApi,
      error: (status, detail) => ({ status, body: { detail } }),
      unauthorized: (given) => ({
        status: 401,
        body: { detail: given ? 'Invalid API key' : 'Please provide an API key' },
      }),
      invalidStatus: 422,
      templateStatus: 400,
      overflow: tabbyOverflow,
      loading: { status: 503, body: { detail: 'No models are currently loaded.' } },
    }),
    style: { ...plainStyle, callId: (newId) => newId(9), chunkChoice: { logprobs: null }, wholeCalls: true },
    tools: { withoutParser: 'pass-on' },
  };
}

function tabbyOverflow({ window, promptTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens < window) return undefined;
  return openAiError(400, `Prompt length ${promptTokens} exceeds the available context size of ${window} tokens`, {
    code: 'context_length_exceeded',
  });
}

/** A server that does what OpenAI's reference says, and tells nothing about itself. */
export function openAiLike(release: string): Profile {
  return {
    server: 'openai-like',
    name: 'OpenAI-like server',
    release,
    origin: 'OpenAI API reference',
    headers: {},
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
    },
    isOpen: () => false,
    list: { row: ({ id }, { now }) => ({ id, object: 'model', created: now, owned_by: 'organization' }) },
    words: wordsFrom({
      error: (status, message, { param, type } = {}) =>
        openAiError(status, message, { ...(param !== undefined && { param }), ...(type !== undefined && { type }) }),
      notFound: (method, path) => openAiError(404, `Invalid URL (${method} ${path})`),
      methodNotAllowed: (allowed) => openAiError(405, `Only ${allowed} requests are accepted.`),
      unauthorized: (given) =>
        openAiError(401, given ? 'Incorrect API key provided.' : "You didn't provide an API key.", {
          code: 'invalid_api_key',
        }),
      unknownModel: (model) => openAiError(404, `The model '${model}' does not exist`, { code: 'model_not_found' }),
      overflow: ({ window, promptTokens }) =>
        promptTokens < window
          ? undefined
          : openAiError(
              400,
              `This model's maximum context length is ${window} tokens. However, your messages resulted in ${promptTokens} tokens. Please reduce the length of the messages.`,
              { param: 'messages', code: 'context_length_exceeded' },
            ),
    }),
    style: { ...plainStyle, message: { refusal: null }, choice: { logprobs: null }, chunkChoice: { logprobs: null } },
    tools: { withoutParser: 'pass-on' },
  };
}
