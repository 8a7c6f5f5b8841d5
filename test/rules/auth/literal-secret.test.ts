import rule from '../../../src/rules/auth/literal-secret.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const key = 'fake-key-of-nobody-1';
const written = (provider = 'gpubox', rest = '') =>
  oneModel({ provider, block: `api: "openai-completions", apiKey: "${key}"`, rest });
const named = (name: string, rest = '') =>
  oneModel({ provider: 'gpubox', block: `api: "openai-completions", apiKey: "\${${name}}"`, rest });

const issued = 'sk-fake-0123456789abcdef';
const away = (apiKey: string) =>
  oneModel({
    provider: '"gpu-box"',
    baseUrl: 'https://gpu.example.net/v1',
    primary: 'gpu-box/m1',
    block: `api: "openai-completions", apiKey: "${apiKey}"`,
  });

ruleTest(rule, {
  clean: [
    { name: 'a placeholder', config: oneModel() },
    { name: 'a variable', config: named('GPU_KEY'), env: { GPU_KEY: key } },
    { name: 'a word', config: oneModel({ block: 'api: "openai-completions", apiKey: "short"' }) },
    { name: 'a word for a server at home', config: written() },
    { name: 'a key of a service, for a server at home', config: written('gpubox').replace(key, issued) },
    { name: 'a word that was made up, for a server elsewhere', config: away(key) },
    {
      name: 'a token of the gateway, as its setup writes it',
      config: `{ gateway: { auth: { mode: "token", token: "${issued}" } } }`,
    },
    { name: 'the variables themselves', config: `{ env: { vars: { GPU_API_KEY: "${key}" } } }` },
  ],
  flagged: [
    {
      name: 'the service has it',
      config: written(),
      service: { GPU_KEY: key },
      findings: [
        {
          messageId: 'same',
          data: { key: 'apiKey', name: 'GPU_KEY' },
          severity: 'info',
          fix: 'safe',
          title: 'write ${GPU_KEY}',
        },
      ],
      fixed: named('GPU_KEY'),
    },
    {
      name: 'the config has it',
      config: written('gpubox', `env: { vars: { GPU_KEY: "${key}" } }`),
      findings: [{ messageId: 'same', fix: 'safe' }],
      fixed: named('GPU_KEY', `env: { vars: { GPU_KEY: "${key}" } }`),
    },
    {
      name: 'this shell has it, and nobody knows how the gateway is started',
      config: written(),
      env: { GPU_KEY: key },
      findings: [{ messageId: 'shell', fix: 'unsafe' }],
      fixed: named('GPU_KEY'),
    },
    {
      name: 'this shell has it, and the service does not',
      config: written(),
      env: { GPU_KEY: key },
      service: { PATH: '/usr/bin' },
      findings: [{ messageId: 'shell', fix: 'manual' }],
    },
    {
      name: 'the service has another key under that name',
      config: written(),
      env: { GPU_KEY: key },
      service: { GPU_KEY: 'fake-key-of-another' },
      findings: [{ messageId: 'shell', fix: 'manual' }],
    },
    {
      name: 'nobody has it, and it goes out: the line for the file is shown',
      config: away(issued),
      findings: [
        {
          messageId: 'written',
          fix: 'manual',
          title: "add 'GPU_BOX_API_KEY=<the secret>' to ~/.env; then write ${GPU_BOX_API_KEY}",
        },
      ],
    },
  ],
});
