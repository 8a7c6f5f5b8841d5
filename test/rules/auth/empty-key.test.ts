import rule from '../../../src/rules/auth/empty-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const lan = 'http://192.168.1.20:8000/v1';
const keyed = (apiKey: string, baseUrl = lan) =>
  oneModel({ baseUrl, block: `api: "openai-completions", apiKey: "${apiKey}"` });

ruleTest(rule, {
  clean: [
    { name: 'a placeholder', config: keyed('vllm-local'), release: '2026.4.22' },
    { name: 'empty, and none is needed', config: keyed('', 'http://127.0.0.1:8000/v1'), release: '2026.4.22' },
    {
      name: 'empty, and the environment has one',
      config: keyed(''),
      release: '2026.4.22',
      env: { VLLM_API_KEY: 'not-a-real-key' },
    },
  ],
  flagged: [
    {
      name: 'a private address on 2026.4.22',
      config: keyed(''),
      release: '2026.4.22',
      server: { served: [{ id: 'm1', maxModelLen: 32768 }], openWithoutKey: true },
      findings: [
        {
          messageId: 'empty',
          at: '""',
          data: { provider: 'vllm', release: '2026.4.22' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: keyed('vllm-local'),
    },
  ],
});
