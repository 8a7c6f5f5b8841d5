import rule from '../../../src/rules/provider/ref-unresolved.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'right', config: oneModel() },
    { name: 'an id with a slash', config: oneModel({ id: 'org/m1' }) },
    { name: 'an alias', config: oneModel({ primary: 'fast', agents: 'models: { "vllm/m1": { alias: "fast" } }' }) },
    { name: 'a vendor that needs no block', config: oneModel({ primary: 'anthropic/claude-sonnet-4-5' }) },
  ],
  flagged: [
    {
      name: 'the provider is left out',
      config: oneModel({ id: 'org/m1', primary: 'org/m1' }),
      findings: [
        {
          messageId: 'unknown-provider',
          at: '"org/m1"',
          data: { text: 'org/m1', provider: 'org' },
          severity: 'warning',
          fix: 'safe',
        },
      ],
      fixed: oneModel({ id: 'org/m1' }),
    },
    {
      name: 'a slip in the provider',
      config: oneModel({ primary: 'vlm/m1' }),
      findings: [{ messageId: 'unknown-provider', data: { text: 'vlm/m1', provider: 'vlm' }, fix: 'unsafe' }],
      fixed: oneModel(),
    },
    {
      name: 'a bare word that nobody lists',
      config: oneModel({ primary: 'mistral-large' }),
      findings: [{ messageId: 'no-slash', data: { text: 'mistral-large' }, fix: 'none' }],
    },
    {
      name: 'empty',
      config: oneModel({ primary: '' }),
      findings: [{ messageId: 'empty', at: '""', data: { key: 'primary' } }],
    },
  ],
});
