import rule from '../../../src/rules/provider/plain-http-public.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const at = (baseUrl: string, key = '${GPU_KEY}') =>
  oneModel({ baseUrl, block: `api: "openai-completions", apiKey: "${key}"` });
const env = { GPU_KEY: 'fake-key-of-nobody' };

ruleTest(rule, {
  clean: [
    { name: 'TLS', config: at('https://llm.example.com/v1'), env },
    { name: 'loopback', config: at('http://127.0.0.1:8000/v1'), env },
    { name: 'an address at home', config: at('http://192.168.1.20:8000/v1'), env },
    { name: 'a name at home', config: at('http://gpubox.local:8000/v1'), env },
    { name: 'a name without a domain', config: at('http://gpubox:8000/v1'), env },
    { name: 'a name of a VPN', config: at('http://gpubox.tail1234.ts.net:8000/v1'), env },
    { name: 'a service of a cluster', config: at('http://vllm.ai.svc.cluster.local:8000/v1'), env },
    {
      name: 'nobody uses it',
      config: at('http://llm.example.com/v1').replace('"vllm/m1"', '"anthropic/claude"'),
      env,
    },
  ],
  flagged: [
    {
      name: 'with a key',
      config: at('http://llm.example.com:8000/v1'),
      env,
      findings: [
        {
          messageId: 'withKey',
          at: '"http://llm.example.com:8000/v1"',
          data: { provider: 'vllm', host: 'llm.example.com:8000' },
          severity: 'warning',
          confidence: 'likely',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'without one',
      config: at('http://llm.example.com/v1', 'vllm-local'),
      findings: [{ messageId: 'open', data: { provider: 'vllm', host: 'llm.example.com' } }],
    },
  ],
});
