import { known } from '../../../src/facts/fact.js';
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
      name: 'one that is set looks like it',
      config: withKey('BOX_KY'),
      release: '2026.9.6',
      env: { BOX_KEY: 'not-a-real-key', HOME: '/home/ann' },
      findings: [
        {
          messageId: 'unset',
          data: { key: 'apiKey', name: 'BOX_KY' },
          fix: 'safe',
          title: `write ${template('BOX_KEY')}, which is set`,
        },
      ],
      fixed: withKey('BOX_KEY'),
    },
    {
      name: 'one variable in several places: told once',
      config: `{ channels: { telegram: { allowFrom: ["${template('USER_A')}", "${template('USER_A')}"], groupAllowFrom: ["${template('USER_A')}"] } } }`,
      findings: [
        {
          messageId: 'several',
          at: `"${template('USER_A')}"`,
          data: { key: 'allowFrom.0', others: '2 other places', name: 'USER_A' },
          fix: 'none',
          proof: 'also channels.telegram.groupAllowFrom.0',
        },
      ],
    },
    {
      name: 'one slip in several places: one fix',
      config: `{ channels: { telegram: { allowFrom: ["${template('CHAT_USR')}"], groupAllowFrom: ["${template('CHAT_USR')}"] } } }`,
      env: { CHAT_USER: '1234' },
      findings: [{ messageId: 'several', fix: 'safe' }],
      fixed: `{ channels: { telegram: { allowFrom: ["${template('CHAT_USER')}"], groupAllowFrom: ["${template('CHAT_USER')}"] } } }`,
    },
    {
      name: 'a file in UTF-16 has it',
      config: withKey('BOX_KEY'),
      release: '2026.9.6',
      facts: (facts) => {
        const uses = facts.variables.ok ? facts.variables.value : [];
        return { ...facts, variables: known(uses.map((use) => ({ ...use, lostIn: '~/.openclaw/.env' }))) };
      },
      findings: [{ messageId: 'unset', data: { key: 'apiKey', name: 'BOX_KEY' }, fix: 'none' }],
    },
    {
      name: 'the same in a part of a text',
      config: oneModel({ baseUrl: `http://${template('GPU_HSOT')}:8000/v1` }),
      env: { GPU_HOST: '127.0.0.1' },
      findings: [{ messageId: 'unset', fix: 'safe' }],
      fixed: oneModel({ baseUrl: `http://${template('GPU_HOST')}:8000/v1` }),
    },
    {
      name: 'a variable of the config itself looks like it',
      config: `{ env: { vars: { GATEWAY_TOKEN: "not-a-real-token" } }, gateway: { auth: { mode: "token", token: "${template('GATWAY_TOKEN')}" } } }`,
      findings: [{ messageId: 'unset', fix: 'safe' }],
      fixed: `{ env: { vars: { GATEWAY_TOKEN: "not-a-real-token" } }, gateway: { auth: { mode: "token", token: "${template('GATEWAY_TOKEN')}" } } }`,
    },
    {
      name: 'two look like it',
      config: withKey('BOX_KEYA'),
      release: '2026.9.6',
      env: { BOX_KEYB: 'not-a-real-key', BOX_KEYC: 'not-a-real-key' },
      findings: [{ messageId: 'unset', fix: 'none' }],
    },
    {
      name: 'another number, another first letter, a vendor, an empty one, one with a use of its own: no slip',
      config: `{ messages: { responsePrefix: "${['BOX_1_KEY', 'CPU_KEY', 'GROK_API_KEY', 'EMPTY_TOKN', 'MAIN_KEYS'].map(template).join(' ')}", ackReaction: "${template('MAIN_KEY')}" } }`,
      env: {
        ...{ BOX_2_KEY: 'not-a-real-key', GPU_KEY: 'not-a-real-key', GROQ_API_KEY: 'not-a-real-key', EMPTY_TOKEN: ' ' },
        MAIN_KEY: 'not-a-real-key',
      },
      findings: Array.from({ length: 5 }, () => ({ messageId: 'unset', fix: 'none' as const })),
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
