import { type BrokenSetup, configOf, window } from './setup-config.js';

const key = 'fake-key-of-nobody';
const current = ['2026.9.6'];
const gpu = (apiKey: string) => configOf({ id: 'gpu', provider: { apiKey }, defaults: { model: '"gpu/m1"' } });
const rows = (text: string) => configOf({ provider: { models: text } });

/** Mistakes that fewer people make, and several at once. */
export const rarerSetups: readonly BrokenSetup[] = [
  {
    name: '0.0.0.0 and no /v1',
    config: configOf({ provider: { baseUrl: '"http://0.0.0.0:PORT/"' } }),
    releases: current,
  },
  {
    name: '0.0.0.0 and the full endpoint',
    config: configOf({ provider: { baseUrl: '"http://0.0.0.0:PORT/v1/chat/completions"' } }),
    releases: current,
  },
  { name: 'base URL of the list of models', config: configOf({ provider: { baseUrl: '"ORIGIN/v1/models"' } }) },
  { name: 'base URL with a query', config: configOf({ provider: { baseUrl: '"ORIGIN/v1?api-version=1"' } }) },
  { name: 'base URL without scheme and /v1', config: configOf({ provider: { baseUrl: '"localhost:PORT"' } }) },
  {
    name: 'served under the short name, nine references',
    config: configOf({
      model: { id: '"Qwen/Qwen3-32B"' },
      defaults: {
        model: '{ primary: "vllm/Qwen/Qwen3-32B", fallbacks: ["vllm/Qwen/Qwen3-32B"] }',
        models: '{ "vllm/Qwen/Qwen3-32B": { alias: "big" } /* allowed */ }',
        imageModel: '"vllm/Qwen/Qwen3-32B"',
        heartbeat: '{ every: "0m", model: "vllm/Qwen/Qwen3-32B" }',
        subagents: '{ model: "vllm/Qwen/Qwen3-32B" }',
      },
      rest: '',
    }).replace(
      '} },\n  models:',
      '}, list: [\n    { id: "main", model: "vllm/Qwen/Qwen3-32B" }, // me\n  ] },\n  models:',
    ),
    server: { models: [{ id: 'qwen3', root: 'Qwen/Qwen3-32B', maxModelLen: window }] },
  },
  {
    name: 'served under another spelling, reference by alias',
    config: configOf({
      model: { id: '"qwen3:32b"' },
      defaults: { model: '"big"', models: '{ "vllm/qwen3:32b": { alias: "big" } }' },
    }),
    server: { models: [{ id: 'qwen3-32b', maxModelLen: window }] },
  },
  { name: 'adapter named after the server', config: configOf({ provider: { api: '"vllm"' } }) },
  { name: 'adapter openai-compatible', config: configOf({ provider: { api: '"openai-compatible"' } }) },
  { name: 'adapter named by its route', config: configOf({ provider: { api: '"chat/completions"' } }) },
  { name: 'adapter as type', config: configOf({ provider: { type: '"openai-compatible"' } }) },
  { name: 'adapter under another name', config: configOf({ provider: { api: '', apiType: '"openai-completions"' } }) },
  { name: 'provider that is enabled by a key', config: configOf({ provider: { enabled: 'true' } }) },
  { name: 'provider with a title', config: configOf({ provider: { name: '"My vLLM"' } }) },
  { name: 'tools switched off beside compat', config: configOf({ model: { tools: 'false' } }) },
  { name: 'temperature of all agents', config: configOf({ defaults: { temperature: '0.2' } }) },
  {
    name: 'providers at the root',
    config: configOf({})
      .replace('models: { providers: {', 'providers: {')
      .replace('} }, // end of models', '}, // end of models'),
  },
  {
    name: 'temperature beside the alias',
    config: configOf({ defaults: { models: '{ "vllm/m1": { temperature: 0.3 } }' } }),
  },
  {
    name: 'models as an object',
    config: rows('{\n        m1: { name: "Model one", contextWindow: 65536, maxTokens: 4096 }, // one\n      }'),
  },
  { name: 'models as names', config: rows('["m1"] /* one */') },
  {
    name: 'one model and no list',
    config: rows('{ id: "m1", name: "Model one", contextWindow: 65536, maxTokens: 4096 } /* one */'),
  },
  { name: 'window with a comma', config: configOf({ model: { contextWindow: '"65,536"' } }) },
  { name: 'input as a word', config: configOf({ model: { input: '"text"' } }) },
  { name: 'reasoning: yes', config: configOf({ model: { reasoning: '"yes"' } }) },
  {
    name: 'one fallback and no list',
    config: configOf({ defaults: { model: '{ primary: "vllm/m1", fallbacks: "vllm/m1" }' } }),
  },
  { name: 'references as a list', config: configOf({ defaults: { model: '["vllm/m1"]' } }) },
  {
    name: 'text content only, and the switch is off',
    config: configOf({ model: { compat: '{ requiresStringContent: false }' } }),
    server: { stringContentOnly: true },
  },
  {
    name: 'template that wants turns in order',
    config: configOf({}),
    server: { rolesMustAlternate: true },
    releases: current,
    unsafe: true,
  },
  {
    name: 'server that knows max_tokens alone',
    config: configOf({}),
    server: { refusedFields: ['max_completion_tokens'] },
  },
  {
    name: 'neither tools nor parts',
    config: configOf({}),
    server: { tools: false, stringContentOnly: true },
    unsafe: true,
  },
  {
    name: 'key written as env:NAME',
    config: gpu('"env:GPU_KEY"'),
    env: { GPU_KEY: key },
    server: { apiKey: key },
    unsafe: true,
  },
  {
    name: 'key with the word Bearer before it',
    config: gpu(`"Bearer ${key}"`),
    server: { apiKey: key },
  },
  {
    name: 'variable with the word Bearer before it',
    config: gpu('"Bearer ${GPU_KEY}"'),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'variable with a letter too few',
    config: gpu('"${GPU_KY}"'),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'secret reference without a provider',
    config: gpu('{ source: "env", id: "GPU_KEY" } /* ref */'),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'numbers with letters and underscores, no colon',
    config: configOf({ model: { contextWindow: '64k', maxTokens: '4_096' } }).replace('api: "openai', 'api "openai'),
  },
  {
    name: 'window in quotes with a letter',
    config: configOf({ model: { contextWindow: '"64k"', maxTokens: '"4k"' } }),
  },
  {
    name: 'key in double braces',
    config: gpu('"{{GPU_KEY}}"'),
    env: { GPU_KEY: key },
    server: { apiKey: key },
    unsafe: true,
  },
  {
    name: 'key by the name of its variable',
    config: configOf({ id: 'gpu', provider: { apiKey: '', apiKeyEnv: '"GPU_KEY"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: key },
    server: { apiKey: key },
    unsafe: true,
  },
  {
    name: 'a space that is none, and no comma',
    config: configOf({}).replace('api: ', 'api:\u00a0').replace('"openai-completions",', '"openai-completions"'),
  },
  {
    name: 'two commas are missing',
    config: configOf({})
      .replace('"openai-completions",', '"openai-completions"')
      .replace('"vllm-local",', '"vllm-local"'),
  },
  {
    name: 'window too large, text of Windows',
    config: `\ufeff${configOf({ model: { contextWindow: '131072', maxTokens: '60000' } })
      .replaceAll('\n', '\r\n')
      .replaceAll('  ', '\t')}`,
    server: { models: [{ id: 'm1', maxModelLen: 32_768 }] },
  },
  {
    name: 'a comma is missing, text of Windows',
    config: configOf({}).replace('"openai-completions",', '"openai-completions"').replaceAll('\n', '\r\n'),
  },
  {
    name: 'window too large in the second of two includes',
    config: configOf({}).replace(
      /models: \{ providers[\s\S]*\/\/ end of models/,
      'models: { $include: ["./a.json5", "./b.json5"] }, // end of models',
    ),
    files: {
      'a.json5': '{ mode: "merge" /* a */ }\n',
      'b.json5':
        '{\n\tproviders: { vllm: { // box\n\t\tbaseUrl: "ORIGIN/v1", api: "openai-completions", apiKey: "x",\n\t\tmodels: [{ id: "m1", name: "one", contextWindow: 131072, maxTokens: 50000 }], // big\n\t} },\n}\n',
    },
    server: { models: [{ id: 'm1', maxModelLen: 32_768 }] },
  },
  {
    name: 'foreign names in an include',
    config: configOf({}).replace(
      /models: \{ providers[\s\S]*\/\/ end of models/,
      'models: { $include: "./b.json5" }, // end of models',
    ),
    files: {
      'b.json5':
        '{\n  providers: { vllm: { // box\n    base_url: "ORIGIN/v1", api: "openai-completions", apiKey: "x",\n    models: [{ id: "m1", name: "one", context_length: 65536, maxTokens: 4000 }], // big\n  } },\n}\n',
    },
  },
  {
    name: 'base URL in an include of an include',
    config: configOf({}).replace(
      /models: \{ providers[\s\S]*\/\/ end of models/,
      'models: { $include: "./b.json5" }, // end of models',
    ),
    files: {
      'b.json5': '{ providers: { vllm: { $include: "./c/d.json5" } } } // b\n',
      'c/d.json5':
        '{\n  // d\n  baseUrl: "ORIGIN", api: "openai-completions", apiKey: "x",\n  models: [{ id: "m1", name: "one", contextWindow: 65536, maxTokens: 4000 }],\n}\n',
    },
  },
  {
    name: 'five keys of the older generation',
    config: configOf({
      defaults: { llm: '{ idleTimeoutSeconds: 300 } /* slow box */', imageGenerationModel: '"vllm/m1"' },
      rest: '  meta: { lastTouchedVersion: "2026.4.22", lastTouchedAt: "2026-04-24T10:28:17.046Z" }, // stamp\n  tools: { exec: { timeoutSec: 900 } }, // exec\n  messages: { tts: { auto: "off" } }, // voice\n',
    }),
    releases: current,
  },
  {
    name: 'seven mistakes at once',
    config: configOf({
      provider: { baseUrl: '"0.0.0.0:PORT"', timeout: '300' },
      model: { id: '"Qwen/Qwen3-32B"', contextWindow: '131072', context_length: '131072' },
      defaults: { model: '"vllm/Qwen/Qwen3-32B"' },
    }),
    server: { models: [{ id: 'qwen', root: 'Qwen/Qwen3-32B', maxModelLen: window }], stringContentOnly: true },
    unsafe: true,
  },
  {
    name: 'no comma, no /v1, no such adapter',
    config: configOf({ provider: { baseUrl: '"ORIGIN"', api: '"openai"' } }).replace(
      'apiKey: "vllm-local",',
      'apiKey: "vllm-local"',
    ),
  },
];
