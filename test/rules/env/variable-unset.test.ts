import rule from '../../../src/rules/env/variable-unset.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const template = (name: string) => `$\{${name}}`;
const withKey = (name: string) =>
  oneModel({ provider: 'box', block: `api: "openai-completions", apiKey: "${template(name)}"` });

ruleTest(rule, {
  clean: [
    { name: 'set', config: withKey('BOX_KEY'), env: { BOX_KEY: 'not-a-real-key' } },
    { name: 'empty: another rule', config: withKey('BOX_KEY'), env: { BOX_KEY: '' } },
    {
      name: 'of a channel that is switched off',
      config: `{ channels: { telegram: { enabled: false, accounts: { a: { botToken: "${template('BOT_TOKEN')}" } } } } }`,
    },
    { name: 'escaped', config: `{ messages: { responsePrefix: "$${template('NAME')}" } }` },
    { name: 'no key found in this release: another rule', config: withKey('BOX_KEY'), release: '2026.4.22' },
  ],
  flagged: [
    {
      name: 'sent as text in this release',
      config: withKey('BOX_KEY'),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'unset',
          at: `"${template('BOX_KEY')}"`,
          data: { key: 'apiKey', name: 'BOX_KEY' },
          severity: 'warning',
          confidence: 'likely',
          fix: 'none',
        },
      ],
    },
    {
      name: 'only in ./.env, which the release does not trust',
      config: withKey('VLLM_API_KEY'),
      facts: (facts) =>
        facts.variables.ok
          ? {
              ...facts,
              variables: {
                ok: true,
                value: facts.variables.value.map((use) => ({ ...use, state: 'blocked' as const })),
              },
            }
          : facts,
      findings: [{ messageId: 'blocked', data: { key: 'apiKey', name: 'VLLM_API_KEY' } }],
    },
  ],
});
