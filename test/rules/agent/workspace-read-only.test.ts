import rule from '../../../src/rules/agent/workspace-read-only.js';
import type { WorkspaceReport } from '../../../src/workspace/types.js';
import { ruleTest } from '../rule-test.js';

const path = ['agents', 'defaults', 'workspace'];
const config = '{ agents: { defaults: { workspace: "~/work" } } }';
const folder = '/home/me/work';
const workspace = (more: Partial<WorkspaceReport>): WorkspaceReport => ({
  ...{ agent: 'main', folder, path, state: 'absent', files: [], skills: [] },
  ...more,
});
const denied = { folder, code: 'EACCES' } as const;
const lacks = 'AGENTS.md';

ruleTest(rule, {
  clean: [
    { name: 'writable', config, workspaces: [workspace({})] },
    {
      name: 'the folder above is missing too: another rule',
      config,
      workspaces: [workspace({ blocked: { folder: '/home', code: 'EACCES' } })],
    },
    {
      name: 'a path of another system: another rule',
      config: `{ agents: { defaults: { workspace: "C:\\\\work" } } }`,
      workspaces: [workspace({ blocked: denied })],
    },
  ],
  flagged: [
    {
      name: 'without AGENTS.md no turn begins',
      config,
      workspaces: [workspace({ blocked: denied, lacks })],
      findings: [
        {
          messageId: 'unfilled',
          at: '"~/work"',
          data: { workspace: folder, file: lacks },
          severity: 'error',
          confidence: 'likely',
          fix: 'none',
          proof: '/home/me/work: EACCES, this user may not write there',
        },
      ],
    },
    {
      name: 'with it they do',
      config,
      workspaces: [workspace({ blocked: { folder, code: 'EROFS' }, state: 'established' })],
      findings: [{ messageId: 'read-only', severity: 'info', data: { workspace: folder } }],
    },
    {
      name: 'it cannot be made',
      config,
      workspaces: [workspace({ folder: '/work', lacks, blocked: { folder: '/', code: 'EACCES' } })],
      findings: [{ messageId: 'unmade', severity: 'warning', data: { workspace: '/work' } }],
    },
    {
      name: 'the one that nobody names cannot be made',
      config: '{}',
      workspaces: [
        workspace({
          folder: '/home/me/.openclaw/workspace',
          path: [],
          blocked: { ...denied, folder: '/home/me/.openclaw' },
        }),
      ],
      findings: [{ messageId: 'unmade', at: '{', severity: 'error' }],
    },
    {
      name: 'one folder of two agents is told once',
      config: '{ agents: { list: [{ id: "a", workspace: "/srv/w" }, { id: "b", workspace: "/srv/w" }] } }',
      workspaces: ['a', 'b'].map((agent, i) =>
        workspace({
          agent,
          lacks,
          folder: '/srv/w',
          path: ['agents', 'list', i, 'workspace'],
          blocked: { ...denied, folder: '/srv/w' },
        }),
      ),
      findings: [{ messageId: 'unfilled', at: '"/srv/w"' }],
    },
  ],
});
