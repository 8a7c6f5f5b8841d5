import { rarerSetups } from './rarer-setups.js';
import { type BrokenSetup, configOf, window } from './setup-config.js';

const key = 'fake-key-of-nobody';
const [old, current] = [['2026.4.22'], ['2026.9.6']];

export const brokenSetups: readonly BrokenSetup[] = [
  ...rarerSetups,
  {
    name: 'window and answer larger than served',
    config: configOf({ model: { contextWindow: '131072', maxTokens: '60000' } }),
    server: { models: [{ id: 'm1', maxModelLen: 32_768 }] },
  },
  {
    name: 'answer limit as large as the window',
    config: configOf({ model: { contextWindow: '32768', maxTokens: '32768' } }),
    server: { models: [{ id: 'm1', maxModelLen: 32_768 }] },
    releases: old,
  },
  {
    name: 'window below the floor of the release',
    config: configOf({ model: { contextWindow: '3000', maxTokens: '1000' } }),
    releases: current,
  },
  {
    name: 'window of 8192 typed, 65536 served',
    config: configOf({ model: { contextWindow: '8192', maxTokens: '2048' } }),
  },
  { name: 'base URL without /v1', config: configOf({ provider: { baseUrl: '"ORIGIN"' } }) },
  { name: 'base URL with a slash and no /v1', config: configOf({ provider: { baseUrl: "'ORIGIN/'" } }) },
  {
    name: 'base URL with the full endpoint',
    config: configOf({ provider: { baseUrl: '"ORIGIN/v1/chat/completions"' } }),
  },
  { name: 'base URL with /v1 twice', config: configOf({ provider: { baseUrl: '"ORIGIN/v1/v1"' } }) },
  { name: 'base URL without a scheme', config: configOf({ provider: { baseUrl: '"127.0.0.1:PORT/v1"' } }) },
  {
    name: 'https for a server without TLS',
    config: configOf({ provider: { baseUrl: '"https://127.0.0.1:PORT/v1"' } }),
  },
  {
    name: 'base URL with 0.0.0.0',
    config: configOf({ provider: { baseUrl: '"http://0.0.0.0:PORT/v1"' } }),
    releases: current,
  },
  {
    name: 'served under another name, references too',
    config: configOf({
      defaults: {
        model: '{ primary: "vllm/Qwen3-32b", fallbacks: ["vllm/Qwen3-32b"] }',
        models: '{ "vllm/Qwen3-32b": { alias: "big" } }',
      },
      model: { id: '"Qwen3-32b"' },
    }),
    server: { models: [{ id: 'qwen3-32b', maxModelLen: window }] },
  },
  {
    name: 'repository in place of the served name',
    config: configOf({
      defaults: { model: '"vllm/Qwen/Qwen3-32B"' },
      model: { id: '"Qwen/Qwen3-32B"' },
    }),
    server: { models: [{ id: 'qwen', root: 'Qwen/Qwen3-32B', maxModelLen: window }] },
  },
  {
    name: 'reference to a provider that was renamed',
    config: configOf({ defaults: { model: '{ primary: "vlm/m1" }' } }),
    unsafe: true,
  },
  {
    name: 'adapter missing',
    config: configOf({ provider: { api: '' } }),
    releases: old,
    server: { refusedFields: ['input'] },
  },
  {
    name: 'timeout key of the newer generation',
    config: configOf({ provider: { timeoutSeconds: '600' } }),
    releases: old,
    unsafe: true,
  },
  {
    name: 'timeout key of the older generation',
    config: configOf({ defaults: { llm: '{ idleTimeoutSeconds: 300 }' } }),
    releases: current,
  },
  {
    name: 'meta of the older generation',
    config: configOf({
      rest: '  meta: { lastTouchedVersion: "2026.4.22", lastTouchedAt: "2026-04-24T10:28:17.046Z" }, // stamp\n',
    }),
    releases: current,
  },
  {
    name: 'media models of the older generation',
    config: configOf({ defaults: { imageGenerationModel: '{ primary: "vllm/m1" }' } }),
    releases: current,
  },
  { name: 'invented lean key', config: configOf({ defaults: { localModelMode: '"lean"' } }) },
  { name: 'invented provider timeout', config: configOf({ provider: { timeout: '300' } }), unsafe: true },
  {
    name: 'names of other programs',
    config: configOf({ provider: { baseUrl: '', base_url: '"ORIGIN/v1"', apiKey: '', api_key: '"vllm-local"' } }),
  },
  {
    name: 'window under the name of another program',
    config: configOf({
      model: { contextWindow: '', max_model_len: String(window), maxTokens: '', max_tokens: '2048' },
    }),
  },
  { name: 'compat switch beside its object', config: configOf({ model: { supportsTools: 'false' } }) },
  {
    name: 'numbers and switches in quotes',
    config: configOf({ model: { contextWindow: `"${window}"`, maxTokens: "'4096'", reasoning: '"false"' } }),
  },
  { name: 'adapter misspelt', config: configOf({ provider: { api: '"OpenAI_Completions"' } }) },
  { name: 'row without a name', config: configOf({ model: { name: '' } }), releases: old },
  {
    name: 'server that takes text content only',
    config: configOf({}),
    server: { stringContentOnly: true },
  },
  {
    name: 'server without automatic tool choice',
    config: configOf({}),
    server: { tools: false },
    unsafe: true,
  },
  {
    name: 'wait for the first token too short',
    config: configOf({ defaults: { llm: '{ idleTimeoutSeconds: 3 }' } }),
    server: { prefillTokensPerSecond: 1500 },
    releases: old,
  },
  {
    name: 'provider timeout too short',
    config: configOf({ provider: { timeoutSeconds: '3' } }),
    server: { prefillTokensPerSecond: 1500 },
    releases: current,
  },
  {
    name: 'key written as $NAME',
    config: configOf({ id: 'gpu', provider: { apiKey: '"$GPU_KEY"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'key written as %NAME%',
    config: configOf({ id: 'gpu', provider: { apiKey: '"%GPU_KEY%"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'key is the bare name of a variable',
    config: configOf({ id: 'gpu', provider: { apiKey: '"GPU_KEY"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'key from a variable in lower case braces',
    config: configOf({ id: 'gpu', provider: { apiKey: '"${gpu_key}"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: key },
    server: { apiKey: key },
    unsafe: true,
  },
  {
    name: 'key from a variable that is empty, server open',
    config: configOf({ id: 'gpu', provider: { apiKey: '"${GPU_KEY}"' }, defaults: { model: '"gpu/m1"' } }),
    env: { GPU_KEY: '' },
    unsafe: true,
    releases: old,
  },
  {
    name: 'wrong variable, the right one is set',
    config: configOf({ id: 'gpu', provider: { apiKey: '"${VLM_API_KEY}"' }, defaults: { model: '"gpu/m1"' } }),
    env: { VLLM_API_KEY: key },
    server: { apiKey: key },
  },
  {
    name: 'the environment holds another key than the config',
    config: configOf({ provider: { apiKey: `"${key}"` } }),
    env: { VLLM_API_KEY: 'fake-key-of-another' },
    server: { apiKey: key },
    unsafe: true,
  },
  {
    name: 'a comma is missing',
    config: configOf({}).replace('"openai-completions",', '"openai-completions"'),
  },
  { name: 'a brace is missing at the end', config: configOf({}).replace(/\}\n$/, '') },
  { name: 'typographic quotes', config: configOf({ provider: { api: '\u201copenai-completions\u201d' } }) },
  { name: 'a Markdown fence around it', config: `\`\`\`json5\n${configOf({})}\`\`\`\n` },
  { name: 'two commas', config: configOf({}).replace('"openai-completions",', '"openai-completions",,') },
  {
    name: 'a Windows path that breaks the text',
    config: configOf({
      defaults: { model: '"vllm/m1"' },
      rest: '  logging: { file: "C:\\users\\me\\openclaw.log" },\n',
    }),
    releases: [],
  },
  {
    name: 'the provider stands in an included file',
    config: configOf({ rest: '' }).replace(
      /models: \{ providers[\s\S]*\/\/ end of models/,
      'models: { $include: "./models.json5" }, // end of models',
    ),
    files: {
      'models.json5': `// models of the box
{
  providers: { vllm: { // the box
    baseUrl: "ORIGIN", // as it was told
    api: "openai-completions",
    apiKey: "vllm-local",
    models: [{ id: "m1", name: "one", contextWindow: 65536, maxTokens: 4096 }],
  } },
}
`,
    },
  },
  {
    name: 'an included file names the model otherwise',
    config: configOf({ defaults: { model: '{ primary: "vllm/M1" }' } }).replace(
      /models: \{ providers[\s\S]*\/\/ end of models/,
      'models: { $include: "./models.json5" }, // end of models',
    ),
    files: {
      'models.json5': `{
  providers: { vllm: { // the box
    baseUrl: "ORIGIN/v1",
    api: "openai-completions",
    apiKey: "vllm-local",
    models: [{ id: "M1", /* in capitals */ name: "one", contextWindow: 65536, maxTokens: 4096 }],
  } },
}
`,
    },
  },
];
