import { valueAt } from '../../config/json.js';
import { execLimit } from '../../timeouts/exec.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'timeouts/exec-timeout',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'a command of the exec tool may take longer than the whole run',
    why: 'The run is ended with the command: there is no answer, where the model could have read that the command took too long.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: exec 1800 s unless tools.exec.timeoutSec (from 2026.8.2 timeoutSeconds), read',
      'OpenClaw 2026.4.22 and 2026.9.6: agents.defaults.timeoutSeconds bounds tools and requests together, read',
    ],
    messages: { longer: 'a command may take {exec} s, and the whole run {run} s' },
    example: `{
  agents: { defaults: { timeoutSeconds: 600, model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.9.6' },
    finds: 'a command may take 1800 s, and the whole run 600 s',
  },
  check({ config, effective, release }, report) {
    const { value: run, path } = effective.runTimeoutSeconds;
    if (path === undefined || run <= 0) return;
    const key = execLimit(release.traits);
    const written = valueAt(config, key.path);
    const exec = typeof written === 'number' && written > 0 ? written : key.seconds;
    if (exec < run) return;
    const isWritten = exec === written;
    report({
      messageId: 'longer',
      // Most commands are short; only somebody who wrote both numbers meant the longer one.
      severity: isWritten ? 'warning' : 'info',
      confidence: 'possible',
      at: { path: isWritten ? key.path : path },
      ...(isWritten && { related: [{ at: { path }, note: 'this one ends first' }] }),
      data: { exec, run },
      observed: exec,
      fix: { title: `set ${key.path.join('.')} below ${run}`, safety: 'manual', ops: [] },
    });
  },
});
