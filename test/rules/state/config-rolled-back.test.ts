import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import rule from '../../../src/rules/state/config-rolled-back.js';
import { ruleTest } from '../rule-test.js';
import { configFile } from '../scenario-facts.js';

const config = `{ gateway: { mode: "local" } }`;
const other = `{ gateway: { mode: "local", port: 18790 } }`;
const clobbered = (hour: string) => `openclaw.json.clobbered.2026-11-01T${hour}-00-00-000Z`;

const databaseOf = (name: string) =>
  readFileSync(new URL(`../../../fixtures/state/${name}.sqlite`, import.meta.url)).toString('base64');
const release = '2026.4.22';
const stamp = (version = release) => `meta: { lastTouchedVersion: "${version}" }`;
const whole = (version?: string) => `{ ${stamp(version)}, gateway: { mode: "local", port: 18790 } }`;
const bak = (text: string, more = {}) => ({ 'openclaw.json.bak': { text, younger: -86_400 }, ...more });
const health = (entry: object) => ({
  'logs/config-health.json': JSON.stringify({ entries: { [configFile]: entry } }),
});
const good = { hash: 'x', bytes: 60, hasMeta: true, gatewayMode: 'local' };

ruleTest(rule, {
  clean: [
    { name: 'as whole as its backup', config: whole(), state: bak(other), release },
    { name: 'the backup says nothing of the gateway', config, state: bak(`{ ${stamp()} }`), release },
    { name: 'the backup does not parse', config, state: bak('{ meta'), release },
    { name: 'a release that never does it', config, state: bak(whole()), release: '2026.5.28' },
    {
      name: 'the last good one lacked it, too',
      config,
      state: bak(whole(), health({ lastKnownGood: { ...good, hasMeta: false } })),
      release,
    },
    {
      name: 'seen before, and kept',
      config,
      state: bak(
        whole(),
        health({
          lastKnownGood: good,
          lastObservedSuspiciousSignature: `${createHash('sha256').update(config).digest('hex')}:missing-meta-vs-last-good`,
        }),
      ),
      release,
    },
    {
      name: 'the newer gateway takes no backup that it refuses',
      config,
      state: bak(`{ ${stamp('2026.9.6')}, gateway: { mode: "local" }, nonsense: 1 }`),
      release: '2026.9.6',
    },
    {
      name: 'the newer program noted a config as short as this one',
      config: `{ ${stamp('2026.9.6')}, gateway: { mode: "local" } }`,
      state: bak(whole('2026.9.6'), {
        'state/openclaw.sqlite': { text: '', base64: databaseOf('logins') },
      }),
      release: '2026.9.6',
    },

    { name: 'nothing beside it', config },
    { name: 'config edited since', config, state: { [clobbered('10')]: { text: other, younger: -3600 } } },
    { name: 'kept without a change', config, state: { [clobbered('10')]: { text: config, younger: 5 } } },
    {
      name: 'the same but for the stamp',
      config: `{"gateway":{"mode":"local"},"meta":{"lastTouchedAt":"2026-11-01T10:00:00.000Z"}}`,
      state: { [clobbered('10')]: { text: `{"gateway":{"mode":"local"}}`, younger: 5 } },
    },
    { name: 'backup of the last write', config, state: { 'openclaw.json.bak': { text: other, younger: 1 } } },
    {
      name: 'backups of ours, the last good one, somebody’s copy',
      config,
      state: {
        'openclaw.json.2026-11-20T23-31-07Z.bak': { text: other, younger: 7200 },
        'openclaw.json.last-good': { text: other, younger: 7200 },
        'openclaw.json.bak.mine': { text: other, younger: 7200 },
      },
    },
  ],
  flagged: [
    {
      name: 'meta is gone',
      config,
      state: bak(whole()),
      release,
      findings: [
        {
          messageId: 'coming',
          at: '{',
          severity: 'warning',
          data: { who: 'OpenClaw 2026.4.22', name: 'openclaw.json.bak', lost: 'meta is' },
        },
      ],
    },
    {
      name: 'the backup is refused',
      config,
      state: bak(`{ ${stamp()}, gateway: { mode: "local" }, nonsense: 1 }`),
      release,
      findings: [
        {
          messageId: 'coming',
          severity: 'error',
          proof: 'OpenClaw 2026.4.22 refuses openclaw.json.bak, so that nothing starts then',
        },
      ],
    },
    {
      name: 'gateway.mode is gone, and the newer gateway starts',
      config: `{ ${stamp('2026.9.6')} }`,
      state: bak(whole('2026.9.6')),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'coming',
          data: {
            who: 'the gateway',
            name: 'openclaw.json.bak',
            lost: 'gateway.mode is',
          },
        },
      ],
    },
    {
      name: 'the newer program noted a config with meta',
      config: `{ gateway: { mode: "local" } }`,
      state: bak(`{ gateway: { mode: "local" } }`, {
        'state/openclaw.sqlite': { text: '', base64: databaseOf('logins') },
      }),
      release: '2026.9.6',
      findings: [
        {
          messageId: 'coming',
          confidence: 'certain',
          data: { who: 'the gateway', name: 'openclaw.json.bak', lost: 'meta is' },
        },
      ],
    },
    {
      name: 'nobody knows what the newer program noted',
      config: `{ ${stamp('2026.9.6')} }`,
      state: bak(whole('2026.9.6'), { 'state/openclaw.sqlite': 'SQLite' }),
      release: '2026.9.6',
      findings: [{ messageId: 'coming', confidence: 'possible' }],
    },
    {
      name: 'much smaller than the last good one',
      config: whole(),
      state: bak(other, health({ lastKnownGood: { ...good, bytes: 4000 } })),
      release,
      findings: [
        {
          messageId: 'coming',
          data: {
            who: 'OpenClaw 2026.4.22',
            name: 'openclaw.json.bak',
            lost: 'half of it is',
          },
        },
      ],
    },
    {
      name: 'restored just after',
      config,
      state: { [clobbered('10')]: { text: other, younger: -1 }, 'openclaw.json.bak': { text: other, younger: 7200 } },
      findings: [
        { messageId: 'restored', at: '{', severity: 'info', confidence: 'likely', data: { name: clobbered('10') } },
      ],
    },
    {
      name: 'again and again',
      config,
      state: { [clobbered('11')]: { text: other, younger: 5 }, [clobbered('12')]: { text: other, younger: 3600 } },
      findings: [{ messageId: 'restored', data: { name: clobbered('12') }, proof: `also ${clobbered('11')}` }],
    },
    {
      name: 'an older file was put back',
      config,
      state: { 'openclaw.json.bak': { text: other, younger: 3 * 86_400 } },
      findings: [{ messageId: 'older', data: { name: 'openclaw.json.bak', age: '3 days' } }],
    },
    {
      name: 'some minutes ago',
      config,
      state: { 'openclaw.json.bak.2': { text: other, younger: 150 } },
      findings: [{ messageId: 'older', data: { name: 'openclaw.json.bak.2', age: '2 minutes' } }],
    },
  ],
});
