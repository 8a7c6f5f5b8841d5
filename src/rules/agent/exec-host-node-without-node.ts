import { samePath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { execScopes, type Written } from './exec-scopes.js';

export default defineRule({
  meta: {
    id: 'agent/exec-host-node-without-node',
    severity: 'error',
    needs: ['config', 'state'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'commands are to run on a node, and none is paired, or it is left open on which',
    why: 'Without a paired node every command fails; with several, the one that connected last gets them all.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: "exec host=node requires a paired node (none available)", read',
      'OpenClaw 2026.4.22: selectDefaultNodeFromList falls back to the one that connected last, read',
    ],
    messages: {
      none: 'commands run on a node, and no node is paired',
      several: '{count} nodes are paired, and nothing says on which of them commands run',
    },
    example: '{ tools: { exec: { host: "node" } } }',
    finds: 'commands run on a node, and no node is paired',
  },
  check({ config, state: { pairedNodes } }, report) {
    if (pairedNodes === undefined || pairedNodes === 1) return;
    const told: Written[] = [];
    for (const { setting, offered } of execScopes(config)) {
      const host = setting('host');
      if (host?.value !== 'node' || !offered || told.some(({ path }) => samePath(path, host.path))) continue;
      if (pairedNodes > 1 && setting('node') !== undefined) continue;
      told.push(host);
      const at = { path: host.path };
      const none = "pair a node (openclaw nodes), or set tools.exec.host to 'gateway'";
      const fix = { title: none, safety: 'manual' as const, ops: [] };
      if (pairedNodes === 0) {
        report({ messageId: 'none', at, confidence: 'likely', fix });
        continue;
      }
      const title = `name one of them: ${[...host.path.slice(0, -1), 'node'].join('.')}`;
      report({
        messageId: 'several',
        severity: 'warning',
        at,
        data: { count: pairedNodes },
        confidence: 'likely',
        fix: { ...fix, title },
      });
    }
  },
});
