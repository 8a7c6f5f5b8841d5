import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'agent/workspace-missing',
    severity: 'info',
    needs: ['state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'neither the workspace nor the folder above it exists',
    why: 'OpenClaw makes a missing workspace and fills it with templates; a mistyped or unmounted path goes unnoticed that way.',
    remedy: 'mount or make the folder above it, or correct the path',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: ensureAgentWorkspace makes the folder with its parents, read'],
    messages: { missing: "workspace '{workspace}' does not exist, nor does the folder above it" },
    example: `{ agents: { defaults: { workspace: "/mnt/data/openclaw/work" } } }`,
    finds: "workspace '/mnt/data/openclaw/work' does not exist, nor does the folder above it",
  },
  check({ state }, report) {
    for (const { path, written, foreign, exists, parentExists } of state.workspaces) {
      if (foreign !== undefined || exists || parentExists) continue;
      report({ messageId: 'missing', at: { path }, data: { workspace: written }, confidence: 'possible' });
    }
  },
});
