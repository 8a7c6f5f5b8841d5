import rule from '../../../src/rules/compat/answer-empty.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1' }];

ruleTest(rule, {
  clean: [
    { name: 'says something', config: oneModel(), served },
    {
      name: 'had no room to say it: another cause',
      config: oneModel(),
      server: { served, text: '', finishReason: 'length' },
    },
    { name: 'nothing answers', config: oneModel(), server: { fails: { kind: 'refused' } } },
  ],
  flagged: [
    {
      name: 'no text, and done',
      config: oneModel(),
      server: { served, text: ' ' },
      findings: [
        {
          messageId: 'empty',
          data: { model: 'm1', host: '127.0.0.1:8000' },
          severity: 'error',
          fix: 'none',
          proof: 'finish_reason stop, no content, no reasoning',
        },
      ],
    },
  ],
});
