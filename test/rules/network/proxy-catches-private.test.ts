import rule from '../../../src/rules/network/proxy-catches-private.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const proxied = { HTTP_PROXY: 'http://user:secret-of-proxy@proxy.lan:3128' };

ruleTest(rule, {
  clean: [
    { name: 'no proxy', config: oneModel() },
    { name: 'ALL_PROXY is not read', config: oneModel(), env: { ALL_PROXY: 'http://proxy.lan:3128' } },
    { name: 'HTTPS_PROXY is not for http', config: oneModel(), env: { HTTPS_PROXY: 'http://proxy.lan:3128' } },
    { name: 'excepted by address', config: oneModel(), env: { ...proxied, NO_PROXY: 'localhost,127.0.0.1' } },
    { name: 'excepted by a range', config: oneModel(), env: { ...proxied, NO_PROXY: '127.0.0.0/8' } },
    {
      name: 'a host of the wide world',
      config: oneModel({ baseUrl: 'http://llm.example.org:8000/v1' }),
      env: proxied,
    },
  ],
  flagged: [
    {
      name: 'loopback, and a proxy elsewhere',
      config: oneModel(),
      env: { ...proxied, NO_PROXY: 'localhost' },
      findings: [
        {
          messageId: 'loopback',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000', proxy: 'proxy.lan:3128' },
          severity: 'error',
          fix: 'manual',
          proof: 'HTTP_PROXY is set (environment), and NO_PROXY does not name 127.0.0.1',
        },
      ],
    },
    {
      name: 'a range, which this release does not take',
      config: oneModel(),
      release: '2026.4.22',
      env: { ...proxied, NO_PROXY: '127.0.0.0/8' },
      findings: [{ messageId: 'loopback', severity: 'error' }],
    },
    {
      name: 'a private address, which the proxy may reach',
      config: oneModel({ baseUrl: 'https://192.168.1.20:8000/v1' }),
      env: { https_proxy: 'proxy.lan:3128' },
      findings: [{ messageId: 'private', severity: 'warning', confidence: 'possible', fix: 'manual' }],
    },
    {
      name: 'a proxy on this machine',
      config: oneModel(),
      env: { http_proxy: 'http://127.0.0.1:3128' },
      findings: [{ messageId: 'private', severity: 'warning' }],
    },
  ],
});
