import rule from '../../../src/rules/state/auth-profiles-leftover.js';
import { ruleTest } from '../rule-test.js';

const config = (agents = '') => `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } }${agents} },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "fake-key",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`;

const file = 'agents/main/agent/auth-profiles.json';
const profiles = (...providers: string[]) =>
  JSON.stringify({
    version: 1,
    profiles: Object.fromEntries(
      providers.map((provider) => [`${provider}:default`, { type: 'api_key', provider, key: 'fake-old' }]),
    ),
  });
const release = '2026.9.6';

ruleTest(rule, {
  clean: [
    { name: 'no state', release, config: config() },
    { name: 'a database alone', release, config: config(), state: { 'agents/main/agent/openclaw-agent.sqlite': '' } },
    { name: '2026.4.22 reads the file', release: '2026.4.22', config: config(), state: { [file]: profiles('vllm') } },
    {
      name: 'of an agent that the roster does not have',
      release,
      config: config(),
      state: { 'agents/gone/agent/auth-profiles.json': profiles('vllm') },
    },
    { name: 'archived', release, config: config(), state: { [`${file}.migrated-1`]: profiles('vllm') } },
  ],
  flagged: [
    {
      name: 'names the provider',
      release,
      config: config(),
      state: { [file]: profiles('openai', 'VLLM') },
      findings: [
        {
          messageId: 'stops',
          severity: 'error',
          at: 'vllm',
          confidence: 'certain',
          data: { file, release, provider: 'vllm' },
          proof: `${file} names openai, vllm`,
        },
      ],
    },
    {
      name: 'names another one',
      release,
      config: config(),
      state: { [file]: profiles('openai') },
      findings: [{ messageId: 'stopsLocal', severity: 'warning', data: { file, release } }],
    },
    {
      name: 'names none',
      release,
      config: config(),
      state: { [file]: profiles() },
      findings: [{ messageId: 'stops', proof: `${file} tells no provider, so it stops all of them` }],
    },
    {
      name: 'beside a database, of another agent',
      release,
      config: config(', entries: { main: { default: true }, b: {} }'),
      state: { 'agents/b/agent/auth-profiles.json': profiles('vllm'), 'agents/b/agent/openclaw-agent.sqlite': '' },
      findings: [{ messageId: 'stops', severity: 'error', confidence: 'likely' }],
    },
    {
      name: 'older stores',
      release,
      config: config(),
      state: { 'agents/main/agent/auth.json': '{}', 'credentials/oauth.json': '{}' },
      findings: [
        { messageId: 'stops', data: { file: 'agents/main/agent/auth.json', release, provider: 'vllm' } },
        { messageId: 'stops', data: { file: 'credentials/oauth.json', release, provider: 'vllm' } },
      ],
    },
  ],
});
