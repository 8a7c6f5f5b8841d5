import { samePath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { execScopes, type Written } from './exec-scopes.js';

export default defineRule({
  meta: {
    id: 'agent/exec-host-sandbox-off',
    severity: 'error',
    needs: ['config'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'commands are to run in a sandbox, and the sandbox is switched off',
    why: 'Every command of the agent is refused: "exec host=sandbox requires a sandbox runtime for this session".',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: the exec tool answers that, whatever the command, ran'],
    messages: {
      off: 'commands run in a sandbox, and agents.defaults.sandbox.mode is off: each is refused',
      main: "commands run in a sandbox, and sandbox.mode is 'non-main': the main session has none",
    },
    example: '{ tools: { exec: { host: "sandbox" } } }',
    finds: 'commands run in a sandbox, and agents.defaults.sandbox.mode is off: each is refused',
  },
  check({ config }, report) {
    const told: Written[] = [];
    for (const { setting, sandbox, offered } of execScopes(config)) {
      const host = setting('host');
      if (host?.value !== 'sandbox' || !offered || told.some(({ path }) => samePath(path, host.path))) continue;
      if (sandbox !== 'off' && sandbox !== 'non-main') continue;
      told.push(host);
      report({
        messageId: sandbox === 'off' ? 'off' : 'main',
        ...(sandbox === 'non-main' && { severity: 'warning' }),
        at: { path: host.path },
        fix: {
          title: `set agents.defaults.sandbox.mode to 'all', or ${host.path.join('.')} to 'gateway': commands then run unconfined`,
          safety: 'manual',
          ops: [],
        },
      });
    }
  },
});
