import type { Facts } from '../../../src/facts/types.js';
import rule from '../../../src/rules/agent/workspace-foreign-path.js';
import type { Workspace } from '../../../src/state/types.js';
import { ruleTest } from '../rule-test.js';

const config = (workspace: string) => `{ agents: { defaults: { workspace: "${workspace}" } } }`;

/** The harness looks as Linux does. */
const asOnWindows = (facts: Facts): Facts => {
  if (!facts.state.ok) return facts;
  const workspaces = facts.state.value.workspaces.map((row): Workspace => ({ ...row, foreign: 'posix' }));
  return { ...facts, state: { ok: true, value: { ...facts.state.value, workspaces } } };
};

ruleTest(rule, {
  clean: [
    { name: 'home', config: config('~/work') },
    { name: 'absolute', config: config('/srv/work') },
    { name: 'relative', config: config('work/c') },
    { name: 'none', config: `{ agents: {} }` },
  ],
  flagged: [
    {
      name: 'drive, for one agent',
      release: '2026.4.22',
      config: `{ agents: { list: [{ id: "a", workspace: "D:/work" }] } }`,
      findings: [{ messageId: 'windows', at: '"D:/work"', severity: 'warning', data: { workspace: 'D:/work' } }],
    },
    {
      name: 'share',
      config: config(String.raw`\\\\nas\\work`),
      findings: [{ messageId: 'windows', data: { workspace: String.raw`\\nas\work` } }],
    },
    {
      name: 'home folder of Linux on Windows',
      config: config('/home/me/work'),
      facts: asOnWindows,
      findings: [{ messageId: 'posix', data: { workspace: '/home/me/work' } }],
    },
  ],
});
