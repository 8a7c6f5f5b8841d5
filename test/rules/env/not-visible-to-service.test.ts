import rule from '../../../src/rules/env/not-visible-to-service.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const key = 'fake-key-of-nobody-1';
const config = oneModel({ provider: 'gpubox', block: 'api: "openai-completions", apiKey: "${GPU_KEY}"' });

ruleTest(rule, {
  clean: [
    { name: 'no service', config, env: { GPU_KEY: key } },
    { name: 'the service has it', config, env: { GPU_KEY: key }, service: { GPU_KEY: key } },
    { name: 'nobody has it: another rule', config, service: { PATH: '/usr/bin' } },
    {
      name: 'the config has it',
      config: config.replace(/\}\s*$/, `env: { vars: { GPU_KEY: "${key}" } } }`),
      env: { GPU_KEY: key },
      service: { PATH: '/usr/bin' },
    },
  ],
  flagged: [
    {
      name: 'only this shell has it',
      config,
      env: { GPU_KEY: key },
      service: { PATH: '/usr/bin', GPU_KEY: '' },
      findings: [
        {
          messageId: 'unseen',
          at: '"${GPU_KEY}"',
          data: { key: 'apiKey', name: 'GPU_KEY', service: 'openclaw-gateway.service' },
          severity: 'warning',
          fix: 'none',
        },
      ],
    },
  ],
});
