import type { JsonObject } from '../../src/config/json.js';
import type { SimulatorOptions } from '../../src/simulate/types.js';

/** One server as it is, one config as somebody wrote it, and what the doctor has to say first. */
export interface Cell {
  readonly server: string;
  readonly config: string;
  /** OpenClaw release. */
  readonly release: Release;
  readonly options: Partial<SimulatorOptions>;
  readonly written: Written;
  readonly env?: Readonly<Record<string, string>>;
  /** Rule of the first finding; `healthy`: no error and no warning. */
  readonly expect: string;
  /** For one answer; 5 s unless said. */
  readonly timeoutMs?: number;
}

export type Release = '2026.4.22' | '2026.9.6';

/** How a config differs from one that is in order. */
export interface Written {
  /** Behind the origin of the server; `/v1` unless said. A whole URL stands for itself. */
  readonly path?: string;
  /** Scheme in place of http. */
  readonly scheme?: string;
  readonly providerId?: string;
  readonly modelId?: string;
  /** Of the provider block; null takes a key away. */
  readonly block?: JsonObject;
  /** Of the model row; null takes a key away. */
  readonly row?: JsonObject;
  /** Of the whole config. */
  readonly more?: JsonObject;
}

/** A rule by its id, or one of two that tell the same cause from two sides. */
type Row = readonly [
  server: string,
  options: Partial<SimulatorOptions>,
  config: string,
  written: Written,
  expect: string,
  more?: Pick<Cell, 'timeoutMs' | 'env'> & { readonly release?: Release },
];

const good: Written = {};
const old = { release: '2026.4.22' } as const;
const short = { timeoutMs: 900 } as const;
const chat = ['/v1/chat/completions'] as const;
const key = { apiKey: 'sk-fake-right' } as const;

const network: readonly Row[] = [
  ['nobody listens', { faults: [{ kind: 'refuse' }] }, 'good', good, 'network/refused'],
  ['nobody listens', { faults: [{ kind: 'refuse' }] }, 'good', good, 'network/refused', old],
  ['never answers', { faults: [{ kind: 'hang' }] }, 'good', good, 'network/timeout', short],
  ['drips a byte at a time', { faults: [{ kind: 'slow-drip' }] }, 'good', good, 'network/timeout', short],
  ['closes at once', { faults: [{ kind: 'close' }] }, 'good', good, 'network/server-error'],
  ['a web page with 200', { faults: [{ kind: 'html' }] }, 'good', good, 'network/not-an-openai-server'],
  ['text with 200', { faults: [{ kind: 'not-json' }] }, 'good', good, 'network/not-an-openai-server'],
  ['redirects elsewhere', { faults: [{ kind: 'redirect' }] }, 'good', good, 'network/not-an-openai-server'],
  ['429', { faults: [{ kind: 'rate-limit' }] }, 'good', good, 'network/rate-limited'],
  [
    '429 with Retry-After 60',
    { faults: [{ kind: 'rate-limit', retryAfter: 60 }] },
    'good',
    good,
    'network/rate-limited',
  ],
  ['429 on chat', { faults: [{ kind: 'rate-limit', paths: chat }] }, 'good', good, 'network/rate-limited'],
  ['429 once, Retry-After 0', { faults: [{ kind: 'rate-limit', times: 1, retryAfter: 0 }] }, 'good', good, 'healthy'],
  ['dead engine', { faults: [{ kind: 'server-error' }] }, 'good', good, 'network/server-error'],
  ['dead engine on chat', { faults: [{ kind: 'server-error', paths: chat }] }, 'good', good, 'network/server-error'],
  [
    'dead engine of 0.10.0',
    { release: '0.10.0', faults: [{ kind: 'server-error', paths: chat }] },
    'good',
    good,
    'network/server-error',
    old,
  ],
  ['engine dies, port closes', { faults: [{ kind: 'crash' }] }, 'good', good, 'network/server-error'],
  ['restarts in the middle', { faults: [{ kind: 'restart', times: 1 }] }, 'good', good, 'network/server-restarted'],
  [
    'restarts again and again',
    { faults: [{ kind: 'restart' }] },
    'good',
    good,
    'network/server-restarted|network/server-error',
  ],
  [
    'Internal Server Error on chat',
    { faults: [{ kind: 'internal-error', paths: chat }] },
    'good',
    good,
    'network/server-error',
  ],
  ['starting, 503', { faults: [{ kind: 'loading' }] }, 'good', good, 'network/server-starting|network/server-error'],
  [
    'llama.cpp loads',
    { server: 'llama.cpp', faults: [{ kind: 'loading' }] },
    'good',
    good,
    'network/server-starting|network/server-error',
  ],
  ['starting, then ready', { faults: [{ kind: 'loading', times: 2 }] }, 'good', good, 'healthy'],
  ['502 of a proxy', { faults: [{ kind: 'bad-gateway' }] }, 'good', good, 'network/server-error'],
  [
    '504 of a proxy on chat',
    { faults: [{ kind: 'gateway-timeout', paths: chat }] },
    'good',
    good,
    'timeouts/proxy-timeout-below',
  ],
  ['healthy', {}, 'https for http', { scheme: 'https' }, 'network/tls'],
  ['healthy', {}, 'name that does not exist', { path: 'http://no-such-host.invalid:8000/v1' }, 'network/dns'],
];

