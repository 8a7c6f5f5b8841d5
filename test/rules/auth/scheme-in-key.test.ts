import rule from '../../../src/rules/auth/scheme-in-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const keyed = (literal: string) =>
  oneModel({ provider: 'box', block: `api: "openai-completions", apiKey: ${literal} /* mine */` });
const served = [{ id: 'm1', maxModelLen: 32768 }];
const refusal = { kind: 'http', status: 401 } as const;

ruleTest(rule, {
  clean: [
    { name: 'a key', config: keyed('"fake-key-of-nobody"') },
    { name: 'a word that begins so', config: keyed('"bearer-of-nobody"') },
    { name: 'no key', config: keyed('""') },
    {
      name: 'a header, where it belongs',
      config: oneModel({ block: 'api: "openai-completions", headers: { Authorization: "Bearer fake-key-of-nobody" }' }),
    },
  ],
  flagged: [
    {
      name: 'a key, and the server refuses it',
      config: keyed('"Bearer fake-key-of-nobody"'),
      server: { fails: refusal, chatFails: refusal },
      findings: [
        {
          messageId: 'twice',
          data: { provider: 'box' },
          severity: 'error',
          confidence: 'certain',
          fix: 'safe',
          title: "remove the word 'Bearer'",
        },
      ],
      fixed: keyed('"fake-key-of-nobody"'),
    },
    {
      name: 'a key, in other letters and quotes',
      config: keyed("'bearer  fake-key-of-nobody'"),
      findings: [{ messageId: 'twice', severity: 'warning', confidence: 'likely', fix: 'safe' }],
      fixed: keyed("'fake-key-of-nobody'"),
    },
    {
      name: 'a variable, and the server takes any key',
      config: keyed('"Bearer ${BOX_KEY}"'),
      env: { BOX_KEY: 'fake-key-of-nobody' },
      server: { served, openWithoutKey: true },
      findings: [{ messageId: 'twice', severity: 'info', fix: 'safe' }],
      fixed: keyed('"${BOX_KEY}"'),
    },
  ],
});
