import rule from '../../../src/rules/schema/legacy-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'nothing old', config: oneModel() }],
  flagged: [
    {
      name: 'dropped while loading',
      config: oneModel({ agents: 'contextTokens: 32768' }),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'legacy',
          at: 'contextTokens',
          data: { release: '2026.9.6', path: 'agents.defaults.contextTokens' },
          severity: 'info',
          fix: 'none',
        },
      ],
    },
  ],
});
