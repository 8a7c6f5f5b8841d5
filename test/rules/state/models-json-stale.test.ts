import rule from '../../../src/rules/state/models-json-stale.js';
import { ruleTest } from '../rule-test.js';

const config = (primary = 'gpu/qwen3', more = '') => `{
  agents: { defaults: { model: { primary: "${primary}" } } },
  models: { ${more}providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1/", api: "openai-completions", apiKey: "fake-key",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`;

const models = (providers: unknown) => ({ 'agents/main/agent/models.json': JSON.stringify({ providers }) });
const same = { baseUrl: 'http://10.0.0.7:8000/v1', models: [{ id: 'qwen3', contextWindow: 20000, maxTokens: 99 }] };
const old = { baseUrl: 'http://user:fake@10.0.0.3:8000/v1', models: [{ id: 'qwen2', maxTokens: 512 }] };
const file = 'agents/main/agent/models.json';

ruleTest(rule, {
  clean: [
    { name: 'no state', config: config() },
    { name: 'the same URL and models, other limits', config: config(), state: models({ GPU: same }) },
    {
      name: 'catalogue of a vendor',
      config: config(),
      state: models({ codex: { baseUrl: 'https://chatgpt.com/backend-api/v1', models: [{ id: 'gpt-5.4' }] } }),
    },
    {
      name: 'found by OpenClaw at its usual port',
      config: config(),
      state: models({ vllm: { baseUrl: 'http://127.0.0.1:8000/v1', models: [{ id: 'x' }] } }),
    },
    { name: 'mode replace', config: config('gpu/qwen3', 'mode: "replace", '), state: models({ old }) },
    {
      name: 'of an agent that the roster does not have',
      config: config(),
      state: { 'agents/gone/agent/models.json': JSON.stringify({ providers: { old } }) },
    },
    { name: 'not JSON', config: config(), state: { [file]: '{ providers:' } },
  ],
  flagged: [
    {
      name: 'provider left the config',
      config: config(),
      state: models({ gpu: same, old }),
      findings: [
        {
          messageId: 'provider',
          at: 'providers',
          severity: 'info',
          data: { files: file, provider: 'old' },
          proof: `${file}: http://10.0.0.3:8000/v1, qwen2`,
        },
      ],
    },
    {
      name: 'in several agents',
      config: `{ agents: { entries: { a: { default: true }, b: {} } }, models: { providers: {} } }`,
      state: {
        'agents/a/agent/models.json': JSON.stringify({ providers: { old } }),
        'agents/b/agent/models.json': JSON.stringify({ providers: { OLD: old } }),
      },
      findings: [{ messageId: 'provider', data: { files: '2 models.json files', provider: 'old' } }],
    },
    {
      name: 'a reference still reaches it',
      config: config('old/qwen2'),
      state: models({ old }),
      findings: [
        {
          messageId: 'reached',
          at: '"old/qwen2"',
          severity: 'warning',
          data: { ref: 'old/qwen2', provider: 'old', files: file },
        },
      ],
    },
    {
      name: 'another base URL',
      config: config(),
      state: models({ gpu: { ...same, baseUrl: 'http://10.0.0.3:8000/v1' } }),
      findings: [
        {
          messageId: 'url',
          at: '"http://10.0.0.7:8000/v1/"',
          severity: 'info',
          data: { files: file, provider: 'gpu' },
        },
      ],
    },
    {
      name: 'models left the config',
      config: config(),
      state: models({ gpu: { ...same, models: [...same.models, ...old.models] } }),
      findings: [{ messageId: 'models', data: { files: file, provider: 'gpu', count: 1 }, proof: 'qwen2' }],
    },
    {
      name: 'an unlisted model takes its limit from there',
      config: config('gpu/qwen2'),
      release: '2026.9.6',
      state: models({ gpu: { ...same, models: old.models } }),
      findings: [{ messageId: 'limits', data: { model: 'gpu/qwen2', maxTokens: 512, files: file } }],
    },
    {
      name: 'which 2026.4.22 does not do',
      config: config('gpu/qwen2'),
      release: '2026.4.22',
      state: models({ gpu: { ...same, models: old.models } }),
      findings: [{ messageId: 'models', data: { files: file, provider: 'gpu', count: 1 } }],
    },
  ],
});
