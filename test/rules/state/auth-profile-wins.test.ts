import { readFileSync } from 'node:fs';
import rule from '../../../src/rules/state/auth-profile-wins.js';
import { ruleTest } from '../rule-test.js';

const config = (provider = 'apiKey: "fake-new"', rest = '') => `{
  agents: { defaults: { model: { primary: "gpu/qwen3" } }${rest} },
  models: { providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", ${provider},
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`;

const stored = (profile: unknown, agent = 'main') => ({
  [`agents/${agent}/agent/auth-profiles.json`]: JSON.stringify({ version: 1, profiles: { 'gpu:default': profile } }),
});
const old = { type: 'api_key', provider: 'gpu', key: 'fake-old' };
const release = '2026.4.22';

/** As OpenClaw 2026.9.6 keeps it: the login vllm:default with another key. */
const database = (name: string) => {
  const file = new URL(`../../../fixtures/state/${name}.sqlite`, import.meta.url);
  return { text: '', base64: readFileSync(file).toString('base64') };
};
const shared = { 'state/openclaw.sqlite': database('logins') };
const vllm = (more = '', after = '') => `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } }, entries: { a: { default: true }, b: {} } },
  models: { providers: { vllm: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", apiKey: "fake-new",${more}
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],${after}
  } } },
}`;
const newer = '2026.9.6';

