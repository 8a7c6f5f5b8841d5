import rule from '../../../src/rules/auth/server-open.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const at = (baseUrl: string) => oneModel({ baseUrl });
const served = [{ id: 'm1', maxModelLen: 32768 }];
const open = { server: { served, openWithoutKey: true } };
const atHome = 'http://192.168.1.20:8000/v1';

ruleTest(rule, {
  clean: [
    { name: 'loopback', config: at('http://127.0.0.1:8000/v1'), ...open },
    { name: 'this machine by name', config: at('http://localhost:8000/v1'), ...open },
    { name: 'the machine around a container', config: at('http://host.docker.internal:8000/v1'), ...open },
    { name: 'a service of a container network', config: at('http://vllm:8000/v1'), ...open },
    { name: 'a service of a cluster', config: at('http://vllm.ai.svc.cluster.local:8000/v1'), ...open },
    { name: 'a vendor', config: at('https://integrate.api.nvidia.com/v1'), ...open },
    { name: 'wants a key', config: at(atHome), server: { served, openWithoutKey: false } },
    { name: 'not known', config: at(atHome), server: { served } },
    {
      name: 'the list is open, completions are not',
      config: at(atHome),
      server: { served, openWithoutKey: true, chatFails: { kind: 'http', status: 401 } },
    },
    { name: 'nothing answers', config: at(atHome), server: { openWithoutKey: true } },
    {
      name: 'a public name for this machine, as behind a tunnel',
      config: at('https://llm.example.com/v1'),
      server: { served, openWithoutKey: true, resolvesTo: ['127.0.0.1'] },
    },
  ],
  flagged: [
    {
      name: 'on the internet',
      config: at('https://llm.example.com/v1'),
      ...open,
      findings: [
        {
          messageId: 'internet',
          at: '"https://llm.example.com/v1"',
          data: { host: 'llm.example.com' },
          severity: 'warning',
          fix: 'manual',
          title:
            'start vllm serve with --api-key and name that key as apiKey, or let it listen on loopback and reach it through a tunnel',
        },
      ],
    },
    {
      name: 'a public address',
      config: at('http://203.0.113.7:8000/v1'),
      ...open,
      findings: [{ messageId: 'internet', data: { host: '203.0.113.7:8000' } }],
    },
    {
      name: 'at home, another program',
      config: at(atHome),
      server: { served, openWithoutKey: true, family: 'Ollama' },
      findings: [
        {
          messageId: 'network',
          data: { host: '192.168.1.20:8000' },
          severity: 'info',
          title:
            'put a proxy that wants a key before it and name that key as apiKey, or let it listen on loopback and reach it through a tunnel',
        },
      ],
    },
    {
      name: 'a name at home',
      config: at('http://gpubox.local:8000/v1'),
      ...open,
      findings: [{ messageId: 'network', data: { host: 'gpubox.local:8000' } }],
    },
    {
      name: 'a VPN',
      config: at('http://100.101.1.2:8000/v1'),
      ...open,
      findings: [{ messageId: 'network', data: { host: '100.101.1.2:8000' } }],
    },
    {
      name: 'a public name for an address at home',
      config: at('http://llm.example.com:8000/v1'),
      server: { served, openWithoutKey: true, resolvesTo: ['10.0.0.5'] },
      findings: [{ messageId: 'network', data: { host: 'llm.example.com:8000' } }],
    },
    {
      name: 'a public name of one label below a provider of tunnels',
      config: at('https://abc123-8000.proxy.runpod.net/v1'),
      server: { served, openWithoutKey: true, family: 'llama.cpp' },
      findings: [
        {
          messageId: 'internet',
          data: { host: 'abc123-8000.proxy.runpod.net' },
          title:
            'start llama-server with --api-key and name that key as apiKey, or let it listen on loopback and reach it through a tunnel',
        },
      ],
    },
  ],
});
