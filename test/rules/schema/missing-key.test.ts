import rule from '../../../src/rules/schema/missing-key.js';
import { ruleTest } from '../rule-test.js';

const block = (members: string) => `{ models: { providers: { box: { ${members} } } } }`;

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
