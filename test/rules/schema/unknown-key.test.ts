import { known, unknown } from '../../../src/facts/fact.js';
import type { Facts } from '../../../src/facts/types.js';
import rule from '../../../src/rules/schema/unknown-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (more: string) => oneModel({ block: `api: "openai-completions", apiKey: "vllm-local"${more}` });

/** Says of every unknown key which releases know it. */
const withLifetime = (first: string, last: string) => (facts: Facts) =>
  facts.verdict.ok
    ? {
        ...facts,
        verdict: known({
          ...facts.verdict.value,
          issues: facts.verdict.value.issues.map((issue) => ({ ...issue, lifetime: { first, last } })),
        }),
      }
    : facts;

ruleTest(rule, {
  clean: [
    { name: 'known keys', config: oneModel() },
    { name: 'advice: another rule', config: '{ agents: { defaults: { localModelMode: "lean" } } }' },
    {
      name: 'retired, and repaired by the release',
      config: oneModel({ agents: 'contextTokens: 32768' }),
      release: '2026.9.6',
    },
  ],
  flagged: [
    {
      name: 'a section that nobody knows',
      config: '{ zebra: {} }',
      findings: [{ messageId: 'section', at: 'zebra', data: { key: 'zebra', release: '2026.9.6' }, fix: 'unsafe' }],
      fixed: '{}',
    },
    {
      name: 'a slip',
      config: oneModel({ row: 'contextWindw: 32768, maxTokens: 4096' }),
      findings: [
        {
          messageId: 'unknown',
          at: 'contextWindw',
          data: { key: 'contextWindw', parent: 'models.providers.vllm.models.0', release: '2026.9.6' },
          severity: 'error',
          fix: 'safe',
          title: "rename it to 'contextWindow'",
        },
      ],
      fixed: oneModel({ row: 'contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'only case differs',
      config: oneModel({ row: 'contextwindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'unknown', fix: 'safe' }],
      fixed: oneModel({ row: 'contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'nothing near',
      config: '{ gateway: { mode: "local", xyzzy: 1 } }',
      findings: [{ messageId: 'unknown', at: 'xyzzy', fix: 'unsafe', title: "remove 'xyzzy'" }],
      fixed: '{ gateway: { mode: "local" } }',
    },
    {
      name: 'the timeout of the newer generation',
      config: keyed(', timeoutSeconds: 600'),
      release: '2026.4.22',
      facts: withLifetime('2026.4.29', '2026.9.6'),
      findings: [
        {
          messageId: 'future',
          at: 'timeoutSeconds',
          data: { key: 'timeoutSeconds', first: '2026.4.29', release: '2026.4.22' },
          fix: 'safe',
        },
      ],
      fixed: oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }),
    },
    {
      name: 'the same beside a provider that would get the limit too',
      config: keyed(', timeoutSeconds: 600').replace(
        'providers: {',
        'providers: { other: { baseUrl: "https://example.org/v1", models: [] },',
      ),
      release: '2026.4.22',
      facts: withLifetime('2026.4.29', '2026.9.6'),
      findings: [{ messageId: 'future', fix: 'unsafe' }],
      fixed: oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }).replace(
        'providers: {',
        'providers: { other: { baseUrl: "https://example.org/v1", models: [] },',
      ),
    },
    {
      name: 'a word that may be another slip',
      config: oneModel({ row: 'maxToks: 4096' }),
      findings: [{ messageId: 'unknown', fix: 'unsafe', title: "rename it to 'maxTokens'" }],
      fixed: oneModel({ row: 'maxTokens: 4096' }),
    },
    {
      name: 'retired, and no migration knows it',
      config: oneModel({ row: 'contextWindow: 32768, maxTokens: 4096', agents: 'llm: { idleTimeoutSeconds: 600 }' }),
      release: '2026.9.6',
      facts: (facts) => ({ ...withLifetime('2026.3.31', '2026.4.22')(facts), migration: unknown('not planned') }),
      findings: [
        {
          messageId: 'retired',
          at: 'llm',
          data: { key: 'llm', last: '2026.4.22', release: '2026.9.6' },
          fix: 'unsafe',
        },
      ],
      fixed: oneModel(),
    },
  ],
});
