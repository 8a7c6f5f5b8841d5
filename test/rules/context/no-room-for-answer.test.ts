import rule from '../../../src/rules/context/no-room-for-answer.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const limits = (contextWindow: number, maxTokens: number) =>
  oneModel({ row: `contextWindow: ${contextWindow}, maxTokens: ${maxTokens}` });
const served = [{ id: 'm1', maxModelLen: 16384 }];
const byAgent = (all: number, other: number) => `{
  agents: { defaults: { model: "vllm/m1", params: { maxTokens: ${all} } }, list: [
    { id: "a", default: true }, // talks
    { id: "b", params: { maxTokens: ${other} } }, // writes
  ] },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "m1", name: "m1", contextWindow: 16384, maxTokens: 8192 }],
  } } },
}
`;

ruleTest(rule, {
  clean: [
    { name: 'fits', config: limits(16384, 2048), release: '2026.4.22', served, prompt: 13612 },
    { name: 'fits to the token', config: limits(16384, 2772), release: '2026.4.22', served, prompt: 13612 },
    {
      name: 'prompt alone is too long: another rule',
      config: limits(16384, 2048),
      release: '2026.4.22',
      served,
      prompt: 16384,
    },
    {
      name: 'the release subtracts the prompt',
      config: limits(16384, 8192),
      release: '2026.9.6',
      served,
      prompt: 9000,
    },
    {
      name: 'vLLM 0.32.0 cuts the answer to what is left',
      config: limits(16384, 8192),
      release: '2026.4.22',
      server: { served, version: '0.32.0' },
      prompt: 13612,
    },
    {
      name: 'llama.cpp compares the prompt alone',
      config: limits(16384, 8192),
      release: '2026.4.22',
      server: { served, family: 'llama.cpp' },
      prompt: 13612,
    },
    { name: 'no prompt known', config: limits(16384, 8192), release: '2026.4.22', served },
    {
      name: 'served window unknown',
      config: limits(16384, 8192),
      release: '2026.4.22',
      served: [{ id: 'm1' }],
      prompt: 13612,
    },
  ],
  flagged: [
    {
      name: 'params of one agent ask for more than those of all',
      config: byAgent(1024, 6000),
      release: '2026.4.22',
      served,
      prompt: 13612,
      findings: [{ messageId: 'sum', at: '6000', data: { prompt: 13612, answer: 6000, sum: 19612, served: 16384 } }],
      fixed: byAgent(1024, 2048),
    },
    {
      name: 'the 400 that OpenClaw calls an overflow',
      config: limits(128000, 8192),
      release: '2026.4.22',
      served,
      prompt: 13612,
      findings: [
        {
          messageId: 'sum',
          at: '8192',
          data: { prompt: 13612, answer: 8192, sum: 21804, served: 16384 },
          severity: 'error',
          fix: 'safe',
          title: 'set maxTokens to 2048',
          proof: 'prompt 13612 + answer 8192 = 21804 > 16384 served',
        },
      ],
      fixed: limits(128000, 2048),
    },
    {
      name: '2026.4.22 caps the answer at 32000',
      config: limits(65536, 65536),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 40960 }],
      prompt: 15286,
      findings: [{ messageId: 'sum', data: { prompt: 15286, answer: 32000, sum: 47286, served: 40960 } }],
      fixed: limits(65536, 16384),
    },
    {
      name: 'default answer of a row without maxTokens',
      config: oneModel({ row: 'contextWindow: 16384' }),
      release: '2026.4.22',
      served,
      prompt: 13612,
      findings: [{ messageId: 'sum', data: { prompt: 13612, answer: 8192, sum: 21804, served: 16384 }, fix: 'safe' }],
      fixed: oneModel({ row: 'contextWindow: 16384, maxTokens: 2048' }),
    },
    {
      name: 'the estimate of newer releases is taken from the configured window',
      config: limits(131072, 8192),
      release: '2026.9.6',
      served,
      prompt: 13289,
      findings: [{ messageId: 'sum', data: { prompt: 13289, answer: 8192, sum: 21481, served: 16384 }, fix: 'safe' }],
      fixed: limits(131072, 2048),
    },
    {
      name: 'an estimate that fails even at its best: the fix holds at its worst',
      config: limits(16384, 8192),
      release: '2026.4.22',
      served,
      prompt: 12000,
      promptDoubt: 1000,
      findings: [
        {
          messageId: 'sum',
          severity: 'error',
          fix: 'safe',
          proof: 'room 16384 - 13000 = 3384, nine tenths of it 3045',
        },
      ],
      fixed: limits(16384, 2048),
    },
    {
      name: 'an estimate that may well fit',
      config: limits(16384, 4096),
      release: '2026.4.22',
      served,
      prompt: 12500,
      promptDoubt: 1000,
      findings: [{ messageId: 'sum', severity: 'warning', confidence: 'likely', fix: 'unsafe' }],
      fixed: limits(16384, 2048),
      leaves: [],
    },
    {
      name: 'room too small for any answer',
      config: limits(16384, 8192),
      release: '2026.4.22',
      served,
      prompt: 15900,
      findings: [{ messageId: 'sum', data: { prompt: 15900, answer: 8192, sum: 24092, served: 16384 }, fix: 'none' }],
    },
  ],
});
