import type { JsonObject } from '../../config/json.js';
import { invalidRequest, type Refusal, refuse, sentence, unauthorized } from '../refusal.js';
import { isSince } from '../release.js';
import type { SimulatedModel } from '../types.js';
import { checkWindow, newest } from '../window.js';
import { fastApi } from './forms.js';
import type { CompletionStyle, Plain, Profile, Route, Scene, ToolHabits, Words } from './profile.js';

/** Releases between which answers differ in a way that a client can see; any other release takes its place between them. */
export const vllmReleases = [
  '0.8.5',
  '0.10.0',
  '0.11.0',
  '0.14.1',
  '0.16.0',
  '0.18.0',
  '0.25.1',
  '0.31.0',
  '0.32.0',
] as const;

/** vLLM, read in the source of 0.2.0 to 0.25.1; 0.14.1, 0.31.0 and 0.32.0 recorded. */
export function vllm(release: string): Profile {
  return {
    server: 'vllm',
    name: 'vLLM',
    release,
    origin: 'source of vLLM 0.2.0 to 0.25.1, recordings of 0.14.1, 0.31.0 and 0.32.0',
    headers: { server: 'uvicorn' },
    routes: routesOf(release),
    // The key guards the API routes only; OPTIONS is never checked.
    isOpen: (path, method) => method === 'OPTIONS' || !path.startsWith('/v1'),
    list: { row: vllmRow, windowAt: ['max_model_len'] },
    words: wordsOf(release),
    style: styleOf(release),
    tools: toolsOf(release),
    tokenize: {
      chatForm: isSince(release, '0.5.3'),
      // Tools are left out of the count, without a word, before 0.9.0.
      countsTools: isSince(release, '0.9.0'),
      body: (tokens, window) => ({
        count: tokens.length,
        max_model_len: window,
        tokens,
        ...(isSince(release, '0.9.1') && { token_strs: null }),
      }),
    },
  };
}

function routesOf(release: string): Readonly<Record<string, Route>> {
  const rows: readonly (readonly [since: string, path: string, route: Route])[] = [
    ['0.2.0', '/v1/models', { method: 'GET', answer: 'models' }],
    ['0.2.0', '/v1/chat/completions', { method: 'POST', answer: 'chat' }],
    ['0.10.0', '/v1/responses', { method: 'POST', answer: 'responses' }],
    ['0.5.1', '/tokenize', { method: 'POST', answer: 'tokenize' }],
    ['0.4.0', '/version', { method: 'GET', answer: (scene) => ({ json: { version: scene.release } }) }],
    ['0.2.0', '/health', { method: 'GET', answer: () => empty }],
    ['0.7.0', '/ping', { method: 'GET', answer: () => empty }],
    ['0.8.0', '/load', { method: 'GET', answer: () => ({ json: { server_load: 0 } }) }],
    ['0.3.0', '/metrics', { method: 'GET', answer: 'metrics' }],
  ];
  return Object.fromEntries(rows.filter(([since]) => isSince(release, since)).map(([, path, route]) => [path, route]));
}

const empty: Plain = { text: '', type: '' };

/** A row of `GET /v1/models`; `created` is the time of the request. */
export function vllmRow({ id, root, parent, maxModelLen }: SimulatedModel, { now, newId }: Scene): JsonObject {
  const permission = { id: `modelperm-${newId(32)}`, object: 'model_permission', created: now, ...permissions };
  return {
    id,
    object: 'model',
    created: now,
    owned_by: 'vllm',
    root: root ?? id,
    parent: parent ?? null,
    // An adapter runs in the window of its parent and has none of its own.
    max_model_len: parent === undefined ? maxModelLen : null,
    permission: [permission],
  };
}

const permissions = {
  allow_create_engine: false,
  allow_sampling: true,
  allow_logprobs: true,
  allow_search_indices: false,
  allow_view: true,
  allow_fine_tuning: false,
  organization: '*',
  group: null,
  is_blocking: false,
};

type Steps = readonly (string | number)[];
const anyMessage = 'ChatCompletionDeveloperMessageParam';

