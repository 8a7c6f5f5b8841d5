import rule from '../../../src/rules/schema/retired-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'nothing old', config: oneModel(), release: '2026.9.6' },
    { name: 'old, and the release knows it', config: '{ tools: { exec: { timeoutSec: 600 } } }', release: '2026.4.22' },
  ],
  flagged: [
    {
      name: 'a key that is there still, with a value of older releases',
      config: '{ gateway: { port: 99999, mode: "local" } }',
      release: '2026.9.6',
      findings: [
        {
          messageId: 'value',
          at: '99999',
          data: { release: '2026.9.6', path: 'gateway.port' },
          fix: 'unsafe',
          proof: 'no such port exists; the default 18789 applies',
        },
      ],
      fixed: '{ gateway: { mode: "local" } }',
    },
    {
      name: 'moved, the value and its comment come along',
      config: '{ tools: { exec: { timeoutSec: 600 /* ten minutes */ } } }',
      release: '2026.9.6',
      findings: [
        {
          messageId: 'retired',
          at: 'timeoutSec',
          data: { release: '2026.9.6', path: 'tools.exec.timeoutSec' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: '{ tools: { exec: { timeoutSeconds: 600 /* ten minutes */ } } }',
    },
    {
      name: 'the timeout of the older generation is carried over',
      config: oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }),
      release: '2026.9.6',
      findings: [{ messageId: 'retired', fix: 'safe' }],
      fixed: oneModel({ after: 'timeoutSeconds: 600' }),
    },
    {
      name: 'several agents without a mark: nothing old, but something is missing',
      config: '{ agents: { list: [{ id: "a" }, { id: "b" }] } }',
      release: '2026.9.6',
      findings: [
        {
          messageId: 'needed',
          at: '{',
          data: { release: '2026.9.6', path: 'agents.list.0.default' },
          fix: 'safe',
        },
      ],
      fixed: '{ agents: { list: [{ id: "a", default: true }, { id: "b" }] } }',
    },
    {
      name: 'retired without effect',
      config: '{ meta: { lastTouchedVersion: "2026.4.22", lastTouchedAt: "2026-04-24T10:28:17.046Z" } }',
      release: '2026.9.6',
      findings: [{ messageId: 'retired', fix: 'safe' }],
      fixed: '{ meta: { lastTouchedVersion: "2026.4.22" } }',
    },
    {
      name: 'a retired model: the same one under another name',
      config: `{ agents: { defaults: { model: "google/gemini-3-pro-preview" /* best */ } } }`,
      release: '2026.9.6',
      findings: [
        {
          messageId: 'model',
          at: '"google/gemini-3-pro-preview"',
          data: { release: '2026.9.6', model: 'google/gemini-3-pro-preview' },
          fix: 'safe',
        },
      ],
      fixed: `{ agents: { defaults: { model: "google/gemini-3-pro" /* best */ } } }`,
    },
    {
      name: 'a retired model: a successor is another model',
      config: `{ agents: { defaults: { model: "google/gemini-2.0-flash" } } }`,
      release: '2026.9.6',
      findings: [{ messageId: 'model', fix: 'unsafe' }],
      fixed: `{ agents: { defaults: { model: "google/gemini-2.5-flash" } } }`,
    },
    {
      name: 'a retired model: nobody has to stand in for it',
      config: `{ agents: { defaults: { imageModel: "google/gemini-2.5-flash-image-preview", model: "v/a" } } }`,
      release: '2026.9.6',
      findings: [{ messageId: 'model', fix: 'safe' }],
      fixed: `{ agents: { defaults: { model: "v/a" } } }`,
    },
  ],
});
