import rule from '../../../src/rules/agent/exec-host-node-without-node.js';
import { ruleTest } from '../rule-test.js';

const config = '{ tools: { exec: { host: "node" } } }';
const paired = (...roles: readonly string[]) =>
  JSON.stringify(Object.fromEntries(roles.map((role, i) => [`device-${i}`, { deviceId: `device-${i}`, role }])));

ruleTest(rule, {
  clean: [
    { name: 'one node', config, state: { 'devices/paired.json': paired('operator', 'node') } },
    {
      name: 'one node of the older list',
      config,
      state: { 'nodes/paired.json': '{ "mac-1": { "nodeId": "mac-1" } }' },
    },
    { name: 'a database, where we do not look', config, state: { 'state/openclaw.sqlite': 'x' } },
    { name: 'a list that cannot be read', config, state: { 'devices/paired.json': '{' } },
    {
      name: 'the nodes of another gateway',
      config: '{ gateway: { mode: "remote" }, tools: { exec: { host: "node" } } }',
    },
    {
      name: 'one of two is named',
      config: '{ tools: { exec: { host: "node", node: "device-1" } } }',
      state: { 'devices/paired.json': paired('node', 'node') },
    },
    { name: 'commands run elsewhere', config: '{ tools: { exec: { host: "gateway" } } }' },
  ],
  flagged: [
    {
      name: 'no node',
      config,
      findings: [
        {
          messageId: 'none',
          at: '"node"',
          data: {},
          severity: 'error',
          confidence: 'likely',
          fix: 'manual',
          title: "pair a node (openclaw nodes), or set tools.exec.host to 'gateway'",
        },
      ],
    },
    {
      name: 'one is named, and none is paired',
      config: '{ tools: { exec: { host: "node", node: "mac-mini" } } }',
      release: '2026.4.22',
      state: { 'devices/paired.json': paired('operator') },
      findings: [{ messageId: 'none', severity: 'error' }],
    },
    {
      name: 'two nodes, of both lists, for one agent',
      config: '{ agents: { list: [{ id: "a", tools: { exec: { host: "node" } } }] } }',
      release: '2026.4.22',
      state: {
        'devices/paired.json': '{ "a": { "tokens": { "node": {} } }, "b": { "roles": ["operator"] } }',
        'nodes/paired.json': '{ "a": {}, "c": {} }',
      },
      findings: [
        {
          messageId: 'several',
          data: { count: 2 },
          severity: 'warning',
          title: 'name one of them: agents.list.0.tools.exec.node',
        },
      ],
    },
  ],
});
