import rule from '../../../src/rules/state/config-rolled-back.js';
import { ruleTest } from '../rule-test.js';

const config = `{ gateway: { mode: "local" } }`;
const other = `{ gateway: { mode: "local", port: 18790 } }`;
const clobbered = (hour: string) => `openclaw.json.clobbered.2026-11-01T${hour}-00-00-000Z`;

ruleTest(rule, {
  clean: [
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