ruleTest(rule, {
  clean: [
    { name: 'in the database, with auth api-key', release: newer, config: vllm(' auth: "api-key",'), state: shared },
    { name: 'a database of 2026.9.6 beside 2026.4.22', release, config: vllm(), state: shared },
    {
      name: 'the same key in the database',
      release: newer,
      config: vllm().replace('fake-new', 'fake-old-key'),
      state: shared,
    },
    {
      name: 'no database',
      release: newer,
      config: vllm(),
      state: { 'state/openclaw.sqlite': 'SQLite format 3' },
    },
    { name: 'no state', release, config: config() },
    { name: 'another provider', release, config: config(), state: stored({ ...old, provider: 'openai' }) },
    { name: 'the same key', release, config: config(), state: stored({ ...old, key: 'fake-new' }) },
    {
      name: 'the same variable',
      release,
      env: { GPU_API_KEY: 'fake-new' },
      config: config('apiKey: "GPU_API_KEY"'),
      state: stored({
        type: 'api_key',
        provider: 'gpu',
        keyRef: { source: 'env', provider: 'default', id: 'GPU_API_KEY' },
      }),
    },
    {
      name: 'the value of the variable that the config names',
      release,
      env: { VLLM_API_KEY: 'fake-old' },
      config: config('apiKey: "VLLM_API_KEY"'),
      state: stored(old),
    },
    { name: 'auth api-key', release, config: config('apiKey: "fake-new", auth: "api-key"'), state: stored(old) },
    { name: 'no key in the config', release, config: config('headers: {}'), state: stored(old) },
    { name: 'entry without a key', release, config: config(), state: stored({ type: 'api_key', provider: 'gpu' }) },
    {
      name: 'token that ran out',
      release,
      config: config(),
      state: stored({ type: 'token', provider: 'gpu', token: 'fake-token', expires: 1 }),
    },
    {
      name: 'switched off by auth.order',
      release,
      config: config().replace('{', '{ auth: { order: { gpu: [] } },'),
      state: stored(old),
    },
    {
      name: 'declared with another mode',
      release,
      config: config().replace('{', '{ auth: { profiles: { "gpu:default": { provider: "gpu", mode: "oauth" } } },'),
      state: stored(old),
    },
    { name: '2026.9.6 does not read the file', release: '2026.9.6', config: config(), state: stored(old) },
    {
      name: 'login of an agent that the roster does not have',
      release,
      config: config(),
      state: stored(old, 'gone'),
    },
  ],
  flagged: [
    {
      name: 'a login in the database of 2026.9.6',
      release: newer,
      config: vllm(),
      state: shared,
      findings: [
        {
          messageId: 'wins',
          data: { provider: 'vllm', profile: 'vllm:default' },
          fix: 'unsafe',
          confidence: 'certain',
        },
      ],
      fixed: vllm('', '\n    auth: "api-key",'),
    },
    {
      name: 'a login in the database of one agent',
      release: newer,
      config: vllm(),
      state: { 'agents/b/agent/openclaw-agent.sqlite': database('agent') },
      findings: [{ messageId: 'winsFor', data: { provider: 'vllm', profile: 'vllm:b', agent: 'b' } }],
      fixed: vllm('', '\n    auth: "api-key",'),
    },
    {
      name: 'old key in the store',
      release,
      config: config(),
      state: stored({ ...old, provider: 'GPU' }),
      findings: [
        {
          messageId: 'wins',
          at: '"fake-new"',
          severity: 'warning',
          data: { provider: 'gpu', profile: 'gpu:default' },
          fix: 'unsafe',
          proof: 'agent main: gpu:default, api_key',
        },
      ],
      fixed: config('apiKey: "fake-new"').replace(
        `maxTokens: 4096 }],
  } } },`,
        `maxTokens: 4096 }],
    auth: "api-key",
  } } },`,
      ),
    },
    {
      name: 'login of main goes for the others, a database tells of a newer release',
      release,
      config: config('apiKey: "fake-new", auth: "token"', ', list: [{ id: "a", default: true }, { id: "b" }]'),
      state: { ...stored(old), 'agents/main/agent/openclaw-agent.sqlite': '' },
      findings: [{ messageId: 'wins', confidence: 'likely', proof: 'agent b: gpu:default, api_key' }],
      fixed: config('apiKey: "fake-new", auth: "api-key"', ', list: [{ id: "a", default: true }, { id: "b" }]'),
    },
    {
      name: 'one agent has an old copy',
      release,
      config: config('apiKey: "fake-new", auth: "token"', ', list: [{ id: "main", default: true }, { id: "b" }]'),
      state: { ...stored({ ...old, key: 'fake-new' }), ...stored(old, 'b') },
      findings: [{ messageId: 'winsFor', data: { provider: 'gpu', agent: 'b', profile: 'gpu:default' } }],
      fixed: config('apiKey: "fake-new", auth: "api-key"', ', list: [{ id: "main", default: true }, { id: "b" }]'),
    },
    {
      name: 'the only login rests after failures',
      release,
      config: config(),
      state: {
        'agents/main/agent/auth-profiles.json': JSON.stringify({
          profiles: { 'gpu:default': old },
          usageStats: { 'gpu:default': { cooldownUntil: 4_000_000_000_000 } },
        }),
      },
      findings: [
        {
          messageId: 'withheld',
          severity: 'error',
          data: { provider: 'gpu', profile: 'gpu:default', why: 'rests after failures' },
          fix: 'none',
        },
      ],
    },
    {
      name: 'its variable has no value',
      release,
      config: config(),
      state: stored({
        type: 'api_key',
        provider: 'gpu',
        keyRef: { source: 'env', provider: 'default', id: 'OLD_GPU_KEY' },
      }),
      findings: [
        {
          messageId: 'withheld',
          data: { provider: 'gpu', profile: 'gpu:default', why: 'names a variable without value' },
        },
      ],
    },
    {
      name: 'the order of the store comes before that of the config',
      release,
      config: config('apiKey: "fake-new", auth: "token"', ' }, auth: { order: { gpu: ["gpu:a"] }'),
      state: {
        'agents/main/agent/auth-profiles.json': JSON.stringify({
          profiles: { 'gpu:a': { ...old, key: 'fake-new' }, 'gpu:b': old },
          order: { gpu: ['gpu:b', 'gpu:a'] },
        }),
      },
      findings: [{ messageId: 'wins', data: { provider: 'gpu', profile: 'gpu:b' } }],
      fixed: config('apiKey: "fake-new", auth: "api-key"', ' }, auth: { order: { gpu: ["gpu:a"] }'),
    },
    {
      name: 'auth.json of old',
      release,
      config: config('apiKey: "fake-new", auth: "token"'),
      state: { 'agents/main/agent/auth.json': JSON.stringify({ gpu: { type: 'api_key', key: 'fake-old' } }) },
      findings: [{ messageId: 'wins', data: { provider: 'gpu', profile: 'gpu:default' } }],
      fixed: config('apiKey: "fake-new", auth: "api-key"'),
    },
  ],
});
