import rule from '../../../src/rules/provider/duplicate-model.js';
import { ruleTest } from '../rule-test.js';

const rows = (...texts: string[]) =>
  `{ models: { providers: { vllm: { baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", models: [${texts.join(', ')}] } } } }`;
const m1 = '{ id: "m1", name: "m1", contextWindow: 32768 }';

ruleTest(rule, {
  clean: [{ name: 'two models', config: rows(m1, '{ id: "m2", name: "m2" }') }],
  flagged: [
    {
      name: 'different settings',
      config: rows(m1, '{ id: "m1", name: "m1", contextWindow: 16384 }'),
      findings: [
        { messageId: 'twice', at: '"m1"', data: { provider: 'vllm', model: 'm1' }, severity: 'warning', fix: 'none' },
      ],
    },
    {
      name: 'the same again',
      config: rows(m1, m1),
      findings: [{ messageId: 'same', severity: 'info', fix: 'safe' }],
      fixed: rows(m1),
    },
  ],
});
