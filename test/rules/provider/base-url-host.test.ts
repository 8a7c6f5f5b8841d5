import rule from '../../../src/rules/provider/base-url-host.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const any = 'http://0.0.0.0:8000/v1';
const fixed = oneModel();

ruleTest(rule, {
  clean: [
    { name: 'loopback', config: oneModel() },
    {
      name: 'allowed by hand',
      config: oneModel({
        baseUrl: any,
        block: 'api: "openai-completions", apiKey: "vllm-local", request: { allowPrivateNetwork: true }',
      }),
    },
  ],
  flagged: [
    {
      name: 'blocked',
      config: oneModel({ baseUrl: any }),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'blocked',
          at: `"${any}"`,
          data: { release: '2026.9.6', host: '0.0.0.0:8000', provider: 'vllm' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed,
    },
    {
      name: 'reached by this release',
      config: oneModel({ baseUrl: any }),
      release: '2026.4.22',
      findings: [{ messageId: 'odd', data: { host: '0.0.0.0:8000', provider: 'vllm' }, severity: 'info', fix: 'safe' }],
      fixed,
    },
    {
      name: 'a port out of a variable stays one',
      config: oneModel({ baseUrl: `http://0.0.0.0:$\{GPU_PORT}/v1` }),
      env: { GPU_PORT: '8000' },
      findings: [{ messageId: 'blocked' }],
      fixed: oneModel({ baseUrl: `http://127.0.0.1:$\{GPU_PORT}/v1` }),
    },
  ],
});
