import rule from '../../../src/rules/compat/params-not-sent.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const row = (more: string) => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    { name: 'names that are sent', config: oneModel({ agents: 'params: { temperature: 0.2, topP: 0.8, seed: 7 }' }) },
    { name: 'temperature alone', config: oneModel({ agents: 'params: { temperature: 0.2 }' }), release: '2026.4.22' },
    { name: 'extra_body', config: oneModel({ agents: 'params: { extra_body: { min_p: 0.05 } }' }) },
    { name: 'what OpenClaw keeps to itself', config: oneModel({ agents: 'params: { cacheRetention: "short" }' }) },
    { name: 'the limit in a row', config: row(', params: { maxTokens: 2048 }'), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'as the server spells it',
      config: oneModel({ agents: 'params: { top_p: 0.8 /* nucleus */ }' }),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'name',
          at: 'top_p',
          data: { name: 'top_p', release: '2026.9.6' },
          severity: 'warning',
          fix: 'safe',
          title: "rename it to 'topP'",
        },
      ],
      fixed: oneModel({ agents: 'params: { topP: 0.8 /* nucleus */ }' }),
    },
    {
      name: 'both spellings',
      config: oneModel({ agents: 'params: { top_p: 0.8, topP: 0.9 }' }),
      release: '2026.9.6',
      findings: [{ messageId: 'name', fix: 'safe' }],
      fixed: oneModel({ agents: 'params: { topP: 0.9 }' }),
    },
    {
      name: 'a name that only extra_body carries',
      config: oneModel({ agents: 'models: { "vllm/m1": { params: { minP: 0.05 } } }' }),
      release: '2026.9.6',
      findings: [{ messageId: 'name', data: { name: 'minP', release: '2026.9.6' }, fix: 'unsafe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { extra_body: { min_p: 0.05 } } } }' }),
    },
    {
      name: 'a release that sends hardly anything',
      config: oneModel({ agents: 'params: { top_p: 0.8 }' }),
      release: '2026.4.22',
      findings: [{ messageId: 'name', fix: 'none' }],
    },
    {
      name: 'a number in quotes',
      config: oneModel({ agents: 'params: { temperature: "0.2" }' }),
      release: '2026.9.6',
      findings: [{ messageId: 'value', at: 'temperature', fix: 'safe' }],
      fixed: oneModel({ agents: 'params: { temperature: 0.2 }' }),
    },
    {
      name: 'params of a row',
      config: row(', params: { temperature: 0.2 }'),
      release: '2026.9.6',
      findings: [{ messageId: 'place', data: { name: 'temperature', owner: 'model row' }, fix: 'safe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { temperature: 0.2 } } }' }),
    },
    {
      name: 'params of a row, where the map of models is a list of allowed ones',
      config: row(', params: { temperature: 0.2 }'),
      release: '2026.5.28',
      findings: [{ messageId: 'place', fix: 'unsafe' }],
      fixed: oneModel({ agents: 'models: { "vllm/m1": { params: { temperature: 0.2 } } }' }),
    },
  ],
});
