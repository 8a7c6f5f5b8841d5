import { samePath } from '../../config/path.js';
import type { WorkspaceReport } from '../../workspace/types.js';
import { defineRule } from '../define.js';
import { foundWorkspace, ownWorkspace } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'agent/workspace-read-only',
    severity: 'error',
    needs: ['workspaces'],
    wants: ['state'],
    fix: 'none',
    since: '0.2.0',
    summary: 'an agent may not write in its workspace',
    why: 'Before each turn OpenClaw writes what its workspace lacks, and without that no request is sent; later notes and edits fail.',
    remedy: 'give the folder to the user that runs OpenClaw (chown), mount it writable, or name another one',
    source: [
      'OpenClaw 2026.4.22: "EROFS: read-only file system, open …/AGENTS.md", and mkdir …/.openclaw, exit 1, ran',
      'OpenClaw 2026.9.6: "EACCES: permission denied, mkdtemp …/openclaw-bootstrap-…", exit 1; with all files there it answers, ran',
    ],
    messages: {
      unfilled: "'{workspace}' has no {file}, and OpenClaw may not write it",
      unmade: "workspace '{workspace}' cannot be made: no write access above it",
      'read-only': "agents may not write in their workspace '{workspace}'",
    },
    example: ownWorkspace,
    given: {
      workspaces: [
        {
          ...foundWorkspace,
          lacks: 'AGENTS.md',
          blocked: { folder: '/home/me/work', code: 'EACCES' },
          state: 'absent',
        },
      ],
    },
    finds: "'/home/me/work' has no AGENTS.md, and OpenClaw may not write it",
  },
  check({ workspaces, state }, report) {
    for (const [i, workspace] of workspaces.entries()) {
      const { folder, path, blocked, lacks = '' } = workspace;
      if (blocked === undefined || workspaces.findIndex((other) => other.folder === folder) < i) continue;
      if (state?.workspaces.some((other) => other.foreign !== undefined && samePath(other.path, path))) continue;
      const messageId = messageOf(workspace);
      if (messageId === undefined) continue;
      report({
        messageId,
        at: { path },
        data: messageId === 'unfilled' ? { workspace: folder, file: lacks } : { workspace: folder },
        // The gateway may run as somebody else.
        confidence: 'likely',
        proof: [`${blocked.folder}: ${blocked.code}, this user may not write there`],
        ...(messageId === 'read-only' && { severity: 'info' }),
        // A path of a container means nothing here.
        ...(messageId === 'unmade' && path.length > 0 && { severity: 'warning' }),
      });
    }
  },
});

function messageOf({ folder, blocked, lacks }: WorkspaceReport) {
  if (blocked?.folder === folder) return lacks === undefined ? 'read-only' : 'unfilled';
  // Further up agent/workspace-missing speaks.
  const way = folder.slice(blocked?.folder.length).split(/[\\/]/);
  return way.filter((step) => step !== '').length === 1 ? 'unmade' : undefined;
}
