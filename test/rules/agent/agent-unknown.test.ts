import rule from '../../../src/rules/agent/agent-unknown.js';
import { ruleTest } from '../rule-test.js';

const list = (rest: string) => `{ agents: { list: [{ id: "main", default: true }, { id: "support" }] }, ${rest} }`;
const binding = (agent: string) => `bindings: [{ agentId: "${agent}", match: { channel: "telegram" } }]`;

ruleTest(rule, {
  clean: [
    { name: 'in the roster', release: '2026.4.22', config: list(binding('Support')) },
    { name: 'main', release: '2026.4.22', config: `{ agents: { list: [{ id: "a" }] }, ${binding('main')} }` },
    { name: 'no roster', release: '2026.4.22', config: `{ ${binding('anybody')} }` },
    { name: 'refused by the release: the schema tells it', release: '2026.6.11', config: list(binding('nobody')) },
  ],
  flagged: [
    {
      name: 'nobody of that name',
      release: '2026.4.22',
      config: list(binding('zebra')),
      findings: [{ messageId: 'unknown', at: '"zebra"', severity: 'warning', data: { agent: 'zebra' } }],
    },
    {
      name: 'a hook, mistyped',
      release: '2026.4.22',
      config: list('hooks: { mappings: [{ id: "x", agentId: "suport" }] }'),
      findings: [{ messageId: 'near', at: '"suport"', data: { agent: 'suport', candidate: 'support' } }],
    },
  ],
});
