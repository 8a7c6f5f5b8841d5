import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/server-error',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server fails by itself',
    why: 'The config cannot repair this; OpenClaw repeats the request 3 to 12 times and then gives up.',
    remedy: 'read the log of the server: a dead engine, a model that still loads, or not enough memory',
    source: ['vLLM: 500 EngineCore encountered an issue; 503 while scaling; the process then exits'],
    messages: {
      status: "{host} answers {status} (provider '{provider}')",
      cut: "{host} closes the connection without an answer (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'http', status: 500 } } },
    finds: "127.0.0.1:8000 answers 500 (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, failure, trouble, at, proof, used } of serversIn(
      ['server-error', 'cut'],
      effective,
      servers,
    )) {
      const common = { at, proof, severity: used ? 'error' : 'warning' } as const;
      const data = { provider: provider.id, host };
      if (trouble === 'cut') report({ ...common, messageId: 'cut', data });
      else report({ ...common, messageId: 'status', data: { ...data, status: failure.http_status ?? 0 } });
    }
  },
});