const auth: readonly Row[] = [
  ['wants a key', key, 'another key', good, 'auth/server-refuses-key'],
  ['wants a key', key, 'another key', good, 'auth/server-refuses-key', old],
  ['wants a key', key, 'the right key', { block: { apiKey: 'sk-fake-right' } }, 'healthy'],
  [
    'wants a key',
    key,
    'name of a variable that is not set',
    { block: { apiKey: 'BOX_KEY' }, providerId: 'box' },
    'auth/literal-env-name',
  ],
  [
    'wants a key',
    key,
    'the key in a variable',
    { block: { apiKey: '${BOX_KEY}' } },
    'healthy',
    { env: { BOX_KEY: 'sk-fake-right' } },
  ],
  [
    'wants a key on chat, not on models',
    { ...key, faults: [{ kind: 'open-models' }] },
    'another key',
    good,
    'auth/server-refuses-key',
  ],
  ['llama.cpp with a key', { ...key, server: 'llama.cpp' }, 'another key', good, 'auth/server-refuses-key'],
  ['LiteLLM with a key', { ...key, server: 'litellm' }, 'another key', good, 'auth/server-refuses-key'],
  [
    'LiteLLM 1.106 without a database',
    { ...key, server: 'litellm', release: '1.106.2' },
    'another key',
    good,
    'auth/server-refuses-key',
  ],
  ['TabbyAPI with a key', { ...key, server: 'tabbyapi' }, 'another key', good, 'auth/server-refuses-key'],
  ['refuses every key', { faults: [{ kind: 'key-refused' }] }, 'good', good, 'auth/server-refuses-key'],
];

const place: readonly Row[] = [
  ['healthy', {}, 'no /v1', { path: '' }, 'provider/base-url-path'],
  ['healthy', {}, 'no /v1', { path: '' }, 'provider/base-url-path', old],
  ['healthy', {}, '/v1 twice', { path: '/v1/v1' }, 'provider/base-url-path'],
  ['healthy', {}, 'whole endpoint', { path: '/v1/chat/completions' }, 'provider/base-url-path'],
  ['SGLang', { server: 'sglang' }, 'no /v1', { path: '' }, 'provider/base-url-path'],
  ['LM Studio', { server: 'lmstudio' }, 'no /v1', { path: '' }, 'provider/base-url-path'],
  ['Ollama', { server: 'ollama' }, 'no /v1', { path: '', providerId: 'box' }, 'provider/base-url-path'],
  ['llama.cpp', { server: 'llama.cpp' }, 'no /v1', { path: '' }, 'healthy'],
  ['LiteLLM', { server: 'litellm' }, 'no /v1', { path: '', providerId: 'litellm' }, 'healthy'],
  ['routes at the root', { basePath: '' }, '/v1', good, 'provider/base-url-path'],
  ['has no model list', { faults: [{ kind: 'models-missing' }] }, 'good', good, 'healthy'],
];

