import rule from '../../../src/rules/agent/exec-unrestricted.js';
import { ruleTest } from '../rule-test.js';

const telegram = 'channels: { telegram: { botToken: "${BOT}", dmPolicy: "open", allowFrom: ["*"] } }';
const open = (more: string) => `{ ${telegram}, ${more} }`;

ruleTest(rule, {
  clean: [
    { name: 'nothing said', config: '{}' },
    { name: 'the usual policy', config: '{ channels: { telegram: { botToken: "${BOT}", dmPolicy: "pairing" } } }' },
    { name: 'commands are asked for', config: open('tools: { exec: { ask: "always" } }') },
    { name: 'only listed commands', config: open('tools: { exec: { security: "allowlist", ask: "on-miss" } }') },
    { name: 'the same in the newer key', config: open('tools: { exec: { mode: "ask" } }') },
    { name: 'a sandbox', config: open('agents: { defaults: { sandbox: { mode: "all" } } }') },
    { name: 'no commands', config: open('tools: { deny: ["exec"] }') },
    { name: 'a profile without commands', config: open('tools: { profile: "minimal" }') },
    {
      name: 'one agent is not free: which of them answers is not known',
      config: open('agents: { entries: { main: {}, b: { tools: { deny: ["*"] } } } }'),
    },
    { name: 'an open group', config: '{ channels: { telegram: { groupPolicy: "open" } } }' },
    {
      name: 'named people alone',
      config: '{ channels: { feishu: { dmPolicy: "open", allowFrom: ["ou_123"] } } }',
    },
    {
      name: 'switched off',
      config: '{ channels: { telegram: { enabled: false, dmPolicy: "open", allowFrom: ["*"] } } }',
    },
    {
      name: 'the channel takes tools away',
      config:
        '{ channels: { telegram: { dmPolicy: "open", allowFrom: ["*"], groups: { "*": { tools: { deny: ["exec"] } } } } } }',
    },
  ],
  flagged: [
    {
      name: 'an open channel, and nothing else',
      config: `{ ${telegram} }`,
      findings: [
        {
          messageId: 'open',
          at: '"open"',
          data: { channel: 'telegram' },
          severity: 'warning',
          confidence: 'likely',
          fix: 'none',
        },
      ],
    },
    {
      name: 'all of it written',
      config: open('tools: { profile: "coding", exec: { host: "gateway", security: "full", ask: "off" } }'),
      release: '2026.4.22',
      findings: [{ messageId: 'open' }],
    },
    {
      name: 'the newer key',
      config: open('tools: { exec: { mode: "full" } }'),
      findings: [{ messageId: 'open' }],
    },
    {
      name: 'named people alone, in a release that does not look at them',
      config: '{ channels: { feishu: { dmPolicy: "open", allowFrom: ["ou_123"] } } }',
      release: '2026.4.22',
      findings: [{ messageId: 'open', data: { channel: 'feishu' } }],
    },
    {
      name: 'two accounts of one channel',
      config: `{ channels: { discord: { accounts: {
        a: { token: "$\{A}", dmPolicy: "open", allowFrom: ["1"] },
        b: { token: "$\{B}", dmPolicy: "open", allowFrom: ["*"] },
        c: { token: "$\{C}", dmPolicy: "open", enabled: false },
      } } } }`,
      findings: [{ messageId: 'open', at: '"open"', data: { channel: 'discord' } }],
    },
  ],
});
