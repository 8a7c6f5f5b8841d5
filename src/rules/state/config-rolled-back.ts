import type { Release } from '../../facts/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import type { BackupRestore } from '../../state/types.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'state/config-rolled-back',
    severity: 'error',
    needs: ['release', 'state', 'verdict'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a backup takes the place of the config, or did so',
    why: 'OpenClaw puts a backup in place of a config that it finds broken or suspiciously short; what was written last stands beside it.',
    remedy: 'compare the two files, and take over by hand what is missing',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: a shrunken config is saved as .clobbered.<time> and .bak is restored, read',
      'OpenClaw 2026.4.22: without meta or gateway.mode that the last good one had, each command runs on the backup, ran',
      'OpenClaw 2026.9.6: the same when its gateway starts; a config that another command read before is kept, ran',
      'OpenClaw 2026.4.22: keeps a .clobbered copy without restoring anything when it only wonders, read',
    ],
    messages: {
      coming: '{who} will replace this config by {name}: {lost} gone',
      restored: 'OpenClaw set {name} aside and put a backup in its place',
      older: '{name} is {age} younger than the config, and another text',
    },
    example: `{ gateway: { mode: "local" } }`,
    given: {
      state: { 'openclaw.json.clobbered.2026-11-01T10-00-00-000Z': { text: '{ gateway: {} }', younger: -1 } },
    },
    finds: 'OpenClaw set openclaw.json.clobbered.2026-11-01T10-00-00-000Z aside and put a backup in its place',
  },
  check({ release, state, verdict }, report) {
    const { restore } = state;
    if (restore !== undefined && willRestore(restore, release.traits, verdict.accepted)) {
      report({
        messageId: 'coming',
        severity: 'warning',
        at: { path: [] },
        // Releases that look at neither put a backup in place that they then refuse.
        ...(restore.backupAccepted === false && {
          severity: 'error' as const,
          proof: [`OpenClaw ${release.version} refuses ${restore.name}, so that nothing starts then`],
        }),
        data: { who: whoReads(release), name: restore.name, lost: lostOf(restore) },
        why: 'OpenClaw takes a config that lost this much for broken: it saves it as .clobbered and runs on the backup.',
        remedy: `put back what is missing, or move ${restore.name} away before OpenClaw reads the config`,
        ...(!restore.certain && { confidence: 'possible' as const }),
      });
      return;
    }
    const other = state.displaced.filter(({ sameAsConfig }) => !sameAsConfig);
    const clobbered = other
      .filter(({ kind }) => kind === 'clobbered')
      .toSorted((a, b) => a.youngerBySeconds - b.youngerBySeconds);
    const latest = clobbered.at(-1);
    if (latest !== undefined) {
      const rest = clobbered.slice(0, -1).map(({ name }) => `also ${name}`);
      report({
        messageId: 'restored',
        severity: 'info',
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
      severity: 'info',
      at: { path: [] },
      data: { name, age: ageText(youngerBySeconds) },
      confidence: 'possible',
    });
  },
});

/** `prepareSuspiciousConfigRead` of 2026.9.6 tries the backup as well; 2026.4.22 looks at neither. */
function willRestore(
  { backupHasMode, baselineHasMode, backupAccepted, includes }: BackupRestore,
  { backupRestore }: Pick<ReleaseTraits, 'backupRestore'>,
  accepted: boolean | null,
): boolean {
  switch (backupRestore) {
    case 'never':
      return false;
    case 'any-config':
      return baselineHasMode;
    case 'valid-config':
      return accepted === true && backupHasMode && backupAccepted !== false && !includes;
  }
}

function whoReads({ version, traits }: Release): string {
  return traits.backupRestore === 'valid-config' ? 'the gateway' : `OpenClaw ${version}`;
}

const names = { size: 'half of it', meta: 'meta', 'gateway.mode': 'gateway.mode' } as const;

function lostOf({ reasons }: BackupRestore): string {
  return `${reasons.map((reason) => names[reason]).join(' and ')} ${reasons.length === 1 ? 'is' : 'are'}`;
}

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
