import rule from '../../../src/rules/timeouts/key-ignored.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (more: string, rest: { baseUrl?: string; agents?: string; provider?: string } = {}) =>
  oneModel({ block: `api: "openai-completions", apiKey: "vllm-local"${more}`, ...rest });

ruleTest(rule, {
  clean: [
    { name: 'counts', config: keyed(', timeoutSeconds: 600'), release: '2026.9.6' },
    { name: 'not written', config: oneModel(), release: '2026.9.6' },
    {
      name: 'the key of the other generation: schema/unknown-key',
      config: keyed(', timeoutSeconds: 600'),
      release: '2026.4.22',
    },
  ],
  flagged: [
    {
      name: 'the whole run ends earlier',
      config: keyed(', timeoutSeconds: 600', { agents: 'timeoutSeconds: 200' }),
      release: '2026.9.6',
      findings: [{ messageId: 'lower', at: '600', severity: 'warning', fix: 'manual' }],
    },
    {
      name: 'cut to 120 off local hosts',
      config: keyed(', timeoutSeconds: 600', { baseUrl: 'http://gpu.example.net:8000/v1', provider: 'box' }),
      release: '2026.5.12',
      findings: [{ messageId: 'lower', at: '600', fix: 'manual' }],
    },
  ],
});
