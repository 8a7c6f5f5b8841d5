import { formatPath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/legacy-key',
    severity: 'info',
    needs: ['verdict'],
    fix: 'none',
    since: '0.1.0',
    summary: 'an old form that this release still understands',
    why: 'The release repairs it while it loads the file; a later one refuses it.',
    remedy: 'write the new form when the config is next changed',
    source: [
      'OpenClaw 2026.4.22 and 2026.4.29 repair what their doctor knows; 2026.8.2 to 2026.9.6 only a few keys, ran',
    ],
    messages: { legacy: "OpenClaw {release} repairs '{path}' while it loads the file" },
    example:
      '{ models: { providers: { vllm: { baseUrl: "http://127.0.0.1:8000/v1", contextWindow: 32768, models: [] } } } }',
    given: { release: '2026.9.6' },
    finds: "OpenClaw 2026.9.6 repairs 'models.providers.vllm.contextWindow' while it loads the file",
  },
  check({ verdict }, report) {
    for (const issue of verdict.legacy) {
      const to = issue.lifetime?.movedTo;
      report({
        messageId: 'legacy',
        at: { path: issue.path, part: 'key' },
        data: { release: verdict.release, path: shortened(formatPath(issue.path), 45) },
        proof: [`${formatPath(issue.path)}: ${issue.problem}`, ...(to === undefined ? [] : [`now ${to}`])],
      });
    }
  },
});
