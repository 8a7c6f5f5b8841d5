import rule from '../../../src/rules/compat/roles-must-alternate.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const says = 'Conversation roles must alternate';
const server = { served, found: [{ name: 'two-user-messages', verdict: 'no', says }] } as const;
const minimal = (profile: string) => oneModel({ rest: `\n  tools: { profile: "${profile}" },` });

ruleTest(rule, {
  clean: [
    {
      name: 'taken',
      config: row(),
      release: '2026.9.6',
      server: { served, found: [{ name: 'two-user-messages', verdict: 'yes' }] },
    },
    { name: 'not sent before 2026.9.3', config: row(), release: '2026.8.2', server },
    { name: 'not sent with the minimal profile', config: minimal('minimal'), release: '2026.9.6', server },
    { name: 'not sent without tools', config: row(', compat: { supportsTools: false }'), release: '2026.9.6', server },
    { name: 'another model was asked', config: oneModel({ primary: 'vllm/m2' }), release: '2026.9.6', server },
  ],
  flagged: [
    {
      name: 'refused',
      config: minimal('coding'),
      release: '2026.9.6',
      server,
      findings: [
        {
          messageId: 'refused',
          data: { host: '127.0.0.1:8000', model: 'm1', says },
          fix: 'unsafe',
          title: 'set tools.profile to "minimal"',
        },
      ],
      fixed: minimal('minimal'),
    },
  ],
});
