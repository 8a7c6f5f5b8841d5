import rule from '../../../src/rules/provider/adapter-missing.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const without = oneModel({ block: 'apiKey: "vllm-local"' });
const fixed = oneModel({ block: 'apiKey: "vllm-local"', after: 'api: "openai-completions"' });

ruleTest(rule, {
  clean: [
    { name: 'named', config: oneModel(), release: '2026.4.22' },
    {
      name: 'every row names its own',
      config: oneModel({ block: 'apiKey: "vllm-local"', row: 'api: "openai-completions"' }),
      release: '2026.4.22',
    },
  ],
  flagged: [
    {
      name: 'posts to /responses',
      config: without,
      release: '2026.4.22',
      findings: [
        {
          messageId: 'responses',
          at: 'vllm',
          data: { provider: 'vllm', release: '2026.4.22' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed,
    },
    {
      name: 'right by default in newer releases',
      config: without,
      release: '2026.9.6',
      findings: [{ messageId: 'unsaid', data: { provider: 'vllm' }, severity: 'info', fix: 'safe' }],
      fixed,
    },
  ],
});
