import rule from '../../../src/rules/provider/no-fallback.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';
import { twoServers } from './two-servers.js';

const one = '"a/big"';
const both = '{ primary: "a/big", fallbacks: ["b/big"] }';

ruleTest(rule, {
  clean: [
    { name: 'one server', config: oneModel() },
    { name: 'has one', config: twoServers({ model: both }) },
    { name: 'an empty list, on purpose', config: twoServers({ model: '{ primary: "a/big", fallbacks: [] }' }) },
    { name: 'another port of the same machine', config: twoServers({ model: one, b: 'http://10.0.0.1:9000/v1' }) },
    {
      name: 'another name of the same machine',
      config: twoServers({ model: one, a: 'http://localhost:8000/v1', b: 'http://127.0.0.1:9000/v1' }),
    },
    { name: 'the other lists nothing', config: twoServers({ model: one, rows: '' }) },
    {
      name: 'the other makes no conversation',
      config: twoServers({
        model: one,
        rows: '{ id: "bge-m3-embedding", name: "E", contextWindow: 32768, maxTokens: 1 }',
      }),
    },
    {
      name: 'the other has too small a window',
      config: twoServers({ model: one, rows: '{ id: "tiny", name: "T", contextWindow: 2048, maxTokens: 512 }' }),
    },
    {
      name: 'the other has no key',
      config: twoServers({ model: one, b: 'https://llm.example.com/v1', key: 'VLLM_API_KEY' }),
    },
    { name: 'the primary is at a vendor', config: twoServers({ model: one, a: 'https://api.groq.com/openai/v1' }) },
    { name: 'the primary is at a relay', config: twoServers({ model: one, a: 'https://relay.example.com/v1' }) },
    { name: 'nobody chose the primary', config: twoServers({ model: '{}' }) },
    {
      name: 'an agent without fallbacks, on purpose',
      config: twoServers({
        model: both,
        agents: 'entries: { main: {}, ops: { model: { primary: "a/big", fallbacks: [] } } }',
      }),
    },
    {
      name: '2026.4.22 lets an agent with a model of its own have the fallbacks of all',
      config: twoServers({ model: both, agents: 'list: [{ id: "main" }, { id: "ops", model: "a/small" }]' }),
      release: '2026.4.22',
    },
  ],
  flagged: [
    {
      name: 'a second server',
      config: twoServers({ model: one }),
      findings: [
        {
          messageId: 'none',
          at: '"a/big"',
          data: { primary: 'a/big', provider: 'b', host: '10.0.0.2' },
          severity: 'info',
          fix: 'unsafe',
        },
      ],
      fixed: twoServers({ model: '{ primary: "a/big", fallbacks: ["b/big"] }' }),
    },
    {
      name: 'into an object',
      config: twoServers({ model: '{ primary: "a/big" }' }),
      findings: [{ messageId: 'none', data: { primary: 'a/big', provider: 'b', host: '10.0.0.2' } }],
      fixed: twoServers({ model: '{ primary: "a/big", fallbacks: ["b/big"] }' }),
    },
    {
      name: 'a stranger',
      config: twoServers({ model: one, b: 'https://api.groq.com/openai/v1', key: 'gsk-fake' }),
      findings: [{ messageId: 'none', data: { primary: 'a/big', provider: 'b', host: 'api.groq.com' }, fix: 'manual' }],
    },
    {
      name: 'an agent with a model of its own',
      config: twoServers({ model: both, agents: 'entries: { main: {}, ops: { model: "a/small" } }' }),
      findings: [{ messageId: 'not-inherited', at: '"a/small"', data: { agent: 'ops' }, fix: 'unsafe' }],
      fixed: twoServers({
        model: both,
        agents: 'entries: { main: {}, ops: { model: { primary: "a/small", fallbacks: ["b/big"] } } }',
      }),
    },
    {
      name: 'several agents, once',
      config: twoServers({ model: one, agents: 'entries: { main: {}, ops: { model: "a/small" } }' }),
      findings: [{ messageId: 'none', data: { primary: 'a/big', provider: 'b', host: '10.0.0.2' } }],
      fixed: twoServers({ model: both, agents: 'entries: { main: {}, ops: { model: "a/small" } }' }),
      leaves: [{ messageId: 'not-inherited', data: { agent: 'ops' } }],
    },
  ],
});
