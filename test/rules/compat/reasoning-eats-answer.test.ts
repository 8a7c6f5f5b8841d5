import rule from '../../../src/rules/compat/reasoning-eats-answer.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    { name: 'text came', config: row(), server: { served, found: [], reasoning: 'hm' } },
    { name: 'nothing came at all', config: row(), server: { served, found: [], text: '' } },
    {
      name: 'cut, but turns have more room',
      config: row(),
      server: { served, found: [], text: '', reasoning: 'hm', finishReason: 'length' },
    },
  ],
  flagged: [
    {
      name: 'all of it is reasoning',
      config: row(),
      server: { served, found: [], text: '', reasoning: 'hm' },
      findings: [{ messageId: 'empty', data: { model: 'm1' }, severity: 'error' }],
    },
    {
      name: 'cut while thinking, and turns have no more room',
      config: oneModel({ row: 'contextWindow: 32768, maxTokens: 512' }),
      server: { served, found: [], text: '', reasoning: 'hm', finishReason: 'length' },
      findings: [{ messageId: 'long', data: { model: 'm1', tokens: 512 }, severity: 'warning' }],
    },
  ],
});
