import rule from '../../../src/rules/provider/ref-not-allowed.js';
import { ruleTest } from '../rule-test.js';

interface Setup {
  /** Members of agents.defaults besides the primary, as JSON5. */
  readonly defaults: string;
  readonly primary?: string;
  /** Members of agents besides defaults. */
  readonly agents?: string;
  /** Sections after `models`. */
  readonly rest?: string;
}

/** Two servers with three models. */
const setup = ({ defaults, primary = '"vllm/big"', agents = '', rest = '' }: Setup) => `{
  agents: {
    defaults: { model: ${primary}, ${defaults} }, // who answers
    ${agents}
  },
  models: { providers: {
    vllm: { baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local", models: [
      { id: "big", name: "Big", contextWindow: 65536, maxTokens: 4096 },
      { id: "small", name: "Small", contextWindow: 65536, maxTokens: 4096 },
    ] },
    gpu: { baseUrl: "http://127.0.0.1:8001/v1", api: "openai-completions", apiKey: "vllm-local", models: [
      { id: "other", name: "Other", contextWindow: 65536, maxTokens: 4096 },
    ] },
  } },
  ${rest}
}
`;
const older = { release: '2026.4.22' };
const hook = 'hooks: { enabled: true, token: "t", mappings: [{ match: { path: "x" }, model: "vllm/small" }] },';
const policy = (texts: string) => `modelPolicy: { allow: [${texts}] }`;
const map = (texts: string) => `models: { ${texts} }`;

