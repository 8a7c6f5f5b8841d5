import rule from '../../../src/rules/schema/changes-on-upgrade.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'no way was named', config: oneModel(), release: '2026.9.6' },
    { name: 'nothing differs', config: '{}', release: '2026.5.28..2026.6.1' },
  ],
  flagged: [
    {
      name: 'defaults of the releases',
      config: '{ gateway: { mode: "local" } }',
      release: '2026.4.22..2026.9.6',
      findings: [
        {
          messageId: 'changes',
          data: { what: 'limit of compaction', before: '900 s', after: '180 s', from: '2026.4.22', to: '2026.9.6' },
          severity: 'info',
        },
        {
          messageId: 'changes',
          data: { what: 'tool search', before: 'false', after: 'true', from: '2026.4.22', to: '2026.9.6' },
        },
      ],
    },
  ],
});
