import rule from '../../../src/rules/context/model-not-listed.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const other = oneModel({ primary: 'vllm/other' });
const none = `{ agents: { defaults: { model: { primary: "vllm/m1" } } }, models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local", models: [] } } } }`;

ruleTest(rule, {
  clean: [
    { name: 'listed', config: oneModel(), release: '2026.9.6' },
    { name: 'the first row lends its limits', config: other, release: '2026.4.22' },
    {
      name: 'served less: another rule',
      config: other,
      release: '2026.9.6',
      served: [{ id: 'other', maxModelLen: 32768 }],
    },
    { name: 'a vendor', config: oneModel({ primary: 'openai/gpt-5.4' }), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'no limit is sent',
      config: other,
      release: '2026.9.6',
      findings: [
        { messageId: 'unlimited', data: { model: 'other', window: 200000 }, severity: 'warning', fix: 'manual' },
      ],
    },
    {
      name: 'no rows at all, where an answer limit is assumed',
      config: none,
      release: '2026.4.22',
      findings: [{ messageId: 'assumed', severity: 'warning', fix: 'manual' }],
    },
    {
      name: 'somewhere else, perhaps a proxy',
      config: oneModel({ primary: 'vllm/other', baseUrl: 'https://llm.example.net/v1' }),
      release: '2026.9.6',
      findings: [{ messageId: 'unlimited', severity: 'info' }],
    },
    {
      name: 'the server has more',
      config: other,
      release: '2026.9.6',
      served: [{ id: 'other', maxModelLen: 262144 }],
      findings: [{ messageId: 'unlimited', severity: 'info', title: 'list the model, with contextWindow 262144' }],
      fixed: other.replace(
        'from the model card\n',
        'from the model card\n          { id: "other", name: "other", contextWindow: 262144 },\n',
      ),
    },
  ],
});
