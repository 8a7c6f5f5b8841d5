import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/timeout',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server does not answer in time',
    why: 'A connection that hangs is usually a firewall that drops packets, or a server that is still loading its model.',
    remedy: 'look at the log of the server; a longer limit for this check is --timeout',
    source: ['vLLM 0.11: the port opens before the engine is ready, or a proxy holds the request'],
    messages: {
      timeout: "no answer from {host} after {ms} ms (provider '{provider}')",
      silent: "{host} is silent: no connection within {ms} ms (provider '{provider}')",
      'no-answer': "{host} takes the connection and does not answer within {ms} ms (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'timeout' } } },
    finds: "no answer from 127.0.0.1:8000 after 10000 ms (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, ms, cause, at, proof, used } of serversIn(['timeout'], effective, servers)) {
      const messageId = cause === 'silent' || cause === 'no-answer' ? cause : 'timeout';
      const { why, remedy } = reasons[messageId];
      report({
        messageId,
        at,
        data: { provider: provider.id, host, ms: Math.round(ms) },
        proof,
        severity: used ? 'error' : 'warning',
        ...(why !== undefined && { why }),
        ...(remedy !== undefined && { remedy }),
      });
    }
  },
});

interface Reason {
  readonly why?: string;
  readonly remedy?: string;
}

const reasons: Readonly<Record<'timeout' | 'silent' | 'no-answer', Reason>> = {
  timeout: {},
  silent: {
    why: 'Nothing came back, not even a refusal: a firewall drops the packets, the machine is off, or the address is another one.',
    remedy: 'open the port in the firewall of the server, or correct host and port of baseUrl',
  },
  'no-answer': {
    why: 'The port is open, so network and firewall are in order: what listens there is busy, still loading, or no HTTP server.',
    remedy: 'look at the log of the server; ovd doctor --wait 10m asks again until it is ready',
  },
};
