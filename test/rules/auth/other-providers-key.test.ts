import rule from '../../../src/rules/auth/other-providers-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (apiKey: string, baseUrl?: string) =>
  oneModel({ block: `api: "openai-completions", apiKey: "${apiKey}"`, ...(baseUrl !== undefined && { baseUrl }) });
const env = { OPENAI_API_KEY: 'not-a-real-key', VLLM_API_KEY: 'not-a-real-one-either' };

ruleTest(rule, {
  clean: [
    { name: 'its own name', config: keyed('VLLM_API_KEY'), env },
    { name: 'a literal', config: keyed('vllm-local') },
  ],
  flagged: [
    {
      name: 'it leaves for another host',
      config: keyed('OPENAI_API_KEY', 'http://gpu.example.net:8000/v1'),
      env: { OPENAI_API_KEY: 'not-a-real-key' },
      findings: [
        {
          messageId: 'foreign',
          at: '"OPENAI_API_KEY"',
          data: { provider: 'vllm', vendor: 'OpenAI', name: 'OPENAI_API_KEY', host: 'gpu.example.net:8000' },
          severity: 'warning',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'it stays on this machine',
      config: keyed('OPENAI_API_KEY'),
      env: { OPENAI_API_KEY: 'not-a-real-key' },
      findings: [{ messageId: 'foreign', severity: 'info' }],
    },
  ],
});
