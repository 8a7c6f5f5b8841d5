import rule from '../../../src/rules/agent/workspace-missing.js';
import { ruleTest } from '../rule-test.js';

const config = (workspace: string) => `{ agents: { defaults: { workspace: "${workspace}" } } }`;

ruleTest(rule, {
  clean: [
    { name: 'exists', config: config('~/work'), state: { 'work/AGENTS.md': 'hello' } },
    { name: 'OpenClaw will make it', config: config('~/work/new'), state: { 'work/AGENTS.md': 'hello' } },
    { name: 'foreign: another rule', config: config('C:/work') },
  ],
  flagged: [
    {
      name: 'nothing there',
      config: config('/mnt/nowhere/work'),
      findings: [
        { messageId: 'missing', at: '"/mnt/nowhere/work"', severity: 'info', data: { workspace: '/mnt/nowhere/work' } },
      ],
    },
  ],
});
