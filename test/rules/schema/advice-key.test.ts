import rule from '../../../src/rules/schema/advice-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (more: string) => oneModel({ block: `api: "openai-completions", apiKey: "vllm-local"${more}` });
const row = (text: string) => oneModel({ row: text });

ruleTest(rule, {
  clean: [
    { name: 'the real key', config: oneModel({ agents: 'experimental: { localModelLean: true }' }) },
    { name: 'a slip: another rule', config: row('contextWindw: 32768') },
    { name: 'a parameter that this release cannot send', config: row('top_k: 20'), release: '2026.4.22' },
    { name: 'a title that may be a key', config: keyed(', token: "fake-key-of-nobody"') },
    { name: 'a timeout that counts', config: keyed(', timeoutSeconds: 600'), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'lean mode, as posted',
      config: oneModel({ agents: 'localModelMode: "lean"' }),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'invented',
          at: 'localModelMode',
          data: { key: 'localModelMode', real: 'agents.defaults.experimental.localModelLean' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: oneModel({ agents: 'experimental: { localModelLean: true }' }),
    },
    {
      name: 'where the gateway listens, in the words of other servers',
      config: '{ gateway: { host: "127.0.0.1", port: 18789 } }',
      findings: [{ messageId: 'invented', data: { key: 'host', real: 'gateway.bind' }, fix: 'safe' }],
      fixed: '{ gateway: { port: 18789, bind: "loopback" } }',
    },
    {
      name: 'a gateway for the whole network: the user decides',
      config: '{ gateway: { host: "0.0.0.0", port: 18789 } }',
      findings: [{ messageId: 'invented', fix: 'unsafe' }],
      fixed: '{ gateway: { port: 18789, bind: "lan" } }',
    },
    {
      name: 'bind is there as well',
      config: '{ gateway: { host: "0.0.0.0", bind: "loopback" } }',
      findings: [{ messageId: 'invented', fix: 'safe', proof: 'which is there as well, and counts' }],
      fixed: '{ gateway: { bind: "loopback" } }',
    },
    {
      name: 'one address of the network: no word of bind stands for it',
      config: '{ gateway: { host: "192.168.1.5" } }',
      findings: [{ messageId: 'invented', fix: 'manual' }],
    },
    {
      name: 'a release that has no lean mode',
      config: oneModel({ agents: 'localModelMode: "lean"' }),
      release: '2026.4.12',
      findings: [{ messageId: 'invented', fix: 'safe' }],
    },
    {
      name: 'milliseconds beside baseUrl',
      config: keyed(', timeoutMs: 600000'),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'invented',
          at: 'timeoutMs',
          data: { key: 'timeoutMs', real: 'models.providers.vllm.timeoutSeconds' },
          fix: 'safe',
          proof: 'timeoutMs 600000 = 600 s',
        },
      ],
      fixed: oneModel({ after: 'timeoutSeconds: 600' }),
    },
    {
      name: 'a timeout without a unit, in the release with one limit for all',
      config: keyed(', timeout: 600'),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'invented',
          data: { key: 'timeout', real: 'agents.defaults.llm.idleTimeoutSeconds' },
          fix: 'safe',
        },
      ],
      fixed: oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }),
    },
    {
      name: 'a timeout that may be seconds or milliseconds',
      config: keyed(', timeout: 5000'),
      release: '2026.9.6',
      findings: [{ messageId: 'invented', fix: 'unsafe' }],
      fixed: oneModel({ after: 'timeoutSeconds: 5' }),
    },
    {
      name: 'the idle limit in agents.defaults of a newer release',
      config: oneModel({ agents: 'idleTimeoutSeconds: 600' }),
      release: '2026.9.6',
      findings: [{ messageId: 'invented', at: 'idleTimeoutSeconds', fix: 'safe' }],
      fixed: oneModel({ after: 'timeoutSeconds: 600' }),
    },
    {
      name: 'names of other programs',
      config: row('max_model_len: 32768, max_tokens: 4096'),
      findings: [
        { messageId: 'invented', data: { key: 'max_model_len', real: 'models.providers.vllm.models.0.contextWindow' } },
        { messageId: 'invented', data: { key: 'max_tokens', real: 'models.providers.vllm.models.0.maxTokens' } },
      ],
      fixed: row('contextWindow: 32768, maxTokens: 4096'),
    },
    {
      name: 'a compat switch in the row',
      config: row('supportsTools: false, contextWindow: 32768'),
      findings: [{ messageId: 'invented', at: 'supportsTools', fix: 'safe' }],
      fixed: row('contextWindow: 32768, compat: { supportsTools: false }'),
    },
    {
      name: 'the adapter of another program',
      config: oneModel().replace('baseUrl', 'baseURL'),
      findings: [{ messageId: 'invented', at: 'baseURL', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'the adapter as a type, api is there',
      config: keyed(', type: "openai-compatible"'),
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'the adapter under another name',
      config: oneModel({ block: 'apiType: "openai", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel({ block: 'apiKey: "vllm-local"', after: 'api: "openai-completions"' }),
    },
    {
      name: 'what is so anyway',
      config: keyed(', enabled: true'),
      findings: [{ messageId: 'needless', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'a title',
      config: keyed(', displayName: "My box"'),
      findings: [{ messageId: 'needless', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'the model that is the primary',
      config: keyed(', defaultModel: "m1"'),
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'no tools',
      config: row('contextWindow: 32768, maxTokens: 4096, tools: false'),
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: row('contextWindow: 32768, maxTokens: 4096, compat: { supportsTools: false }'),
    },
    {
      name: 'tools',
      config: row('contextWindow: 32768, maxTokens: 4096, functionCalling: true'),
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'copied from the list of the server',
      config: row('contextWindow: 32768, maxTokens: 4096, object: "model"'),
      findings: [{ messageId: 'needless', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'temperature of a model',
      config: row('contextWindow: 32768, maxTokens: 4096, temperature: 0.2'),
      release: '2026.9.6',
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { temperature: 0.2 } } }' }),
    },
    {
      name: 'temperature of a model, where the map of models is a list of allowed ones',
      config: row('contextWindow: 32768, maxTokens: 4096, temperature: 0.2'),
      release: '2026.4.22',
      findings: [{ messageId: 'invented', fix: 'unsafe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { temperature: 0.2 } } }' }),
    },
    {
      name: 'under the name that is sent',
      config: oneModel({ agents: 'top_p: 0.8' }),
      release: '2026.9.6',
      findings: [{ messageId: 'invented', data: { key: 'top_p', real: 'agents.defaults.params.topP' }, fix: 'safe' }],
      fixed: oneModel({ agents: 'params: { topP: 0.8 }' }),
    },
    {
      name: 'temperature beside an alias',
      config: oneModel({ agents: 'models: { "vllm/m1": { temperature: 0.2 } }' }),
      release: '2026.4.22',
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { temperature: 0.2 } } }' }),
    },
    {
      name: 'temperature of all',
      config: oneModel({ agents: 'temperature: 0.2' }),
      release: '2026.4.22',
      findings: [{ messageId: 'invented', fix: 'safe' }],
      fixed: oneModel({ agents: 'params: { temperature: 0.2 }' }),
    },
    {
      name: 'providers at the root, comments kept',
      config: '{ providers: { vllm: { baseUrl: "http://127.0.0.1:8000/v1", models: [] } /* box */ } }',
      findings: [{ messageId: 'invented', fix: 'safe', title: 'move it to models.providers' }],
      fixed: '{ models: { providers: { vllm: { baseUrl: "http://127.0.0.1:8000/v1", models: [] } /* box */ } } }',
    },
  ],
});
