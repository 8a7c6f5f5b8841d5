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
          data: { file, release },
          proof: `${file} names openai, vllm`,
        },
      ],
    },
    {
      name: 'names another one: the shared store stops all the same',
      release,
      config: config(),
      state: { [file]: profiles('openai') },
      findings: [{ messageId: 'stops', severity: 'error', proof: `${file} names openai` }],
    },
    {
      name: 'names none',
      release,
      config: `{ models: {} }`,
      state: { [file]: profiles() },
      findings: [{ messageId: 'stops', at: 'models', proof: `${file} tells no provider` }],
    },
    {
      name: 'of another agent, beside a database',
      release,
      config: config(', entries: { main: { default: true }, b: {} }'),
      state: { 'agents/b/agent/auth-profiles.json': profiles('vllm'), 'agents/b/agent/openclaw-agent.sqlite': '' },
      findings: [
        {
          messageId: 'stopsAgent',
          severity: 'error',
          confidence: 'likely',
          data: { file: 'agents/b/agent/auth-profiles.json', agent: 'b', provider: 'vllm' },
        },
      ],
    },
    {
      name: 'of another agent and provider',
      release,
      config: config(', entries: { main: { default: true }, b: {} }'),
      state: { 'agents/b/agent/auth-profiles.json': profiles('openai') },
      findings: [{ messageId: 'stopsLocal', severity: 'warning' }],
    },
    {
      name: 'older stores',
      release,
      config: config(),
      state: { 'agents/main/agent/auth.json': '{}', 'credentials/oauth.json': '{}' },
      findings: [
        { messageId: 'stops', data: { file: 'agents/main/agent/auth.json', release } },
        { messageId: 'stops', data: { file: 'credentials/oauth.json', release } },
      ],
    },
  ],
});