function wordsOf(release: string): Words & Required<Pick<Words, 'conflict'>> {
  const isNewest = isSince(release, newest);
  const pydantic = (type: string, path: Steps, msg: string, param?: string): Refusal => {
    // A message without a role fits none of eleven classes; the first complaint is about this one.
    const steps = path.at(-1) === 'role' ? ['body', ...path.slice(0, -1), anyMessage, 'role'] : ['body', ...path];
    if (isNewest) {
      const loc = steps.join('.');
      return invalidRequest(release, sentence('vllm.pydantic-path', { count: 1, errorType: type, loc, msg }), loc);
    }
    const tuple = steps.map((step) => (typeof step === 'number' ? step : `'${step}'`)).join(', ');
    const loc = path.length === 0 ? `${tuple},` : tuple;
    const text = sentence('vllm.pydantic', { count: 1, errorType: type, loc, msg });
    return invalidRequest(release, text.replace('1 validation errors', '1 validation error'), param);
  };
  // Named as a Python class or as a phrase of HTTP: recorded of 0.32.0 and 0.14.1.
  const type =
    isSince(release, '0.9.0') && !isSince(release, '0.15.0') ? 'Internal Server Error' : 'InternalServerError';
  const dead = () => refuse(release, { status: 500, type, message: sentence('vllm.engine-dead') });
  return {
    ...fastApi,
    unauthorized: () => unauthorized,
    unknownModel: (model, served) => {
      const aliases = { model, list: served.join(', ') };
      const message = isNewest
        ? sentence('vllm.model-not-found-aliases', aliases)
        : sentence('vllm.model-not-found', { model });
      return refuse(release, { status: 404, type: 'NotFoundError', message, param: 'model' });
    },
    invalid: (message, param) => invalidRequest(release, message, param),
    conflict: (message, param) => {
      if (isNewest) return refuse(release, { message: `${message} (parameter=${param})`, param });
      // Until some release behind 0.25.1 pydantic ran these checks and wrapped the sentence; it named no field but this one.
      if (!isSince(release, '0.9.0')) return invalidRequest(release, message, param);
      const named = param === 'stream_options' ? param : undefined;
      return pydantic('value_error', [], `Value error, ${message}`, named);
    },
    missing: (...path) => pydantic('missing', path, 'Field required'),
    wrongType: (field, kind) =>
      kind === 'list'
        ? pydantic('list_type', [field], 'Input should be a valid list')
        : pydantic('int_parsing', [field], 'Input should be a valid integer, unable to parse string as an integer'),
    unexpected: (field) => pydantic('extra_forbidden', [field], 'Extra inputs are not permitted'),
    template: (message) => {
      const twice = isSince(release, '0.9.0') && !isSince(release, '0.15.0');
      return refuse(release, { message: twice ? `${message} ${message}` : message });
    },
    ...(isNewest && { noMessages: () => refuse(release, { message: sentence('vllm.template.empty') }) }),
    overflow: (question) => checkWindow({ ...question, release }),
    notJson: () => pydantic('json_invalid', [0], 'JSON decode error'),
    engineDead: dead,
    loading: () => ({ status: 503, body: JSON.parse(sentence('vllm.scaling')) }),
    streamError: () => dead().body,
  };
}

function toolsOf(release: string): ToolHabits {
  return {
    withoutParser: 'refuse',
    refuse: (choice) => {
      // Tools without a choice mean "auto"; a forced call did without a parser until 0.13.
      if (choice === 'none') return undefined;
      if (choice === 'auto') return refuse(release, { message: sentence('vllm.tools.auto-needs-flags') });
      if (!isSince(release, '0.14.0')) return undefined;
      return refuse(release, { message: sentence('vllm.tools.forced-needs-parser', { choice: printed(choice) }) });
    },
    ...(isSince(release, '0.20.0') && {
      refuseEmpty: () => wordsOf(release).conflict(sentence('vllm.tools.empty-array'), 'tools'),
    }),
  };

  /** 0.14.1 prints the object, 0.32.0 its name (both recorded). */
  function printed(choice: 'required' | { readonly name: string }): string {
    if (choice === 'required') return '"required"';
    if (isSince(release, newest)) return `function "${choice.name}"`;
    return `"function=ChatCompletionNamedFunction(name='${choice.name}') type='function'"`;
  }
}

/** Keys that hold null without the feature behind them; recorded of 0.14.1 to 0.32.0, "since" read in the source. */
function nullKeys(release: string, rows: readonly (readonly [since: string, key: string])[]): JsonObject {
  return Object.fromEntries(rows.flatMap(([since, key]) => (isSince(release, since) ? [[key, null]] : [])));
}

function styleOf(release: string): CompletionStyle {
  return {
    idPrefix: 'chatcmpl-',
    callId: (newId) => `chatcmpl-tool-${newId(isSince(release, '0.14.0') ? 16 : 32)}`,
    // `reasoning_content` 0.7.1-0.15.1, `reasoning` 0.11.1 on: null without a reasoning parser.
    reasoning: [
      ...(isSince(release, '0.11.1') ? (['reasoning'] as const) : []),
      ...(isSince(release, '0.16.0') ? [] : (['reasoning_content'] as const)),
    ],
    nullReasoning: true,
    message: { refusal: null, annotations: null, audio: null, function_call: null },
    // The key is dropped when empty from 0.24.0 on.
    emptyToolCalls: !isSince(release, '0.24.0'),
    nullLogprobs: true,
    choice: {
      stop_reason: null,
      ...nullKeys(release, [
        ['0.10.2', 'token_ids'],
        [newest, 'routed_experts'],
      ]),
    },
    chunkChoice: { logprobs: null },
    whole: {
      ...nullKeys(release, [
        ['0.10.0', 'service_tier'],
        ['0.10.0', 'system_fingerprint'],
      ]),
      ...(isSince(release, '0.21.0') && { system_fingerprint: `vllm-${release}-00000000` }),
      prompt_logprobs: null,
      ...nullKeys(release, [
        ['0.10.2', 'prompt_token_ids'],
        [newest, 'prompt_text'],
        ['0.10.0', 'kv_transfer_params'],
        [newest, 'ec_transfer_params'],
        [newest, 'metrics'],
      ]),
    },
    chunk: {},
    firstChunk: nullKeys(release, [
      ['0.10.2', 'prompt_token_ids'],
      [newest, 'prompt_text'],
    ]),
    usage: {
      prompt_tokens_details: null,
      // Filled with a reasoning parser only.
      ...nullKeys(release, [[newest, 'completion_tokens_details']]),
    },
    // A call that was forced by name ends with "stop" (0.6.0 to 0.25.1), one that the model chose with "tool_calls".
    forcedFinish: 'stop',
    wholeCalls: false,
    alwaysUsage: false,
    streamType: 'text/event-stream; charset=utf-8',
  };
}
