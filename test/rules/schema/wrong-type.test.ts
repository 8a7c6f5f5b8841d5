import rule from '../../../src/rules/schema/wrong-type.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'right types', config: oneModel() }],
  flagged: [
    {
      name: 'a number in quotes',
      config: oneModel({ row: 'contextWindow: "32768", maxTokens: 4096' }),
      findings: [
        { messageId: 'value', at: '"32768"', severity: 'error', fix: 'safe', title: 'write 32768 without quotes' },
      ],
      fixed: oneModel(),
    },
    {
      name: 'a variable where a number belongs',
      config: oneModel({ row: `contextWindow: "$\{WINDOW}", maxTokens: 4096` }),
      env: { WINDOW: '32768' },
      findings: [{ messageId: 'value', fix: 'none' }],
    },
    {
      name: 'a boolean in quotes',
      config: oneModel({ row: 'reasoning: "false", contextWindow: 32768, maxTokens: 4096' }),
      findings: [{ messageId: 'value', fix: 'safe' }],
      fixed: oneModel({ row: 'reasoning: false, contextWindow: 32768, maxTokens: 4096' }),
    },
    {
      name: 'a word in other letters',
      config: oneModel({ block: 'api: "OpenAI-Completions", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', at: '"OpenAI-Completions"', fix: 'safe' }],
      fixed: oneModel(),
    },
    {
      name: 'a word that is near none of them',
      config: '{ gateway: { bind: "everywhere" } }',
      findings: [{ messageId: 'value', at: '"everywhere"', fix: 'none' }],
    },
    {
      name: 'a word that is near',
      config: oneModel({ block: 'api: "openai-completion", apiKey: "vllm-local"' }),
      findings: [{ messageId: 'value', fix: 'unsafe' }],
      fixed: oneModel(),
    },
  ],
});
