import { samePath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { execScopes, type Written } from './exec-scopes.js';

export default defineRule({
  meta: {
    id: 'agent/exec-host-auto',
    severity: 'warning',
    needs: ['config'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'a node is named for commands, and commands do not run there',
    why: 'The key node says which one, and host whether one at all: without host "node" the model has to ask for it in each call, or it is never used.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: resolveExecTarget takes auto as the sandbox, else the gateway, read'],
    messages: {
      auto: "commands run {place}, not on node '{name}', unless the model asks for it",
      never: "node '{name}' is never used: tools.exec.host is '{host}'",
    },
    // The word alone would look like an import of Node's to the test of purity.
    example: '{ tools: { exec: { "node": "mac-mini" } } }',
    finds: "commands run on the gateway, not on node 'mac-mini', unless the model asks for it",
  },
  check({ config }, report) {
    const told: Written[] = [];
    for (const { setting, sandbox, offered } of execScopes(config)) {
      const [node, host] = [setting('node'), setting('host')];
      if (node === undefined || host?.value === 'node' || !offered) continue;
      if (told.some(({ path }) => samePath(path, node.path))) continue;
      told.push(node);
      const auto = host === undefined || host.value === 'auto';
      const path = host?.path ?? [...node.path.slice(0, -1), 'host'];
      report({
        ...(auto
          ? {
              messageId: 'auto',
              severity: 'info',
              data: { place: sandbox === 'off' ? 'on the gateway' : 'in the sandbox', name: node.value },
            }
          : { messageId: 'never', data: { name: node.value, host: host.value } }),
        at: { path: node.path },
        fix: {
          title: `set ${path.join('.')} to 'node'`,
          safety: 'unsafe',
          ops: [{ op: 'set', path, value: 'node' }],
          risk: 'every command runs on that machine, and fails while it is not connected',
        },
      });
    }
  },
});
