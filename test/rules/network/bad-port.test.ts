import rule from '../../../src/rules/network/bad-port.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'a usual port', config: oneModel() },
    { name: 'no port', config: oneModel({ baseUrl: 'https://gpu.lan/v1' }) },
    { name: 'a neighbour', config: oneModel({ baseUrl: 'http://gpu.lan:6001/v1' }) },
    { name: 'nobody uses it', config: oneModel({ baseUrl: 'http://gpu.lan:6000/v1', primary: 'openai/gpt-5.4' }) },
  ],
  flagged: [
    ...[6000, 10080, 5060].map((port) => ({
      name: `port ${port}`,
      config: oneModel({ baseUrl: `http://127.0.0.1:${port}/v1` }),
      findings: [
        {
          messageId: 'forbidden',
          at: `"http://127.0.0.1:${port}/v1"`,
          data: { port, provider: 'vllm' },
          severity: 'error' as const,
          fix: 'none' as const,
        },
      ],
    })),
  ],
});
