import { defineRule } from '../define.js';
import { serversIn } from '../network/trouble.js';

export default defineRule({
  meta: {
    id: 'compat/request-refused',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server refuses a plain completion that OpenClaw could have sent',
    why: 'OpenClaw hides the sentence of the server behind "provider rejected the request schema or tool payload".',
    remedy: 'read what the server says; a chat template or a start option is the usual cause',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: the server’s sentence is on stderr only (rawError=), ran'],
    messages: {
      says: '{host} refuses a plain completion: {says}',
      silent: '{host} refuses a plain completion with status {status}',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        chatFails: { kind: 'http', status: 400, serverSays: 'no chat template is defined' },
      },
    },
    finds: '127.0.0.1:8000 refuses a plain completion: no chat template is defined',
  },
  check({ effective, servers }, report) {
    for (const { host, failure, at, proof, used } of serversIn(['bad-request'], effective, servers)) {
      const common = { at, proof, severity: used ? 'error' : 'warning' } as const;
      const says = failure.serverSays;
      if (says === undefined)
        report({ ...common, messageId: 'silent', data: { host, status: failure.http_status ?? 0 } });
      else
        report({
          ...common,
          messageId: 'says',
          data: { host, says: says.length > 60 ? `${says.slice(0, 59)}…` : says },
        });
    }
  },
});
