import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'state/config-rolled-back',
    severity: 'info',
    needs: ['state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'another version of the config was set aside after this one',
    why: 'OpenClaw puts a backup in place of a config that it finds broken or suspiciously short; what was written last stands beside it.',
    remedy: 'compare the two files, and take over by hand what is missing',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: a shrunken config is saved as .clobbered.<time> and .bak is restored, read',
      'OpenClaw 2026.4.22: keeps a .clobbered copy without restoring anything when it only wonders, read',
    ],
    messages: {
      restored: 'OpenClaw set {name} aside and put a backup in its place',
      older: '{name} is {age} younger than the config, and another text',
    },
    example: `{ gateway: { mode: "local" } }`,
    given: {
      state: { 'openclaw.json.clobbered.2026-11-01T10-00-00-000Z': { text: '{ gateway: {} }', younger: -1 } },
    },
    finds: 'OpenClaw set openclaw.json.clobbered.2026-11-01T10-00-00-000Z aside and put a backup in its place',
  },
  check({ state }, report) {
    const other = state.displaced.filter(({ sameAsConfig }) => !sameAsConfig);
    const clobbered = other
      .filter(({ kind }) => kind === 'clobbered')
      .toSorted((a, b) => a.youngerBySeconds - b.youngerBySeconds);
    const latest = clobbered.at(-1);
    if (latest !== undefined) {
      const rest = clobbered.slice(0, -1).map(({ name }) => `also ${name}`);
      report({
        messageId: 'restored',
        at: { path: [] },
        data: { name: latest.name },
        proof: rest.slice(-5),
        confidence: 'likely',
      });
      return;
    }
    // Copies that OpenClaw makes while it writes are as old as the config.
    const backup = other.find(({ kind, youngerBySeconds }) => kind === 'backup' && youngerBySeconds > writingTakes);
    if (backup === undefined) return;
    const { name, youngerBySeconds } = backup;
    report({
      messageId: 'older',
      at: { path: [] },
      data: { name, age: ageText(youngerBySeconds) },
      confidence: 'possible',
    });
  },
});

const writingTakes = 60;

function ageText(seconds: number): string {
  const units = [
    ['days', 86_400],
    ['hours', 3600],
    ['minutes', 60],
  ] as const;
  const [name, size] = units.find(([, length]) => seconds >= 2 * length) ?? ['seconds', 1];
  return `${Math.floor(seconds / size)} ${name}`;
}