ruleTest(rule, {
  clean: [
    { name: 'no list', config: setup({ defaults: 'heartbeat: { model: "vllm/small" }', rest: hook }) },
    { name: 'an empty list', config: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${policy('')}` }) },
    {
      name: 'on the list',
      config: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/small"')}` }),
    },
    { name: 'by a wildcard', config: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/*"')}` }) },
    { name: 'a primary that is not on a list of models', config: setup({ defaults: policy('"gpu/other"') }) },
    {
      name: 'by an alias',
      config: setup({
        defaults: `heartbeat: { model: "vllm/small" }, ${policy('"quick"')}, ${map('"vllm/small": { alias: "quick" }')}`,
      }),
    },
    {
      name: 'a map that is a catalogue and no list any more',
      config: setup({
        defaults: `heartbeat: { model: "vllm/small" }, ${map('"vllm/big": {}')}`,
        rest: 'meta: { migrations: { modelPolicyAllowlist: true } },',
      }),
    },
    {
      name: 'a policy without a list, beside a map',
      config: setup({ defaults: `heartbeat: { model: "vllm/small" }, modelPolicy: {}, ${map('"vllm/big": {}')}` }),
    },
    {
      name: 'the agent allows everything',
      config: setup({
        defaults: policy('"vllm/big"'),
        agents: 'entries: { main: { heartbeat: { model: "vllm/small" }, modelPolicy: { allow: [] } } },',
      }),
    },
    {
      name: 'heartbeats are off',
      config: setup({ defaults: `heartbeat: { every: "0m", model: "vllm/small" }, ${policy('"vllm/big"')}` }),
    },
    { name: 'hooks are off', config: setup({ defaults: policy('"vllm/big"'), rest: hook.replace('true', 'false') }) },
    {
      name: 'a hook that only wakes',
      config: setup({ defaults: policy('"vllm/big"'), rest: hook.replace('match:', 'action: "wake", match:') }),
    },
    {
      name: '2026.4.22 asks no list about heartbeats',
      config: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${map('"vllm/big": {}')}` }),
      ...older,
    },
    {
      name: '2026.4.22 allows fallbacks as overrides',
      config: setup({
        primary: '{ primary: "vllm/big", fallbacks: ["vllm/small"] }',
        defaults: map('"gpu/other": {}'),
        rest: hook,
      }),
      ...older,
    },
    {
      name: 'until 2026.9.5 fallbacks are allowed to heartbeats',
      config: setup({
        primary: '{ primary: "vllm/big", fallbacks: ["vllm/small"] }',
        defaults: `heartbeat: { model: "vllm/small" }, ${map('"gpu/other": {}')}`,
      }),
      release: '2026.7.1',
    },
    {
      name: 'sub-agents run the primary anyway',
      config: setup({ defaults: `subagents: { model: "vllm/big" }, ${policy('"gpu/other"')}` }),
    },
    {
      name: 'a wildcard below a provider',
      config: setup({ defaults: policy('"vllm/org/*"'), primary: '"vllm/org/m"' }),
    },
    {
      name: 'reaches nothing: another rule',
      config: setup({ defaults: `heartbeat: { model: "nope/x" }, ${policy('"vllm/big"')}` }),
    },
  ],
  flagged: [
    {
      name: 'a primary beside a wildcard',
      config: setup({ defaults: policy('"gpu/*"') }),
      findings: [
        {
          messageId: 'primary-replaced',
          at: '"vllm/big"',
          data: { model: 'vllm/big' },
          severity: 'warning',
          fix: 'safe',
        },
      ],
      fixed: setup({ defaults: policy('"gpu/*", "vllm/big"') }),
    },
    {
      name: 'a wildcard in the map of models',
      config: setup({ defaults: map('"gpu/*": {}') }),
      release: '2026.7.1',
      findings: [{ messageId: 'primary-replaced', data: { model: 'vllm/big' } }],
      fixed: setup({ defaults: map('"gpu/*": {}, "vllm/big": {}') }),
    },
    {
      name: 'only models that nobody knows',
      config: setup({ defaults: policy('"gpux/*"') }),
      findings: [{ messageId: 'no-turn', data: { model: 'vllm/big' }, severity: 'error' }],
      fixed: setup({ defaults: policy('"gpux/*", "vllm/big"') }),
    },
    {
      name: 'a heartbeat',
      config: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/big"')}` }),
      findings: [
        { messageId: 'heartbeat', at: '"vllm/small"', data: { model: 'vllm/small' }, severity: 'warning', fix: 'safe' },
      ],
      fixed: setup({ defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/big", "vllm/small"')}` }),
    },
    {
      name: 'a heartbeat on a fallback',
      config: setup({
        primary: '{ primary: "vllm/big", fallbacks: ["vllm/small"] }',
        defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/big"')}`,
      }),
      findings: [{ messageId: 'heartbeat', data: { model: 'vllm/small' } }],
      fixed: setup({
        primary: '{ primary: "vllm/big", fallbacks: ["vllm/small"] }',
        defaults: `heartbeat: { model: "vllm/small" }, ${policy('"vllm/big", "vllm/small"')}`,
      }),
    },
    {
      name: 'the list of one agent',
      config: setup({
        defaults: 'heartbeat: { model: "vllm/small" }',
        agents: `entries: { main: { default: true }, ops: { ${policy('"vllm/big"')} } },`,
      }),
      findings: [{ messageId: 'heartbeat', data: { model: 'vllm/small' } }],
      fixed: setup({
        defaults: 'heartbeat: { model: "vllm/small" }',
        agents: `entries: { main: { default: true }, ops: { ${policy('"vllm/big", "vllm/small"')} } },`,
      }),
    },
    {
      name: 'a model of a vendor',
      config: setup({ defaults: `heartbeat: { model: "openai/gpt-5.4-mini" }, ${policy('"vllm/big"')}` }),
      findings: [{ messageId: 'heartbeat', data: { model: 'openai/gpt-5.4-mini' }, fix: 'unsafe' }],
      fixed: setup({
        defaults: `heartbeat: { model: "openai/gpt-5.4-mini" }, ${policy('"vllm/big", "openai/gpt-5.4-mini"')}`,
      }),
    },
    {
      name: 'a hook',
      config: setup({ defaults: policy('"vllm/big"'), rest: hook }),
      findings: [{ messageId: 'hook-refused', at: '"vllm/small"', data: { model: 'vllm/small' }, severity: 'warning' }],
      fixed: setup({ defaults: policy('"vllm/big", "vllm/small"'), rest: hook }),
    },
    {
      name: 'a hook that names the primary',
      config: setup({ defaults: policy('"gpu/other"'), rest: hook.replace('small', 'big') }),
      findings: [{ messageId: 'hook-refused', data: { model: 'vllm/big' } }],
      fixed: setup({ defaults: policy('"gpu/other", "vllm/big"'), rest: hook.replace('small', 'big') }),
    },
    {
      name: 'a hook of 2026.4.22',
      config: setup({ defaults: map('"vllm/big": {}'), rest: hook }),
      ...older,
      findings: [{ messageId: 'hook-replaced', data: { model: 'vllm/small' } }],
      fixed: setup({ defaults: map('"vllm/big": {}, "vllm/small": {}'), rest: hook }),
    },
    {
      name: 'the mail hook',
      config: setup({
        defaults: map('"vllm/big": { alias: "b" }'),
        rest: 'hooks: { enabled: true, token: "t", gmail: { model: "vllm/small" } },',
      }),
      ...older,
      findings: [{ messageId: 'gmail', at: '"vllm/small"', data: { model: 'vllm/small' } }],
      fixed: setup({
        defaults: map('"vllm/big": { alias: "b" }, "vllm/small": {}'),
        rest: 'hooks: { enabled: true, token: "t", gmail: { model: "vllm/small" } },',
      }),
    },
    {
      name: 'sub-agents of 2026.4.22',
      config: setup({ defaults: `subagents: { model: { primary: "gpu/other" } }, ${map('"vllm/big": {}')}` }),
      ...older,
      findings: [{ messageId: 'subagents', at: '"gpu/other"', data: { model: 'gpu/other' }, severity: 'warning' }],
      fixed: setup({
        defaults: `subagents: { model: { primary: "gpu/other" } }, ${map('"vllm/big": {}, "gpu/other": {}')}`,
      }),
    },
    {
      name: 'sub-agents later',
      config: setup({ defaults: `subagents: { model: "gpu/other" }, ${policy('"vllm/big"')}` }),
      findings: [{ messageId: 'automations', data: { model: 'gpu/other' }, severity: 'info' }],
      fixed: setup({ defaults: `subagents: { model: "gpu/other" }, ${policy('"vllm/big", "gpu/other"')}` }),
    },
  ],
});
