import rule from '../../../src/rules/auth/literal-env-name.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (provider: string, apiKey: string) =>
  oneModel({ provider, block: `api: "openai-completions", apiKey: "${apiKey}"` });
const served = [{ id: 'm1', maxModelLen: 32768 }];
const refuses = { served, chatFails: { kind: 'http' as const, status: 401 } };

ruleTest(rule, {
  clean: [
    { name: 'a template', config: keyed('box', `$\{BOX_KEY}`), env: { BOX_KEY: 'not-a-real-key' } },
    { name: 'a placeholder', config: keyed('box', 'vllm-local') },
    { name: 'the placeholder of the vLLM documentation', config: keyed('box', 'EMPTY') },
    { name: 'a known name without a value: another rule', config: keyed('vllm', 'VLLM_API_KEY') },
  ],
  flagged: [
    {
      name: 'a known name works as it is',
      config: keyed('vllm', 'VLLM_API_KEY'),
      release: '2026.4.22',
      env: { VLLM_API_KEY: 'not-a-real-key' },
      findings: [
        {
          messageId: 'looked-up',
          at: '"VLLM_API_KEY"',
          data: { provider: 'vllm', name: 'VLLM_API_KEY', release: '2026.4.22' },
          severity: 'info',
          fix: 'safe',
        },
      ],
      fixed: keyed('vllm', `$\{VLLM_API_KEY}`),
    },
    {
      name: 'an unknown name is sent as text',
      config: keyed('box', 'BOX_API_KEY'),
      env: { BOX_API_KEY: 'not-a-real-key' },
      findings: [
        {
          messageId: 'sent',
          at: '"BOX_API_KEY"',
          data: { provider: 'box', name: 'BOX_API_KEY' },
          severity: 'error',
          fix: 'safe',
          confidence: 'certain',
        },
      ],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
    {
      name: 'the variable is not set here',
      config: keyed('box', 'BOX_API_KEY'),
      findings: [{ messageId: 'sent', severity: 'warning', fix: 'unsafe', confidence: 'possible' }],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
    {
      name: 'the server refuses it',
      config: keyed('box', 'BOX_API_KEY'),
      server: refuses,
      findings: [{ messageId: 'sent', severity: 'error' }],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
    {
      name: 'it is a slip of one that is set, and the server refuses the text',
      config: keyed('box', 'BOX_APIKEY'),
      env: { BOX_API_KEY: 'not-a-real-key' },
      server: refuses,
      findings: [{ messageId: 'sent', severity: 'error', fix: 'safe', title: 'write ${BOX_API_KEY}' }],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
    {
      name: 'it is a slip of one that is set, and nobody asked the server',
      config: keyed('box', 'BXO_API_KEY'),
      env: { BOX_API_KEY: 'not-a-real-key' },
      findings: [{ messageId: 'sent', severity: 'warning', fix: 'unsafe' }],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
    {
      name: 'the server takes any key',
      config: keyed('box', 'BOX_API_KEY'),
      server: { served, openWithoutKey: true },
      findings: [{ messageId: 'sent', severity: 'info' }],
      fixed: keyed('box', `$\{BOX_API_KEY}`),
    },
  ],
});
