import rule from '../../../src/rules/timeouts/proxy-timeout-below.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const config = oneModel({ baseUrl: 'https://llm.example.net/v1' });
const served = [{ id: 'm1', maxModelLen: 131_072 }];
const slow = { prefillTokensPerSecond: 2, fixedMs: 500, samples: [] };

ruleTest(rule, {
  clean: [
    { name: 'no proxy is known', config, server: { served, speed: slow }, prompt: 13_289 },
    { name: 'a proxy that waits long enough', config, server: { served, family: 'LiteLLM proxy' }, prompt: 13_289 },
    { name: 'the server itself fails', config, server: { served, chatFails: { kind: 'http', status: 500 } } },
    { name: 'no server was asked', config },
  ],
  flagged: [
    {
      name: 'a gateway gave up',
      config,
      server: { served, chatFails: { kind: 'http', status: 504 } },
      findings: [
        {
          messageId: 'seen',
          at: '"https://llm.example.net/v1"',
          data: { seconds: 0, status: 504 },
          severity: 'error',
          fix: 'manual',
          title: 'in nginx, ingress-nginx: proxy_read_timeout 300s; proxy_buffering off;',
        },
      ],
    },
    {
      name: 'Cloudflare gave up',
      config,
      server: { served, chatFails: { kind: 'http', status: 524 } },
      findings: [{ messageId: 'seen', data: { seconds: 0, status: 524 }, title: 'go around Cloudflare' }],
    },
    {
      name: 'LiteLLM would give up',
      config,
      server: { served, family: 'LiteLLM proxy', speed: slow },
      prompt: 13_289,
      findings: [
        {
          messageId: 'shorter',
          data: { seconds: 6645, proxy: 'LiteLLM', limit: 6000 },
          severity: 'warning',
          confidence: 'possible',
          fix: 'manual',
        },
      ],
    },
  ],
});
