import { valueAt } from '../../config/json.js';
import { formatPath, shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { isCovered } from './covered.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/out-of-range',
    severity: 'error',
    needs: ['config', 'verdict'],
    wants: ['migration'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a number or a list is larger or smaller than this release allows',
    why: 'OpenClaw refuses the whole file, and neither the gateway nor an agent starts.',
    remedy: 'write a value inside the range',
    source: ['OpenClaw schemas 2026.3.31 to 2026.9.6; 2026.4.22 and 2026.9.6 refuse such files, ran'],
    messages: {
      number: "'{key}' is {value}: {problem}",
      other: "'{key}': {problem}",
    },
    example: '{ agents: { defaults: { mediaMaxMb: 0 } } }',
    finds: "'mediaMaxMb' is 0: must be above 0, got 0",
  },
  check({ config, verdict, migration }, report) {
    for (const issue of verdict.issues) {
      if (issue.kind !== 'out-of-range') continue;
      if (isCovered(issue, migration)) continue;
      const value = valueAt(config, issue.path);
      const key = shortPath(issue.path);
      const problem = shortened(issue.problem);
      const common = { at: { path: issue.path }, proof: [`${formatPath(issue.path)}: ${issue.problem}`] };
      if (typeof value === 'number') report({ ...common, messageId: 'number', data: { key, value, problem } });
      else report({ ...common, messageId: 'other', data: { key, problem } });
    }
  },
});
