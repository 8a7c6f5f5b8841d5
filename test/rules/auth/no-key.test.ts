import rule from '../../../src/rules/auth/no-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const lan = 'http://192.168.1.20:8000/v1';
const keyless = (baseUrl: string) => oneModel({ provider: 'box', baseUrl, block: 'api: "openai-completions"' });
const bare = (apiKey: string) => oneModel({ block: `api: "openai-completions", apiKey: "${apiKey}"` });
const open = { served: [{ id: 'm1', maxModelLen: 32768 }], openWithoutKey: true };

const ordered = (block: string, ids = '') => oneModel({ block, rest: `\n  auth: { order: { vllm: [${ids}] } },` });
const withKey = 'api: "openai-completions", apiKey: "fake-key"';

ruleTest(rule, {
  clean: [
    { name: 'an empty order on 2026.4.22', config: ordered(withKey), release: '2026.4.22' },
    { name: 'an empty order with auth api-key', config: ordered(`${withKey}, auth: "api-key"`), release: '2026.9.6' },
    {
      name: 'stopped by an old store of logins: another rule',
      config: oneModel(),
      release: '2026.9.6',
      state: { 'agents/main/agent/auth-profiles.json': '{}' },
    },
    { name: 'a placeholder', config: oneModel({ baseUrl: lan }), release: '2026.4.22' },
    {
      name: 'Ollama has its own protocol and key',
      config: oneModel({ provider: 'ollama', block: 'api: "openai-completions", apiKey: "ollama-local"' }),
      release: '2026.4.22',
    },
    { name: 'loopback needs none', config: keyless('http://127.0.0.1:8000/v1'), release: '2026.4.22' },
    { name: 'private addresses need none in newer releases', config: keyless(lan), release: '2026.9.6' },
    { name: 'the variable is set', config: bare('VLLM_API_KEY'), env: { VLLM_API_KEY: 'not-a-real-key' } },
    {
      name: 'empty text: another rule',
      config: oneModel({ provider: 'box', baseUrl: lan, block: 'api: "openai-completions", apiKey: ""' }),
      release: '2026.4.22',
    },
  ],
  flagged: [
    {
      name: 'an order that leaves no login',
      config: ordered(withKey),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'order',
          data: { provider: 'vllm', release: '2026.9.6' },
          fix: 'safe',
          title: 'set auth to "api-key", so that apiKey is sent',
        },
      ],
      fixed: ordered(`${withKey}, auth: "api-key"`)
        .replace(', auth: "api-key"', '')
        .replace('        ],\n', '        ],\n        auth: "api-key",\n'),
    },
    {
      name: 'an order of a login that is gone, without a key',
      config: ordered('api: "openai-completions"', '"vllm:gone"'),
      release: '2026.9.6',
      findings: [{ messageId: 'order', fix: 'none' }],
    },
    {
      name: 'a private address on 2026.4.22',
      config: keyless(lan),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'none',
          at: 'box',
          data: { provider: 'box', release: '2026.4.22' },
          severity: 'error',
          fix: 'unsafe',
        },
      ],
      fixed: oneModel({
        provider: 'box',
        baseUrl: lan,
        block: 'api: "openai-completions"',
        after: 'apiKey: "vllm-local"',
      }),
    },
    {
      name: 'the same, and the server checks no key',
      config: keyless(lan),
      release: '2026.4.22',
      server: open,
      findings: [{ messageId: 'none', fix: 'safe' }],
      fixed: oneModel({
        provider: 'box',
        baseUrl: lan,
        block: 'api: "openai-completions"',
        after: 'apiKey: "vllm-local"',
      }),
    },
    {
      name: 'a known name without a value',
      config: bare('VLLM_API_KEY'),
      findings: [
        {
          messageId: 'unset',
          at: '"VLLM_API_KEY"',
          data: { provider: 'vllm', name: 'VLLM_API_KEY' },
          confidence: 'likely',
          fix: 'unsafe',
        },
      ],
      fixed: oneModel(),
    },
    ...['2026.4.22', '2026.5.28'].map((release) => ({
      name: `a variable that is a slip of one that is set, on ${release}`,
      config: oneModel({ provider: 'gpu', block: 'api: "openai-completions", apiKey: "${GPU_KY}" /* mine */' }),
      release,
      env: { GPU_KEY: 'not-a-real-key' },
      server: open,
      findings: [
        {
          messageId: 'unset',
          data: { provider: 'gpu', name: 'GPU_KY' },
          fix: 'safe' as const,
          title: 'write ${GPU_KEY}, which is set',
        },
      ],
      fixed: oneModel({ provider: 'gpu', block: 'api: "openai-completions", apiKey: "${GPU_KEY}" /* mine */' }),
    })),
    {
      name: 'a reference to a variable that is a slip of one that is set',
      config: oneModel({
        provider: 'gpu',
        block: 'api: "openai-completions", apiKey: { source: "env", provider: "default", id: "GPU_TOEKN" }',
      }),
      env: { GPU_TOKEN: 'not-a-real-key' },
      findings: [{ messageId: 'unset', fix: 'safe', title: 'write GPU_TOKEN, which is set' }],
      fixed: oneModel({
        provider: 'gpu',
        block: 'api: "openai-completions", apiKey: { source: "env", provider: "default", id: "GPU_TOKEN" }',
      }),
    },
    {
      name: 'the bare name of a known variable, and another is set',
      config: bare('VLLM_API_KEY'),
      env: { VLLM_APIKEY: 'not-a-real-key' },
      findings: [{ messageId: 'unset', fix: 'unsafe' }],
      fixed: oneModel(),
    },
    {
      name: 'the same for a server without keys: the environment still wins once it is set',
      config: bare('VLLM_API_KEY'),
      server: open,
      findings: [{ messageId: 'unset', fix: 'safe' }],
      fixed: oneModel(),
    },
  ],
});
