import rule from '../../../src/rules/network/server-restarted.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const proof = ['GET /metrics, process_start_time_seconds: 2026-01-01T10:00:00Z before, 2026-01-01T10:05:00Z after'];

ruleTest(rule, {
  clean: [
    { name: 'the same process before and after', config: oneModel(), served: [{ id: 'm1' }] },
    { name: 'a cut alone is no restart', config: oneModel(), server: { fails: { kind: 'cut' } } },
  ],
  flagged: [
    {
      name: 'the completion was lost',
      config: oneModel(),
      server: { served: [{ id: 'm1' }], chatFails: { kind: 'refused' }, restart: { sure: true, proof } },
      findings: [
        {
          messageId: 'lost',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000' },
          severity: 'error',
          confidence: 'certain',
          fix: 'none',
        },
      ],
    },
    {
      name: 'every question was answered all the same',
      config: oneModel(),
      server: { served: [{ id: 'm1' }], restart: { sure: true, proof } },
      findings: [{ messageId: 'between', severity: 'warning', fix: 'none' }],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { served: [{ id: 'm1' }], chatFails: { kind: 'cut' }, restart: { sure: false, proof } },
      findings: [{ messageId: 'lost', severity: 'warning', confidence: 'likely', fix: 'none' }],
    },
  ],
});