const model: readonly Row[] = [
  ['healthy', {}, 'another id', { modelId: 'no-such-model' }, 'provider/model-not-served'],
  ['healthy', {}, 'another id', { modelId: 'no-such-model' }, 'provider/model-not-served', old],
  ['vLLM 0.10.0', { release: '0.10.0' }, 'another id', { modelId: 'no-such-model' }, 'provider/model-not-served'],
  [
    'Ollama',
    { server: 'ollama', models: [{ id: 'qwen3:4b', maxModelLen: 131072 }] },
    'no tag',
    { modelId: 'qwen3', providerId: 'box' },
    'provider/model-not-served',
  ],
  ['LiteLLM', { server: 'litellm' }, 'another id', { modelId: 'no-such-model' }, 'provider/model-not-served'],
  ['llama.cpp', { server: 'llama.cpp' }, 'another id', { modelId: 'no-such-model' }, 'healthy'],
  ['empty list, any id', { server: 'sglang', faults: [{ kind: 'no-models' }] }, 'good', good, 'healthy'],
  [
    'an adapter',
    {
      models: [
        { id: 'base', maxModelLen: 131072 },
        { id: 'm1', maxModelLen: 131072, parent: 'base' },
      ],
    },
    'good',
    good,
    'healthy',
  ],
];

const window16 = { models: [{ id: 'm1', maxModelLen: 16384 }] } as const;
const context: readonly Row[] = [
  [
    'serves 65536',
    { models: [{ id: 'm1', maxModelLen: 65536 }] },
    'window 131072',
    good,
    'context/window-exceeds-served',
  ],
  [
    'serves 65536',
    { models: [{ id: 'm1', maxModelLen: 65536 }] },
    'window 131072',
    good,
    'context/window-exceeds-served',
    old,
  ],
  [
    'llama.cpp serves 65536',
    { server: 'llama.cpp', models: [{ id: 'm1', maxModelLen: 65536 }] },
    'window 131072',
    good,
    'context/window-exceeds-served',
  ],
  [
    'LM Studio loaded 65536',
    { server: 'lmstudio', models: [{ id: 'm1', maxModelLen: 65536 }] },
    'window 131072',
    good,
    'context/window-exceeds-served',
  ],
  [
    'Ollama runs 65536',
    { server: 'ollama', models: [{ id: 'm1', maxModelLen: 65536 }] },
    'window 131072',
    { providerId: 'box' },
    'context/window-exceeds-served',
  ],
  [
    'adapter of a 65536 base',
    {
      models: [
        { id: 'base', maxModelLen: 65536 },
        { id: 'm1', maxModelLen: 65536, parent: 'base' },
      ],
    },
    'window 131072',
    good,
    'context/window-exceeds-served',
  ],
  [
    'serves 16384',
    window16,
    'window 16384, answer 4096',
    { row: { contextWindow: 16384, maxTokens: 4096 } },
    'context/prompt-fills-window',
    old,
  ],
  [
    'serves 8192',
    { models: [{ id: 'm1', maxModelLen: 8192 }] },
    'window 8192',
    { row: { contextWindow: 8192, maxTokens: 2048 } },
    'context/prompt-fills-window|context/answer-clamped',
  ],
  [
    'serves 8192',
    { models: [{ id: 'm1', maxModelLen: 8192 }] },
    'window 8192',
    { row: { contextWindow: 8192, maxTokens: 2048 } },
    'context/window-below-floor',
    old,
  ],
  ['healthy', {}, 'answer of 16 tokens', { row: { maxTokens: 16 } }, 'context/max-tokens-tiny'],
  [
    'serves 16384',
    window16,
    'window 16384, answer 8192',
    { row: { contextWindow: 16384, maxTokens: 8192 } },
    'context/prompt-fills-window|context/answer-clamped',
  ],
  [
    'serves 32768',
    { models: [{ id: 'm1', maxModelLen: 32768 }] },
    'window and answer 32768',
    { row: { contextWindow: 32768, maxTokens: 32768 } },
    'context/no-room-for-answer',
    old,
  ],
  [
    'vLLM 0.18.0 serves 32768',
    { release: '0.18.0', models: [{ id: 'm1', maxModelLen: 32768 }] },
    'window and answer 32768',
    { row: { contextWindow: 32768, maxTokens: 32768 } },
    'context/no-room-for-answer',
    old,
  ],
  ['tells no window', { faults: [{ kind: 'no-window' }] }, 'good', good, 'healthy'],
  ['window is null', { faults: [{ kind: 'null-window' }] }, 'good', good, 'healthy'],
  ['window is a text', { faults: [{ kind: 'text-window' }] }, 'good', good, 'healthy'],
];

