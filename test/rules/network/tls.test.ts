import rule from '../../../src/rules/network/tls.js';
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
      server: { fails: { kind: 'tls', message: 'self-signed certificate' } },
      findings: [
        {
          messageId: 'tls',
          at: '"http://127.0.0.1:8000/v1"',
          data: { host: '127.0.0.1:8000', reason: 'self-signed certificate' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'tls', message: 'self-signed certificate' } },
      findings: [{ messageId: 'tls', severity: 'warning' }],
    },
    {
      name: 'plain HTTP behind https: proven, so the scheme can be written',
      config: oneModel({ baseUrl: 'https://127.0.0.1:8000/v1' }),
      server: {
        fails: { kind: 'tls' },
        network: { cause: 'speaks-plain', layers: ['connect 127.0.0.1:8000: taken', 'TLS: the port speaks no TLS'] },
      },
      findings: [
        {
          messageId: 'speaks-plain',
          at: '"https://127.0.0.1:8000/v1"',
          data: { host: '127.0.0.1:8000' },
          fix: 'safe',
          proof: 'TLS: the port speaks no TLS',
        },
      ],
      fixed: oneModel({ baseUrl: 'http://127.0.0.1:8000/v1' }),
      leaves: [{ messageId: 'speaks-plain' }],
    },
    {
      name: 'TLS behind http, seen as a closed connection; 443 is kept though it goes without saying',
      config: oneModel({ baseUrl: 'http://gpu.lan:443/v1/' }),
      server: { fails: { kind: 'cut' }, network: { cause: 'speaks-tls' } },
      findings: [{ messageId: 'speaks-tls', fix: 'unsafe', title: 'set baseUrl to https://gpu.lan/v1/' }],
      fixed: oneModel({ baseUrl: 'https://gpu.lan/v1/' }),
      leaves: [{ messageId: 'speaks-tls' }],
    },
    {
      name: 'TLS behind http, seen as an answer that is none; the address comes out of a variable',
      config: oneModel({ baseUrl: '${LLM_URL}' }),
      env: { LLM_URL: 'http://gpu.lan:8000/v1' },
      server: { fails: { kind: 'not-json' }, network: { cause: 'speaks-tls' } },
      findings: [{ messageId: 'speaks-tls', fix: 'manual' }],
    },
    ...(['self-signed', 'unknown-issuer', 'expired', 'not-yet-valid', 'wrong-name'] as const).map((cause) => ({
      name: `certificate: ${cause}`,
      config: oneModel({ baseUrl: 'https://gpu.lan/v1' }),
      server: { fails: { kind: 'tls' as const }, network: { cause } },
      findings: [{ messageId: cause, data: { host: 'gpu.lan' }, severity: 'error' as const, fix: 'none' as const }],
    })),
    {
      name: 'settings that only the provider uses',
      config: oneModel({
        baseUrl: 'https://gpu.lan/v1',
        block: 'api: "openai-completions", apiKey: "k", request: { tls: { insecureSkipVerify: true } }',
      }),
      server: { fails: { kind: 'tls' }, network: { cause: 'self-signed' } },
      findings: [{ messageId: 'own-settings', severity: 'info' }],
    },
  ],
});
