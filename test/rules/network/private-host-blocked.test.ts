import rule from '../../../src/rules/network/private-host-blocked.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const lan = 'http://192.168.1.20:8000/v1';
const allowed = (flag: boolean, baseUrl?: string) =>
  oneModel({
    block: `api: "openai-completions", apiKey: "vllm-local", request: { allowPrivateNetwork: ${flag} }`,
    ...(baseUrl !== undefined && { baseUrl }),
  });

ruleTest(rule, {
  clean: [
    { name: 'no guard', config: oneModel({ baseUrl: lan }), release: '2026.4.22' },
    { name: 'the configured origin is trusted', config: oneModel({ baseUrl: lan }), release: '2026.9.6' },
    { name: 'loopback', config: oneModel(), release: '2026.5.12' },
    { name: 'allowed', config: allowed(true, lan), release: '2026.5.12' },
    {
      name: 'localhost is trusted by its name',
      config: oneModel({ baseUrl: 'http://localhost:8000/v1' }),
      release: '2026.9.6',
      server: { served: [{ id: 'm1' }], resolvesTo: ['::1', '127.0.0.1'] },
    },
    {
      name: 'a name of another machine',
      config: oneModel({ baseUrl: 'http://gpu.lan:8000/v1' }),
      release: '2026.9.6',
      server: { served: [{ id: 'm1' }], resolvesTo: ['192.168.1.20'] },
    },
    {
      name: 'a name of this machine, allowed by hand',
      config: allowed(true, 'http://gpu-box:8000/v1'),
      release: '2026.9.6',
      server: { served: [{ id: 'm1' }], resolvesTo: ['127.0.1.1'] },
    },
    {
      name: 'a name of this machine, and no guard',
      config: oneModel({ baseUrl: 'http://gpu.lan:8000/v1' }),
      release: '2026.4.22',
      server: { served: [{ id: 'm1' }], resolvesTo: ['127.0.0.1'] },
    },
    { name: '0.0.0.0: another rule', config: allowed(false, 'http://0.0.0.0:8000/v1'), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'the one release that trusts loopback only',
      config: oneModel({ baseUrl: lan }),
      release: '2026.5.12',
      findings: [
        {
          messageId: 'release',
          at: `"${lan}"`,
          data: { release: '2026.5.12', host: '192.168.1.20:8000', provider: 'vllm' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: oneModel({ baseUrl: lan, after: 'request: { allowPrivateNetwork: true }' }),
    },
    {
      name: 'switched off by hand',
      config: allowed(false),
      release: '2026.9.6',
      findings: [
        { messageId: 'switched', at: 'false', data: { host: '127.0.0.1:8000', provider: 'vllm' }, fix: 'unsafe' },
      ],
      fixed: allowed(true),
    },
    {
      name: 'a name that stands for this machine',
      config: oneModel({ baseUrl: 'http://gpu-box:8000/v1' }),
      release: '2026.9.6',
      server: { served: [{ id: 'm1' }], resolvesTo: ['127.0.1.1'] },
      findings: [
        {
          messageId: 'resolved',
          at: '"http://gpu-box:8000/v1"',
          data: { name: 'gpu-box', address: '127.0.1.1', release: '2026.9.6' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: oneModel({ baseUrl: 'http://127.0.1.1:8000/v1' }),
    },
  ],
});