const tools: readonly Row[] = [
  ['no tool flags', { tools: false }, 'good', good, 'tools/auto-choice-refused'],
  ['no tool flags', { tools: false }, 'good', good, 'tools/auto-choice-refused', old],
  ['no tool flags, 0.8.5', { tools: false, release: '0.8.5' }, 'good', good, 'tools/auto-choice-refused', old],
  ['no tool flags, 0.25.1', { tools: false, release: '0.25.1' }, 'good', good, 'tools/auto-choice-refused'],
  ['no tool flags', { tools: false }, 'supportsTools false', { row: { compat: { supportsTools: false } } }, 'healthy'],
  [
    'hermes calls, llama3 parser',
    { toolFormat: 'hermes', toolParser: 'llama3_json' },
    'good',
    good,
    'tools/raw-tool-call',
  ],
  [
    'qwen3_coder calls, hermes parser',
    { toolFormat: 'qwen3_coder', toolParser: 'hermes' },
    'good',
    good,
    'tools/raw-tool-call',
  ],
  [
    'mistral calls, hermes parser',
    { toolFormat: 'mistral', toolParser: 'hermes' },
    'good',
    good,
    'tools/raw-tool-call',
    old,
  ],
  [
    'pythonic calls, hermes parser',
    { toolFormat: 'pythonic', toolParser: 'hermes' },
    'good',
    good,
    'tools/raw-tool-call',
  ],
  ['SGLang without a parser', { server: 'sglang', tools: false }, 'good', good, 'tools/raw-tool-call'],
  ['arguments that are no JSON', { faults: [{ kind: 'broken-arguments' }] }, 'good', good, 'tools/arguments-broken'],
  [
    'Ollama, model without tools',
    { server: 'ollama', tools: false },
    'good',
    { providerId: 'box' },
    'tools/tools-refused',
  ],
  ['llama.cpp without --jinja', { server: 'llama.cpp', tools: false }, 'good', good, 'tools/tools-refused'],
];

const shape: readonly Row[] = [
  ['roles must alternate', { rolesMustAlternate: true }, 'good', good, 'compat/roles-must-alternate'],
  ['roles must alternate', { rolesMustAlternate: true }, 'good', good, 'healthy', old],
  ['strings only', { stringContentOnly: true }, 'good', good, 'compat/string-content'],
  ['strings only', { stringContentOnly: true }, 'good', good, 'compat/string-content', old],
  [
    'strings only',
    { stringContentOnly: true },
    'requiresStringContent',
    { row: { compat: { requiresStringContent: true } } },
    'healthy',
  ],
  ['system first', { template: ['system-first'] }, 'good', good, 'healthy'],
  ['no developer role', { template: ['no-developer'] }, 'good', good, 'healthy'],
  ['no chat template', { template: ['missing'] }, 'good', good, 'compat/no-chat-template|compat/request-refused'],
  ['no system role', { template: ['no-system'] }, 'good', good, 'compat/system-refused'],
  ['refuses store', { refusedFields: ['store'] }, 'good', good, 'healthy'],
  ['refuses store', { refusedFields: ['store'] }, 'good', good, 'compat/store-refused', old],
  [
    'refuses store',
    { refusedFields: ['store'] },
    'supportsStore false',
    { row: { compat: { supportsStore: false } } },
    'healthy',
    old,
  ],
  ['wants max_tokens', { refusedFields: ['max_completion_tokens'] }, 'good', good, 'compat/max-tokens-field'],
  [
    'wants max_tokens',
    { refusedFields: ['max_completion_tokens'] },
    'maxTokensField',
    { row: { compat: { maxTokensField: 'max_tokens' } } },
    'healthy',
  ],
  ['thinks aloud', { reasoning: 'raw' }, 'good', good, 'compat/reasoning-leak'],
  ['thinks aloud, unopened', { reasoning: 'unopened' }, 'good', good, 'compat/reasoning-leak', old],
  ['thinks in a field', { reasoning: 'parsed' }, 'good', good, 'healthy'],
  ['repeats one token', { faults: [{ kind: 'garbage' }] }, 'good', good, 'compat/degenerate-output'],
];

