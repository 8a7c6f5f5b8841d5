import rule from '../../../src/rules/provider/fallback-same-host.js';
import { ruleTest } from '../rule-test.js';
import { twoServers } from './two-servers.js';

ruleTest(rule, {
  clean: [
    { name: 'no fallback', config: twoServers({ model: '"a/big"' }) },
    {
      name: 'a fallback elsewhere',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["a/small", "b/big"] }' }),
    },
    {
      name: 'another port of the machine is another server',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["b/big"] }', b: 'http://10.0.0.1:8001/v1' }),
    },
    {
      name: 'a vendor',
      config: twoServers({
        model: '{ primary: "a/big", fallbacks: ["a/small"] }',
        a: 'https://api.groq.com/openai/v1',
      }),
    },
    {
      name: 'a relay on the internet, which stands before many servers',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["a/small"] }', a: 'https://relay.example.com/v1' }),
    },
    {
      name: 'a vendor that needs no entry',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["anthropic/claude-opus-4-6"] }' }),
    },
    {
      name: 'a fallback that reaches nothing',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["nope/x"] }' }),
    },
  ],
  flagged: [
    {
      name: 'another model of the server',
      config: twoServers({ model: '{ primary: "a/big", fallbacks: ["a/small"] }' }),
      findings: [
        {
          messageId: 'same',
          at: 'fallbacks',
          data: { primary: 'a/big', host: '10.0.0.1:8000' },
          severity: 'info',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'another provider of the same address',
      config: twoServers({
        model: '{ primary: "a/big", fallbacks: ["b/big", "a/small"] }',
        b: 'http://10.0.0.1:8000/other/v1',
      }),
      findings: [{ messageId: 'same', data: { primary: 'a/big', host: '10.0.0.1:8000' } }],
    },
    {
      name: 'another name of this machine',
      config: twoServers({
        model: '{ primary: "a/big", fallbacks: ["b/big"] }',
        a: 'http://localhost:8000/v1',
        b: 'http://127.0.0.1:8000/v1',
      }),
      findings: [{ messageId: 'same', data: { primary: 'a/big', host: '127.0.0.1:8000' } }],
    },
    {
      name: 'the chain of one agent',
      config: twoServers({
        model: '{ primary: "a/big", fallbacks: ["b/big"] }',
        agents: 'list: [{ id: "main" }, { id: "ops", model: { primary: "b/big", fallbacks: ["b/big"] } }]',
      }),
      release: '2026.4.22',
      findings: [{ messageId: 'same', at: 'fallbacks', data: { primary: 'b/big', host: '10.0.0.2:8000' } }],
    },
    {
      name: 'a list that agents inherit is told once',
      config: twoServers({
        model: '{ primary: "a/big", fallbacks: ["a/small"] }',
        agents: 'list: [{ id: "main" }, { id: "ops", model: "a/big" }]',
      }),
      release: '2026.4.22',
      findings: [{ messageId: 'same', data: { primary: 'a/big', host: '10.0.0.1:8000' } }],
    },
  ],
});
