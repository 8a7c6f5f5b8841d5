import rule from '../../../src/rules/provider/discovery-off.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const env = { VLLM_API_KEY: 'fake-key-of-nobody', SGLANG_API_KEY: 'fake-key-of-nobody' };
const box = (primary: string, rest: string) => oneModel({ provider: 'box', primary, rest });
const older = { release: '2026.4.22', env };
const replace = (primary: string) => box(primary, '').replace('providers:', 'mode: "replace", providers:');

ruleTest(rule, {
  clean: [
    { name: 'discovery is on', config: box('vllm/qwen3', ''), env },
    {
      name: 'the provider has an entry',
      config: oneModel({ rest: 'plugins: { entries: { vllm: { enabled: false } } }' }),
      env,
    },
    { name: 'replace, with an entry', config: oneModel().replace('providers:', 'mode: "replace", providers:'), env },
    { name: 'no key: another rule', config: replace('vllm/qwen3') },
    { name: 'nobody names such a model', config: replace('box/m1'), env },
    { name: 'replace in 2026.4.22', config: replace('vllm/qwen3'), ...older },
    { name: 'no plugins in 2026.4.22', config: box('vllm/qwen3', 'plugins: { enabled: false }'), ...older },
    {
      name: 'another plugin is off',
      config: box('vllm/qwen3', 'plugins: { entries: { sglang: { enabled: false } } }'),
      env,
    },
  ],
  flagged: [
    {
      name: 'replace',
      config: replace('vllm/qwen3'),
      env,
      findings: [
        {
          messageId: 'off',
          at: '"vllm/qwen3"',
          data: { model: 'vllm/qwen3', key: 'models.mode' },
          severity: 'warning',
          confidence: 'likely',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'the plugin is off in 2026.4.22',
      config: box('vllm/qwen3', 'plugins: { entries: { vllm: { enabled: false } } }'),
      ...older,
      findings: [{ messageId: 'off', data: { model: 'vllm/qwen3', key: 'plugins.entries.vllm.enabled' } }],
    },
    {
      name: 'the plugin is denied',
      config: box('sglang/qwen3', 'plugins: { deny: ["slack", "sglang"] }'),
      env,
      findings: [{ messageId: 'off', data: { model: 'sglang/qwen3', key: 'plugins.deny.1' } }],
    },
    {
      name: 'no plugins',
      config: box('vllm/qwen3', 'plugins: { enabled: false }'),
      env,
      findings: [{ messageId: 'off', data: { model: 'vllm/qwen3', key: 'plugins.enabled' } }],
    },
  ],
});
