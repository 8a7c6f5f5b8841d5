import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import { plainStyle, plainText, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';

/** Text Generation Inference, read in its source (db931fcf). Any model name is taken. */
export function tgi(release: string): Profile {
  return {
    server: 'tgi',
    name: 'TGI',
    release,
    origin: 'source of TGI, db931fcf',
    headers: {},
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/health': { method: 'GET', answer: () => ({ text: '', type: 'text/plain' }) },
      '/info': {
        method: 'GET',
        answer: ({ models, release: version }) => ({
          json: {
            model_id: models[0]?.id ?? '',
            max_input_tokens: Math.max(1, (models[0]?.maxModelLen ?? 2) - 1),
            max_total_tokens: models[0]?.maxModelLen ?? 0,
            router: 'text-generation-router',
            version,
          },
        }),
      },
    },
    isOpen: (path) => path === '/health' || path === '/info',
    list: { row: ({ id }) => ({ id, object: 'model', created: 0, owned_by: id }) },
    words: wordsFrom({
      error: (status, message) => validation(status, message),
      invalidStatus: 422,
      templateStatus: 422,
      notFound: () => plainText(404, ''),
      methodNotAllowed: () => plainText(405, ''),
      unauthorized: () => plainText(401, ''),
      overflow,
      engineDead: {
        status: 424,
        body: { error: 'Request failed during generation: Server error', error_type: 'generation' },
      },
      loading: { status: 503, body: { error: 'unhealthy', error_type: 'healthcheck' } },
      streamError: { error: 'Request failed during generation: Server error', error_type: 'generation' },
    }),
    style: {
      ...plainStyle,
      idPrefix: '',
      callId: () => '0',
      choice: { logprobs: null },
      chunkChoice: { logprobs: null },
      whole: { system_fingerprint: `${release}-native` },
      chunk: { system_fingerprint: `${release}-native` },
    },
    tools: { withoutParser: 'pass-on' },
  };
}

function validation(status: number, sentence: string): Refusal {
  return { status, body: { error: `Input validation error: ${sentence}`, error_type: 'validation' } };
}

function overflow({ window, promptTokens, maxTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens >= window) {
    return validation(422, `\`inputs\` must have less than ${window - 1} tokens. Given: ${promptTokens}`);
  }
  if (promptTokens + (maxTokens ?? 0) <= window) return undefined;
  return validation(
    422,
    `\`inputs\` tokens + \`max_new_tokens\` must be <= ${window}. Given: ${promptTokens} \`inputs\` tokens and ${maxTokens} \`max_new_tokens\``,
  );
}
