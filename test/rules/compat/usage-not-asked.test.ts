import rule from '../../../src/rules/compat/usage-not-asked.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const lan = 'http://192.168.1.20:8000/v1';
const row = 'contextWindow: 32768, maxTokens: 4096';
const box = (more = '') => oneModel({ provider: 'box', baseUrl: lan, row: `${row}${more}` });

ruleTest(rule, {
  clean: [
    { name: 'the id vllm asks', config: oneModel({ baseUrl: lan }), release: '2026.9.6' },
    { name: 'a custom id on loopback asks', config: oneModel({ provider: 'box' }), release: '2026.9.6' },
    { name: 'asked by hand', config: box(', compat: { supportsUsageInStreaming: true }'), release: '2026.9.6' },
    { name: 'switched off by hand', config: box(', compat: { supportsUsageInStreaming: false }'), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'nobody asked the server',
      config: box(),
      release: '2026.9.6',
      findings: [{ messageId: 'blind', severity: 'warning', fix: 'manual' }],
    },
    {
      name: 'a custom id on another host',
      config: box(),
      release: '2026.9.6',
      served: [{ id: 'm1' }],
      findings: [
        {
          messageId: 'blind',
          data: { release: '2026.9.6', model: 'm1', provider: 'box' },
          severity: 'warning',
          fix: 'safe',
        },
      ],
      fixed: box(', compat: { supportsUsageInStreaming: true }'),
    },
    {
      name: 'the server sends none',
      config: box(),
      release: '2026.4.22',
      server: { served: [{ id: 'm1' }], usageSeen: false },
      findings: [{ messageId: 'blind', fix: 'unsafe' }],
      fixed: box(', compat: { supportsUsageInStreaming: true }'),
    },
  ],
});