const stream: readonly Row[] = [
  ['cut in the stream', { faults: [{ kind: 'cut' }] }, 'good', good, 'network/server-error|compat/stream-broken'],
  ['stalls in the stream', { faults: [{ kind: 'stall' }] }, 'good', good, 'compat/stream-broken', short],
  ['half JSON in the stream', { faults: [{ kind: 'half-json' }] }, 'good', good, 'compat/stream-broken'],
  ['error in the stream', { faults: [{ kind: 'stream-error' }] }, 'good', good, 'compat/stream-broken'],
  [
    'error in the stream, 0.10.0',
    { release: '0.10.0', faults: [{ kind: 'stream-error' }] },
    'good',
    good,
    'compat/stream-broken',
    old,
  ],
  ['no stream at all', { faults: [{ kind: 'not-streamed' }] }, 'good', good, 'compat/stream-broken'],
  ['no stream at all', { faults: [{ kind: 'not-streamed' }] }, 'good', good, 'compat/stream-broken', old],
  ['wrong content type', { faults: [{ kind: 'wrong-type' }] }, 'good', good, 'healthy'],
  ['no blank lines', { faults: [{ kind: 'no-blank-lines' }] }, 'good', good, 'compat/stream-broken'],
  [
    'no choices',
    { faults: [{ kind: 'no-choices' }] },
    'good',
    good,
    'compat/stream-broken|compat/answer-empty|network/not-an-openai-server',
  ],
  ['content is null', { faults: [{ kind: 'content-null' }] }, 'good', good, 'compat/answer-empty'],
  ['no finish_reason', { faults: [{ kind: 'no-finish' }] }, 'good', good, 'healthy'],
  ['no usage', { faults: [{ kind: 'no-usage' }] }, 'good', good, 'compat/stream-usage'],
  ['usage is null', { faults: [{ kind: 'usage-null' }] }, 'good', good, 'compat/stream-usage', old],
  ['no [DONE]', { faults: [{ kind: 'no-done' }] }, 'good', good, 'healthy'],
  ['CRLF', { faults: [{ kind: 'crlf' }] }, 'good', good, 'healthy'],
  ['no space behind data:', { faults: [{ kind: 'no-space' }] }, 'good', good, 'healthy'],
  ['first token after 3 s', { faults: [{ kind: 'slow-first-token', times: 1 }] }, 'good', good, 'healthy'],
];

const config: readonly Row[] = [
  ['healthy', {}, 'no api', { block: { api: null } }, 'provider/adapter-missing', old],
  ['healthy', {}, 'key of nobody', { more: { modle: {} } }, 'schema/unknown-key'],
  ['healthy', {}, 'other provider id', { providerId: 'box' }, 'healthy'],
  [
    'serves 65536, dead engine',
    { models: [{ id: 'm1', maxModelLen: 65536 }], faults: [{ kind: 'server-error', paths: chat }] },
    'window 65536',
    { row: { contextWindow: 65536 } },
    'network/server-error',
  ],
];

function toCell([server, options, named, written, expected, more = {}]: Row): Cell {
  return { server, options, config: named, written, expect: expected, ...more, release: more.release ?? '2026.9.6' };
}

export const faultCells: readonly Cell[] = [
  ...network,
  ...auth,
  ...place,
  ...model,
  ...context,
  ...tools,
  ...shape,
  ...stream,
  ...config,
].map(toCell);
