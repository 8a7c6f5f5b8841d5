import type { Refusal } from '../refusal.js';
import { fastApi, plainStyle, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';
import { vllm } from './vllm.js';

// The vLLM behind it.
const upstream = '0.11.0';

/** LiteLLM's proxy in front of a vLLM 0.11.0: the list hides the window, errors are wrapped and their codes are texts. */
export function liteLlm(release: string): Profile {
  const behind = vllm(upstream);
  const wrap = ({ status, body }: Refusal, kind = 'BadRequestError'): Refusal =>
    error(status, `litellm.${kind}: Hosted_vllmException - ${JSON.stringify(body)}. Received Model Group=simulated`);
  const words = wordsFrom({
    ...fastApi,
    error: (status, message) => error(status, message),
    unauthorized: (given) =>
      error(
        401,
        given
          ? 'Authentication Error, Invalid proxy server token passed. Unable to find token in cache or `LiteLLM_VerificationTokenTable`'
          : 'Authentication Error, No api key passed in.',
        given ? 'token_not_found_in_db' : 'auth_error',
      ),
    unknownModel: (model) =>
      error(
        400,
        `/chat/completions: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models for your key.`,
        'invalid_request_error',
      ),
    overflow: (question) => {
      const refusal = behind.words.overflow(question);
      return refusal && wrap(refusal, 'ContextWindowExceededError: litellm.BadRequestError');
    },
    streamError: { error: { message: 'litellm.APIError: Hosted_vllmException', type: null, param: null, code: '500' } },
  });
  return {
    server: 'litellm',
    name: 'LiteLLM proxy',
    release,
    origin: 'public logs of LiteLLM; vLLM 0.11.0 behind it',
    headers: { server: 'uvicorn', 'x-litellm-version': release, 'x-litellm-call-id': '0a0b0c0d' },
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
      '/health/liveliness': { method: 'GET', answer: () => ({ json: "I'm alive!" }) },
      '/model/info': {
        method: 'GET',
        answer: ({ models }) => ({
          json: { data: models.map(({ id }) => ({ model_name: id, model_info: { max_input_tokens: null } })) },
        }),
      },
    },
    isOpen: (path) => path.startsWith('/health/live') || path === '/',
    list: {
      wrap: (rows) => ({ data: rows, object: 'list' }),
      row: ({ id }) => ({ id, object: 'model', created: 1_677_610_602, owned_by: 'openai' }),
    },
    words: {
      ...words,
      template: (sentence) => wrap(behind.words.template(sentence)),
      engineDead: () => wrap(behind.words.engineDead(), 'InternalServerError'),
    },
    style: { ...plainStyle, callId: behind.style.callId, reasoning: ['reasoning_content'] },
    tools: {
      withoutParser: 'refuse',
      refuse: (choice) => {
        const refusal = behind.tools.refuse?.(choice);
        return refusal && wrap(refusal);
      },
    },
  };
}

/** Its code is a text, and so is a type or a parameter that is not known. */
function error(status: number, message: string, type = 'None'): Refusal {
  return { status, body: { error: { message, type, param: 'None', code: String(status) } } };
}
