import { openAiError, plainStyle, plainText, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/** Ollama, read in its source (fb307609). A prompt that is too long loses its oldest messages, without a word. */
export function ollama(release: string): Profile {
  const tags = { family: 'qwen3', format: 'gguf', parameter_size: '4.0B', quantization_level: 'Q4_K_M' };
  return {
    server: 'ollama',
    name: 'Ollama',
    release,
    origin: 'source of Ollama, fb307609',
    headers: {},
    routes: {
      '/': { method: 'GET', answer: () => ({ text: 'Ollama is running', type: 'text/plain; charset=utf-8' }) },
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
      '/api/version': { method: 'GET', answer: ({ release: version }) => ({ json: { version } }) },
      '/api/tags': {
        method: 'GET',
        answer: ({ models }) => ({
          json: { models: models.map(({ id }) => ({ name: id, model: id, size: 2_489_757_696, details: tags })) },
        }),
      },
      '/api/ps': {
        method: 'GET',
        answer: ({ models }) => ({
          json: {
            models: models.map(({ id, maxModelLen }) => ({
              name: id,
              model: id,
              details: tags,
              context_length: maxModelLen,
            })),
          },
        }),
      },
    },
    // It has no key of its own; where one is wanted, a web server in front wants it.
    isOpen: () => false,
    list: { row: ({ id }, { now }) => ({ id, object: 'model', created: now, owned_by: 'library' }) },
    words: wordsFrom({
      error: (status, message, more = {}) =>
        openAiError(status, message, { type: more.type ?? (status < 500 ? 'invalid_request_error' : 'api_error') }),
      notFound: () => plainText(404, '404 page not found'),
      methodNotAllowed: () => plainText(405, '405 method not allowed'),
      unauthorized: () => plainText(401, webServerPage('401 Authorization Required'), 'text/html'),
      unknownModel: (model) => openAiError(404, `model '${model}' not found`, { type: 'not_found_error' }),
    }),
    style: {
      ...plainStyle,
      idPrefix: 'chatcmpl-',
      callId: (newId) => `call_${newId(8)}`,
      reasoning: ['reasoning'],
      whole: { system_fingerprint: 'fp_ollama' },
      chunk: { system_fingerprint: 'fp_ollama' },
      wholeCalls: true,
    },
    tools: {
      withoutParser: 'refuse',
      refuse: () =>
        openAiError(400, 'registry.ollama.ai/library/model:latest does not support tools', { type: 'api_error' }),
    },
  };
}

/** As nginx prints it. */
export function webServerPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
