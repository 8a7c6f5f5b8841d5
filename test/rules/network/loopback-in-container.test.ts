import rule from '../../../src/rules/network/loopback-in-container.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const network = { cause: 'loopback-in-container', inContainer: true } as const;

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1' }] },
    { name: 'refused on the machine itself', config: oneModel(), server: { fails: { kind: 'refused' } } },
  ],
  flagged: [
    {
      name: 'nothing in this container',
      config: oneModel({ baseUrl: 'http://localhost:8000/v1' }),
      server: { fails: { kind: 'refused' }, network },
      findings: [
        {
          messageId: 'container',
          at: '"http://localhost:8000/v1"',
          data: { provider: 'vllm', host: 'localhost:8000' },
          severity: 'info',
          confidence: 'likely',
          fix: 'unsafe',
        },
      ],
      fixed: oneModel({ baseUrl: 'http://host.docker.internal:8000/v1' }),
      leaves: [{ messageId: 'container' }],
    },
  ],
});
