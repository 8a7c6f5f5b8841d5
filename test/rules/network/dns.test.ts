import rule from '../../../src/rules/network/dns.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'nobody was asked', config: oneModel() },
    { name: 'another trouble: another rule', config: oneModel(), server: { fails: { kind: 'http', status: 401 } } },
  ],
  flagged: [
    {
      name: 'a provider in use',
      config: oneModel(),
      server: { fails: { kind: 'dns' } },
      findings: [
        {
          messageId: 'dns',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'dns' } },
      findings: [{ messageId: 'dns', severity: 'warning' }],
    },
    {
      name: 'nobody answers the question',
      config: oneModel({ baseUrl: 'http://gpu-box:8000/v1' }),
      server: {
        fails: { kind: 'timeout' },
        network: { cause: 'resolver-silent', lookupFailed: 'EAI_AGAIN', layers: ['name gpu-box: EAI_AGAIN'] },
      },
      findings: [
        { messageId: 'silent', data: { provider: 'vllm', host: 'gpu-box:8000' }, proof: 'name gpu-box: EAI_AGAIN' },
      ],
    },
    {
      name: 'OpenClaw would ask a proxy, which may know the name',
      config: oneModel({ baseUrl: 'http://gpu.example.org:8000/v1' }),
      env: { HTTP_PROXY: 'http://user:secret-of-proxy@proxy.lan:3128' },
      server: { fails: { kind: 'dns' } },
      findings: [
        {
          messageId: 'dns',
          severity: 'warning',
          proof: 'this check asks the server itself; OpenClaw goes through proxy.lan:3128 (HTTP_PROXY)',
        },
      ],
    },
  ],
});
