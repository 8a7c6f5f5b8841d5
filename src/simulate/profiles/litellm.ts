import type { Refusal } from '../refusal.js';
import { isSince } from '../release.js';
import { fastApi, plainStyle, plainText, wordsFrom } from './forms.js';
import type { Profile } from './profile.js';
import { vllm } from './vllm.js';

// The vLLM behind it, as recorded.
const upstream = '0.31.0';

/**
 * LiteLLM's proxy in front of a vLLM: errors are wrapped and their codes are texts. From 1.106 on its list tells the window of the vLLM, and
 * a key that it does not know ends in a search for a database; of the releases before that the list hides the window.
 */
export function liteLlm(release: string): Profile {
  const tellsWindow = isSince(release, '1.106.0');
  const behind = vllm(upstream);
  const wrap = ({ status, body }: Refusal, kind = 'BadRequestError'): Refusal =>
    error(
      status,
      `litellm.${kind}: Hosted_vllmException - ${JSON.stringify(body)}\n\nLiteLLM: model group 'simulated' failed with the error above. No fallback was attempted.`,
    );
  const words = wordsFrom({
    ...fastApi,
    error: (status, message) => wrap({ status, body: { error: { message, type: 'BadRequestError', code: status } } }),
    noMessages: () => missing('messages'),
    notJson: () =>
      error(400, 'Invalid JSON payload: unexpected end of data: line 1 column 10 (char 9)', 'request_body'),
    unauthorized: tellsWindow ? withoutDatabase : withDatabase,
    unknownModel: (model) =>
      error(
        400,
        `/chat/completions: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models for your key.`,
      ),
    overflow: (question) => {
      const refusal = behind.words.overflow(question);
      return (
        refusal && wrap(refusal, 'ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError')
      );
    },
    streamError: { error: { message: 'litellm.APIError: Hosted_vllmException', type: null, param: null, code: '500' } },
  });
  return {
    server: 'litellm',
    name: 'LiteLLM proxy',
    release,
    origin: 'LiteLLM 1.106.2 in front of vLLM 0.31.0, recorded; keys and lists of releases before from public logs',
    headers: {},
    routes: {
      '/v1/models': { method: 'GET', answer: 'models' },
      '/models': { method: 'GET', answer: 'models' },
      '/v1/chat/completions': { method: 'POST', answer: 'chat' },
      '/chat/completions': { method: 'POST', answer: 'chat' },
      '/v1/responses': { method: 'POST', answer: 'responses' },
      '/': { method: 'GET', answer: () => ({ json: 'LiteLLM: RUNNING' }) },
      '/health': { method: 'GET', answer: ({ models }) => ({ json: health(models.map(({ id }) => id)) }) },
      '/health/liveliness': { method: 'GET', answer: () => ({ json: "I'm alive!" }) },
      '/model/info': {
        method: 'GET',
        answer: ({ models }) => ({
          json: { data: models.map(({ id }) => ({ model_name: id, model_info: { max_input_tokens: null } })) },
        }),
      },
    },
    // What is no route is not found before anybody asks for a key.
    isOpen: (path) => !guarded.test(path),
    keyHeaders: ['x-api-key'],
    list: {
      wrap: (rows) => ({ data: rows, object: 'list' }),
      row: ({ id, maxModelLen }) => ({
        id,
        object: 'model',
        created: 1_677_610_602,
        owned_by: 'openai',
        ...(tellsWindow && { max_input_tokens: maxModelLen, max_output_tokens: maxModelLen }),
      }),
      ...(tellsWindow && { windowAt: ['max_input_tokens'] }),
    },
    words: {
      ...words,
      emptyBody: () => missing('messages'),
      conflict: (message, param) =>
        wrap({ status: 400, body: { error: { message, type: 'BadRequestError', param, code: 400 } } }),
      template: (sentence) => wrap(behind.words.template(sentence)),
      engineDead: () => wrap(behind.words.engineDead(), 'InternalServerError'),
    },
    style: {
      ...plainStyle,
      callId: behind.style.callId,
      nullLogprobs: false,
      reasoning: ['reasoning_content'],
      message: { provider_specific_fields: { reasoning: null, refusal: null } },
      choice: { provider_specific_fields: { stop_reason: null, routed_experts: null, token_ids: null } },
      whole: { system_fingerprint: `vllm-${upstream}` },
    },
    tools: {
      withoutParser: 'refuse',
      refuseEmpty: () =>
        wrap({
          status: 400,
          body: { error: { message: emptyTools, type: 'BadRequestError', param: 'tools', code: 400 } },
        }),
      refuse: (choice) => {
        const refusal = behind.tools.refuse?.(choice);
        return refusal && wrap(refusal);
      },
    },
  };
}

const guarded = /^\/(?:v1\/)?(?:models|chat\/completions|responses|model\/info|health)$/;
const emptyTools =
  '`tools` must not be an empty array. Either provide at least one tool or omit the field entirely. (parameter=tools)';

function health(ids: readonly string[]) {
  return {
    healthy_endpoints: ids.map((id) => ({ model: `hosted_vllm/${id}`, model_id: '0a0b0c0d' })),
    unhealthy_endpoints: [],
    healthy_count: ids.length,
    unhealthy_count: 0,
  };
}

function missing(field: string): Refusal {
  return error(400, `/chat/completions: Missing required parameter: '${field}'.`, field);
}

// Without the package of its database somebody without a key gets an internal error (recorded, as installed from PyPI).
function withoutDatabase(given: boolean): Refusal {
  if (!given) return plainText(500, 'Internal Server Error');
  return {
    status: 400,
    body: { error: { message: 'No connected db.', type: 'no_db_connection', param: null, code: '400' } },
  };
}

function withDatabase(given: boolean): Refusal {
  const message = given
    ? 'Authentication Error, Invalid proxy server token passed. Unable to find token in cache or `LiteLLM_VerificationTokenTable`'
    : 'Authentication Error, No api key passed in.';
  const type = given ? 'token_not_found_in_db' : 'auth_error';
  return { status: 401, body: { error: { message, type, param: 'None', code: '401' } } };
}

/** Its code is a text. */
function error(status: number, message: string, param: string | null = null): Refusal {
  return { status, body: { error: { message, type: 'invalid_request_error', param, code: String(status) } } };
}
