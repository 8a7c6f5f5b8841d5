import rule from '../../../src/rules/context/window-exceeds-served.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const window = (tokens: number) => oneModel({ row: `contextWindow: ${tokens}, maxTokens: 4096` });

ruleTest(rule, {
  clean: [
    { name: 'equal to served', config: window(32768), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'smaller on purpose', config: window(16384), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'server does not tell', config: window(131072), served: [{ id: 'm1' }] },
    { name: 'server is down', config: window(131072), server: { fails: { kind: 'refused' } } },
    { name: 'nobody was asked', config: window(131072) },
    { name: 'another model is served', config: window(131072), served: [{ id: 'm2', maxModelLen: 4096 }] },
    {
      name: 'capped by contextTokens',
      config: oneModel({ row: 'contextWindow: 131072, contextTokens: 32768, maxTokens: 4096' }),
      served: [{ id: 'm1', maxModelLen: 32768 }],
    },
    {
      name: 'capped by agents.defaults.contextTokens in the release that heeds it',
      config: oneModel({ row: 'contextWindow: 131072, maxTokens: 4096', agents: 'contextTokens: 32768' }),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 32768 }],
    },
  ],
  flagged: [
    {
      name: 'keeps the comment on the line',
      config: window(131072),
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [
        {
          messageId: 'exceeds',
          at: '131072',
          data: { model: 'm1', configured: 131072, served: 32768 },
          severity: 'error',
          fix: 'safe',
          title: 'set contextWindow to 32768',
        },
      ],
      fixed: window(32768),
    },
    {
      name: 'a cap that the release ignores',
      config: oneModel({ row: 'contextWindow: 131072, maxTokens: 4096', agents: 'contextTokens: 32768' }),
      release: '2026.9.6',
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [{ messageId: 'exceeds', at: '131072' }],
      fixed: oneModel({ row: 'contextWindow: 32768, maxTokens: 4096', agents: 'contextTokens: 32768' }),
    },
    {
      name: 'contextTokens decides',
      config: oneModel({ row: 'contextWindow: 131072, contextTokens: 65536, maxTokens: 4096' }),
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [{ messageId: 'exceeds', at: '65536', title: 'set contextTokens to 32768' }],
      fixed: oneModel({ row: 'contextWindow: 131072, contextTokens: 32768, maxTokens: 4096' }),
    },
    {
      name: 'nobody uses the model',
      config: oneModel({ row: 'contextWindow: 131072, maxTokens: 4096', primary: 'openai/gpt-5.4' }),
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [{ messageId: 'exceeds', severity: 'warning' }],
      fixed: oneModel({ row: 'contextWindow: 32768, maxTokens: 4096', primary: 'openai/gpt-5.4' }),
    },
    {
      name: 'the assumed window',
      config: oneModel({ row: 'maxTokens: 4096' }),
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [{ messageId: 'assumed', data: { model: 'm1', configured: 200000, served: 32768 }, fix: 'safe' }],
      fixed: oneModel({ row: 'maxTokens: 4096, contextWindow: 32768' }),
    },
    {
      name: 'served window below the floor: no number helps',
      config: window(131072),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 8192 }],
      findings: [{ messageId: 'exceeds', fix: 'manual' }],
    },
    {
      name: 'a model that the provider does not list',
      config: oneModel({ primary: 'vllm/other', row: 'contextWindow: 16384, maxTokens: 1024' }),
      release: '2026.9.6',
      served: [
        { id: 'm1', maxModelLen: 16384 },
        { id: 'other', maxModelLen: 16384 },
      ],
      findings: [{ messageId: 'assumed', data: { model: 'other', configured: 200000, served: 16384 }, fix: 'safe' }],
      fixed: oneModel({ primary: 'vllm/other', row: 'contextWindow: 16384, maxTokens: 1024' }).replace(
        'from the model card\n',
        'from the model card\n          { id: "other", name: "other", contextWindow: 16384 },\n',
      ),
    },
  ],
});
