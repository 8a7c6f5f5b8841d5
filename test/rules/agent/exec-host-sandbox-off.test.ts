import rule from '../../../src/rules/agent/exec-host-sandbox-off.js';
import { ruleTest } from '../rule-test.js';

const host = 'tools: { exec: { host: "sandbox" } }';

ruleTest(rule, {
  clean: [
    { name: 'nothing said', config: '{}' },
    { name: 'every session has a sandbox', config: `{ ${host}, agents: { defaults: { sandbox: { mode: "all" } } } }` },
    { name: 'on the gateway', config: '{ tools: { exec: { host: "gateway" } } }' },
    { name: 'no commands at all', config: '{ tools: { exec: { host: "sandbox" }, deny: ["group:runtime"] } }' },
    { name: 'a profile without commands', config: '{ tools: { exec: { host: "sandbox" }, profile: "messaging" } }' },
    {
      name: 'each agent has its own sandbox',
      config: `{ ${host}, agents: { list: [{ id: "a", sandbox: { mode: "all" } }] } }`,
      release: '2026.4.22',
    },
  ],
  flagged: [
    {
      name: 'no sandbox',
      config: `{ ${host} }`,
      findings: [
        {
          messageId: 'off',
          at: '"sandbox"',
          data: {},
          severity: 'error',
          confidence: 'certain',
          fix: 'manual',
          title:
            "set agents.defaults.sandbox.mode to 'all', or tools.exec.host to 'gateway': commands then run unconfined",
        },
      ],
    },
    {
      name: 'only the main session has none',
      config: `{ ${host}, agents: { defaults: { sandbox: { mode: "non-main" } } } }`,
      release: '2026.4.22',
      findings: [{ messageId: 'main', at: '"sandbox"', severity: 'warning' }],
    },
    {
      name: 'one agent of two, by its own key',
      config: '{ agents: { entries: { main: {}, b: { tools: { exec: { host: "sandbox" } } } } } }',
      findings: [{ messageId: 'off', at: '"sandbox"' }],
    },
    {
      name: 'two agents, one key',
      config: `{ ${host}, agents: { entries: { main: {}, b: {} } } }`,
      findings: [{ messageId: 'off' }],
    },
    {
      name: 'a narrow profile that has commands added',
      config: '{ tools: { exec: { host: "sandbox" }, profile: "messaging", alsoAllow: ["exec"] } }',
      findings: [{ messageId: 'off' }],
    },
  ],
});
