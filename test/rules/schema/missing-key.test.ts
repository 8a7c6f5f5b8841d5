import rule from '../../../src/rules/schema/missing-key.js';
import { ruleTest } from '../rule-test.js';

const block = (members: string) => `{ models: { providers: { box: { ${members} } } } }`;

const files = ', secrets: { providers: { vault: { source: "file", path: "/s.json", mode: "json" } } }';
const keyed = (apiKey: string, rest = '') =>
  `{ models: { providers: { box: { baseUrl: "http://127.0.0.1:8000/v1", apiKey: ${apiKey}, models: [] } } }${rest} }`;

ruleTest(rule, {
  clean: [
    { name: 'complete', config: block('baseUrl: "http://127.0.0.1:8000/v1", models: [{ id: "m1", name: "m1" }]') },
  ],
  flagged: [
    {
      name: 'the name of a model',
      config: block('baseUrl: "http://127.0.0.1:8000/v1", models: [{ id: "m1" }]'),
      findings: [
        {
          messageId: 'missing',
          data: { key: 'name', parent: 'models.providers.box.models.0' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: block('baseUrl: "http://127.0.0.1:8000/v1", models: [{ id: "m1", name: "m1" }]'),
    },
    ...['2026.4.22', '2026.9.6'].map((release) => ({
      name: `the provider of a secret reference, on ${release}`,
      config: keyed('{ source: "env", id: "BOX_KEY" /* key */ }'),
      release,
      findings: [{ messageId: 'missing', fix: 'safe' as const, title: "add provider: 'default'" }],
      fixed: keyed('{ source: "env", id: "BOX_KEY" /* key */, provider: "default" }'),
    })),
    {
      name: 'the provider of a reference to a file: the one that is there',
      config: keyed('{ source: "file", id: "/box" }', files),
      findings: [{ messageId: 'missing', fix: 'safe', title: "add provider: 'vault'" }],
      fixed: keyed('{ source: "file", id: "/box", provider: "vault" }', files),
    },
    {
      name: 'the provider of a reference to a file, and there is none',
      config: keyed('{ source: "file", id: "/box" }'),
      findings: [{ messageId: 'missing', fix: 'none' }],
    },
    {
      name: 'the address of a provider',
      config: block('models: [{ id: "m1", name: "m1" }]'),
      release: '2026.4.22',
      findings: [
        { messageId: 'missing', at: 'box', data: { key: 'baseUrl', parent: 'models.providers.box' }, fix: 'none' },
      ],
    },
  ],
});
