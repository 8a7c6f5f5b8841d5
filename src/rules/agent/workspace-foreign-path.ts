import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'agent/workspace-foreign-path',
    severity: 'warning',
    needs: ['state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a workspace is a path of another kind of system',
    why: 'OpenClaw takes such a path as relative to where it was started, makes a new empty folder of that name and works there.',
    remedy: 'write the path as this system has it, or ~/… which every system understands',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: resolveUserPath, read'],
    messages: {
      windows: "workspace '{workspace}' is a Windows path, and this is no Windows",
      posix: "workspace '{workspace}' has no drive, and this is Windows",
    },
    example: `{ agents: { defaults: { workspace: "C:\\\\Users\\\\me\\\\work" } } }`,
    finds: "workspace 'C:\\Users\\me\\work' is a Windows path, and this is no Windows",
  },
  check({ state }, report) {
    for (const { path, written, foreign } of state.workspaces) {
      if (foreign !== undefined) report({ messageId: foreign, at: { path }, data: { workspace: written } });
    }
  },
});
