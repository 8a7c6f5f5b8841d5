import type { VariableView } from '../../facts/types.js';
import type { ExposedFile } from '../../state/types.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'auth/secret-file-mode',
    severity: 'warning',
    needs: ['state'],
    wants: ['secrets'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'other users of the machine can read a file that holds a secret',
    why: 'Every account and every service of this machine can take the key from there; OpenClaw itself writes such files for the owner alone.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: `security audit` tells it of the config, config and .bak are written 0600, ran',
      'OpenClaw 2026.9.6: a file of secrets.providers with mode 0644 gives no key, with 0600 it does, ran; 2026.4.22, read',
    ],
    messages: {
      others: 'others can read {file}, which holds a secret',
      group: 'the group can read {file}, which holds a secret',
      refused: 'OpenClaw refuses {file} as it is: its mode is {mode}',
    },
    example: `{
  env: { vars: { GPU_KEY: "fake-key-of-nobody-1" } },
  gateway: { mode: "local" },
}`,
    given: { configMode: 0o644, folderMode: 0o755 },
    finds: 'others can read ~/openclaw.json, which holds a secret',
  },
  check({ state, secrets }, report) {
    for (const exposed of state.exposed) {
      const { shown: file, kind, mode, to } = exposed;
      const path = pathOf(exposed, secrets);
      if (path === undefined) continue;
      const bits = mode.toString(8).padStart(3, '0');
      const shared = {
        at: { path },
        proof: [`${file}: mode ${bits}`],
        fix: { title: `chmod 600 ${file}`, safety: 'manual' as const, ops: [] },
      };
      if (kind === 'secrets') {
        report({
          ...shared,
          messageId: 'refused',
          severity: 'error',
          data: { file, mode: bits },
          why: 'A file of secrets.providers that anybody else can read or write is not read: the key is missing, and requests fail.',
        });
        continue;
      }
      report({ ...shared, messageId: to, data: { file }, ...(to === 'group' && { severity: 'info' }) });
    }
  },
});

/** Where to point; undefined when the file holds no secret. */
function pathOf({ kind, file, path }: ExposedFile, secrets: VariableView | undefined) {
  if (kind === 'config') return secrets?.holders.find((holder) => holder.file === file)?.path;
  return path ?? [];
}
