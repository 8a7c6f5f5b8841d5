import rule from '../../../src/rules/env/bad-substitution.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const withKey = (text: string) => oneModel({ provider: 'box', block: `api: "openai-completions", apiKey: "${text}"` });
const withUrl = (baseUrl: string) => oneModel({ baseUrl });

ruleTest(rule, {
  clean: [
    { name: 'the right form', config: withKey(`$\{BOX_KEY}`), env: { BOX_KEY: 'not-a-real-key' } },
    { name: 'a plain key', config: withKey('vllm-local') },
    {
      name: 'resolved by this release',
      config: withKey('$BOX_KEY'),
      release: '2026.5.18',
      env: { BOX_KEY: 'not-a-real-key' },
    },
    { name: 'meant for a shell', config: '{ hooks: { mappings: [{ id: "a", messageTemplate: "echo $HOME" }] } }' },
    { name: 'unset: another rule', config: withKey(`$\{BOX_KEY}`), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'without braces, the variable is set',
      config: withKey('$BOX_KEY'),
      release: '2026.9.6',
      env: { BOX_KEY: 'not-a-real-key' },
      findings: [
        {
          messageId: 'key-form',
          at: '"$BOX_KEY"',
          data: { key: 'apiKey', name: 'BOX_KEY' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: withKey(`$\{BOX_KEY}`),
    },
    {
      name: 'as another program writes it',
      config: withKey('${env:BOX_KEY}'),
      release: '2026.9.6',
      env: { BOX_KEY: 'not-a-real-key' },
      findings: [{ messageId: 'key-form', fix: 'safe', title: 'write ${BOX_KEY}' }],
      fixed: withKey('${BOX_KEY}'),
    },
    {
      name: 'without braces, and a slip of one that is set',
      config: withKey('$BOXX_KEY'),
      release: '2026.9.6',
      env: { BOX_KEY: 'not-a-real-key' },
      findings: [{ messageId: 'key-form', severity: 'error', fix: 'safe', title: 'write ${BOX_KEY}' }],
      fixed: withKey('${BOX_KEY}'),
    },
    {
      name: 'in small letters',
      config: withKey('${box_key}'),
      release: '2026.9.6',
      env: { BOX_KEY: 'not-a-real-key' },
      findings: [{ messageId: 'key-form', data: { key: 'apiKey', name: 'BOX_KEY' }, fix: 'safe' }],
      fixed: withKey('${BOX_KEY}'),
    },
    {
      name: 'with a default value',
      config: withUrl(`http://$\{GPU_HOST:-127.0.0.1}:8000/v1`),
      findings: [
        {
          messageId: 'form',
          data: { key: 'baseUrl', text: `$\{GPU_HOST:-127.0.0.1}` },
          severity: 'warning',
          fix: 'none',
        },
      ],
    },
    {
      name: 'in the way of Windows',
      config: '{ agents: { defaults: { workspace: "%WORKSPACE%" } } }',
      findings: [
        { messageId: 'form', at: '"%WORKSPACE%"', data: { key: 'workspace', text: '%WORKSPACE%' }, fix: 'unsafe' },
      ],
      fixed: `{ agents: { defaults: { workspace: "$\{WORKSPACE}" } } }`,
      leaves: [],
    },
  ],
});
