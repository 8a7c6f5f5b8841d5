import { type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import { defineRule, type Fix } from '../define.js';
import { isCovered } from './covered.js';
import { referenceFix } from './reference-fix.js';

export default defineRule({
  meta: {
    id: 'schema/missing-key',
    severity: 'error',
    needs: ['config', 'verdict'],
    wants: ['migration'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a key that must be there is missing',
    why: 'OpenClaw refuses the whole file, and neither the gateway nor an agent starts.',
    remedy: 'add the key',
    source: ['OpenClaw schemas 2026.3.31 to 2026.9.6; 2026.4.22 and 2026.9.6 refuse such files, ran'],
    messages: { missing: "'{key}' is missing in '{parent}'" },
    example: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: [{ id: "qwen3", contextWindow: 32768, maxTokens: 4096 }],
} } } }`,
    finds: "'name' is missing in 'models.providers.vllm.models.0'",
  },
  check({ config, verdict, migration }, report) {
    for (const issue of verdict.issues) {
      if (issue.kind !== 'missing-key') continue;
      if (isCovered(issue, migration)) continue;
      const parent = issue.path.slice(0, -1);
      const fix = nameFix(config, issue.path) ?? referenceFix(config, issue.path);
      report({
        messageId: 'missing',
        at: { path: parent },
        data: { key: String(issue.path.at(-1)), parent: formatPath(parent) },
        proof: [`${issue.reportedAt}: ${issue.problem}`],
        ...(fix && { fix }),
      });
    }
  },
});

/** The name of a model row is only shown: its id says the same. */
function nameFix(config: JsonValue, path: ConfigPath): Fix | undefined {
  const row = path.slice(0, -1);
  const id = valueAt(config, [...row, 'id']);
  if (path.at(-1) !== 'name' || path[0] !== 'models' || typeof id !== 'string') return undefined;
  return { title: `set name to '${id}'`, safety: 'safe', ops: [{ op: 'set', path, value: id }] };
}
