import rule from '../../../src/rules/agent/exec-host-auto.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'no node is named', config: '{ tools: { exec: { host: "auto" } } }' },
    { name: 'commands run there', config: '{ tools: { exec: { host: "node", node: "mac-mini" } } }' },
    { name: 'no commands at all', config: '{ tools: { exec: { node: "mac-mini" }, allow: ["read"] } }' },
    { name: 'an empty name', config: '{ tools: { exec: { node: "" } } }' },
  ],
  flagged: [
    {
      name: 'nothing says where',
      config: '{ tools: { exec: { node: "mac-mini" /* in the office */ } } }',
      findings: [
        {
          messageId: 'auto',
          at: '"mac-mini"',
          data: { place: 'on the gateway', name: 'mac-mini' },
          severity: 'info',
          fix: 'unsafe',
          title: "set tools.exec.host to 'node'",
        },
      ],
      fixed: '{ tools: { exec: { node: "mac-mini" /* in the office */, host: "node" } } }',
    },
    {
      name: 'auto, with a sandbox',
      config:
        '{ tools: { exec: { host: "auto", node: "mac-mini" } }, agents: { defaults: { sandbox: { mode: "non-main" } } } }',
      release: '2026.4.22',
      findings: [{ messageId: 'auto', data: { place: 'in the sandbox', name: 'mac-mini' } }],
      fixed:
        '{ tools: { exec: { host: "node", node: "mac-mini" } }, agents: { defaults: { sandbox: { mode: "non-main" } } } }',
    },
    {
      name: 'another place is named',
      config: '{ tools: { exec: { host: "gateway", node: "mac-mini" } } }',
      findings: [{ messageId: 'never', data: { name: 'mac-mini', host: 'gateway' }, severity: 'warning' }],
      fixed: '{ tools: { exec: { host: "node", node: "mac-mini" } } }',
    },
  ],
});
