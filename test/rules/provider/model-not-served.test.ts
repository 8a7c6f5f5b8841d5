import rule from '../../../src/rules/provider/model-not-served.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'Qwen/Qwen3-32B', maxModelLen: 32768 }];

const roster = (id: string) => `{
  agents: {
    defaults: {
      model: { primary: "vllm/${id}", fallbacks: ["openai/gpt-5.4"] }, // first and second
      models: { "vllm/${id}": { alias: "fast" }, "openai/gpt-5.4": {} },
      modelPolicy: { allow: ["vllm/${id}", "openai/*"] },
    },
    entries: { main: { model: "vllm/${id}" }, helper: { model: "fast" } },
    ownership: "explicit",
  },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "${id}", name: "Qwen", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}
`;

ruleTest(rule, {
  clean: [
    { name: 'served', config: oneModel({ id: 'Qwen/Qwen3-32B' }), served },
    { name: 'llama.cpp takes any id', config: oneModel({ id: 'any' }), server: { served, family: 'llama.cpp' } },
    { name: 'the server is down', config: oneModel(), server: { fails: { kind: 'refused' } } },
    { name: 'nobody was asked', config: oneModel() },
  ],
  flagged: [
    {
      name: 'without the owner, in lower case: everywhere',
      config: oneModel({ id: 'qwen3-32b', agents: 'models: { "vllm/qwen3-32b": { alias: "fast" } }' }),
      served,
      findings: [
        {
          messageId: 'close',
          at: '"qwen3-32b"',
          data: { provider: 'vllm', model: 'qwen3-32b', served: 'Qwen/Qwen3-32B' },
          severity: 'error',
          fix: 'safe',
          proof: 'GET /v1/models lists Qwen/Qwen3-32B',
        },
      ],
      fixed: oneModel({ id: 'Qwen/Qwen3-32B', agents: 'models: { "vllm/Qwen/Qwen3-32B": { alias: "fast" } }' }).replace(
        'name: "Qwen/Qwen3-32B"',
        'name: "qwen3-32b"',
      ),
    },
    {
      name: 'agents, allow lists and profiles follow',
      config: roster('qwen3-32b'),
      served,
      findings: [{ messageId: 'close', fix: 'safe' }],
      fixed: roster('Qwen/Qwen3-32B'),
    },
    {
      name: 'another number in the name may be another model',
      config: oneModel({ id: 'Qwen/Qwen3-30B' }),
      served,
      findings: [{ messageId: 'close', fix: 'unsafe' }],
      fixed: oneModel({ id: 'Qwen/Qwen3-32B' }).replace('name: "Qwen/Qwen3-32B"', 'name: "Qwen/Qwen3-30B"'),
    },
    {
      name: 'none is close',
      config: oneModel({ id: 'gemma-3' }),
      served: [...served, { id: 'meta-llama/Llama-3.3-70B-Instruct' }],
      findings: [
        { messageId: 'unknown', data: { provider: 'vllm', model: 'gemma-3' }, severity: 'error', fix: 'none' },
      ],
    },
    {
      name: 'a reference that the provider does not list',
      config: oneModel({ id: 'Qwen/Qwen3-32B', primary: 'vllm/qwen3-32b' }),
      served,
      findings: [{ messageId: 'close', at: '"vllm/qwen3-32b"', fix: 'safe' }],
      fixed: oneModel({ id: 'Qwen/Qwen3-32B' }),
    },
    {
      name: 'listed, and nobody uses it',
      config: oneModel({ id: 'gemma-3', primary: 'openai/gpt-5.4' }),
      served: [...served, { id: 'meta-llama/Llama-3.3-70B-Instruct' }],
      findings: [{ messageId: 'unknown', severity: 'info' }],
    },
  ],
});
