import rule from '../../../src/rules/schema/wrong-type.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'right types', config: oneModel() }],
  flagged: [
    {
      name: 'a number in quotes',
      config: oneModel({ row: 'contextWindow: "32768", maxTokens: 4096' }),
      findings: [
        { messageId: 'value', at: '"32768"', severity: 'error', fix: 'safe', title: 'write 32768 without quotes' },
      ],
      fixed: oneModel(),
    },
    {
      name: 'a variable where an object belongs',
      config: `{ gateway: "$\{GATEWAY}" }`,
      env: { GATEWAY: '{}' },
      findings: [{ messageId: 'value', fix: 'none' }],
    },
    {
      name: 'a boolean in quotes',
      config: oneModel({ row: 'reasoning: "false", contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: oneModel({ row: 'reasoning: false, contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'a word in other letters',
      config: oneModel({ block: 'api: "OpenAI-Completions", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', at: '"OpenAI-Completions"', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'the name that other programs give the adapter',
      config: oneModel({ block: 'api: "openai-compatible", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', fix: 'safe', title: "write 'openai-completions'" }],
      fixed: oneModel(),
    },
    {
      name: 'the adapter, by the path of its route',
      config: oneModel({ block: 'api: "chat/completions", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'one thing where a list belongs',
      config: oneModel({ row: 'input: "text", contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', at: '"text"', fix: 'safe', title: 'write it as a list of one' }],
      fixed: oneModel({ row: 'input: ["text"], contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'vision',
      config: oneModel({ row: 'input: ["text", "vision"], contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', at: '"vision"', fix: 'safe' }],
      fixed: oneModel({ row: 'input: ["text", "image"], contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'models as an object',
      config: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: { m1: { contextWindow: 32768, maxTokens: 4096 } },
} } } }`,
      findings: [{ messageId: 'value', fix: 'safe', title: 'write the models as a list of rows' }],
      fixed: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: [
    { id: "m1", name: "m1", contextWindow: 32768, maxTokens: 4096 },
  ],
} } } }`,
    },
    {
      name: 'models as an object that holds a key: rules do not see it, so it is not written anew',
      config: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: { m1: { contextWindow: 32768, maxTokens: 4096, headers: { authorization: "Bearer fake-key-of-nobody" } } },
} } } }`,
      findings: [{ messageId: 'value', fix: 'none' }],
    },
    {
      name: 'models as names',
      config: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local", models: ["m1" /* mine */],
} } } }`,
      findings: [{ messageId: 'value', at: '"m1"', fix: 'safe' }],
      fixed: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local", models: [{ id: "m1", name: "m1" } /* mine */],
} } } }`,
    },
    {
      name: 'a list of references',
      config: '{ agents: { defaults: { model: ["vllm/a", "vllm/b"] } } }',
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: '{ agents: { defaults: { model: { primary: "vllm/a", fallbacks: ["vllm/b"] } } } }',
    },
    {
      name: 'yes',
      config: oneModel({ row: 'reasoning: "yes", contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', fix: 'safe', title: 'write true' }],
      fixed: oneModel({ row: 'reasoning: true, contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'null',
      config: oneModel({ row: 'reasoning: null, contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'thousands parted by commas',
      config: oneModel({ row: 'contextWindow: "32,768", maxTokens: 4096' }),
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: oneModel(),
    },
    ...(
      [
        ['65_536', 65536, 'write 65536 without quotes'],
        ['64k', 65536, "write 65536 for '64k'"],
        ['128K', 131072, "write 131072 for '128K'"],
        ['200k', 200000, "write 200000 for '200k'"],
        ['1M tokens', 1000000, "write 1000000 for '1M tokens'"],
        ['65.536', 65536, "write 65536 for '65.536'"],
        [' 65536 tokens', 65536, "write 65536 for ' 65536 tokens'"],
      ] as const
    ).map(([written, meant, title]) => ({
      name: `the window as '${written}'`,
      config: oneModel({ row: `contextWindow: "${written}" /* card */, maxTokens: 4096` }),
      findings: [{ messageId: 'value', fix: 'safe' as const, title }],
      fixed: oneModel({ row: `contextWindow: ${meant} /* card */, maxTokens: 4096` }),
    })),
    {
      name: 'a time with its unit',
      config: oneModel({ after: 'timeoutSeconds: "5m"' }),
      release: '2026.9.6',
      findings: [{ messageId: 'value', fix: 'safe', title: "write 300 for '5m'" }],
      fixed: oneModel({ after: 'timeoutSeconds: 300' }),
    },
    ...['lots', '64 kB', '1.0005k', '5m'].map((written) => ({
      name: `'${written}' is no count of tokens`,
      config: oneModel({ row: `contextWindow: "${written}", maxTokens: 4096` }),
      findings: [{ messageId: 'value', fix: 'none' as const }],
    })),
    {
      name: 'a word that is near none of them',
      config: '{ gateway: { bind: "everywhere" } }',
      findings: [{ messageId: 'value', at: '"everywhere"', fix: 'none' }],
    },
    {
      name: 'a word that is near',
      config: oneModel({ block: 'api: "openai-respons", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', fix: 'unsafe' }],
      fixed: oneModel({ block: 'api: "openai-responses", apiKey: "vllm-local"' }),
    },
  ],
});
