import type { Capability, CapabilityName } from '../../probe/types.js';
import { type AskedModel, askedModels, mark, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
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
      'as-sent': '{host} refuses a turn as it is sent: {says}',
      says: '{host} refuses a plain completion: {says}',
      silent: '{host} refuses a plain completion with status {status}',
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        chatFails: { kind: 'http', status: 400, serverSays: 'no chat template is defined' },
      },
    },
    finds: '127.0.0.1:8000 refuses a plain completion: no chat template is defined',
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('whole-request');
      if (found === undefined || isExplained(asked, found)) continue;
      const data = { host: asked.host, says: saysOf(found) };
      report({ messageId: 'as-sent', at: asked.at, data, proof: proofOf(found) });
    }
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

/** One of the parts is refused alone, which its own rule tells; or the limits do not fit, which the rules of the context tell. */
function isExplained({ refused, model: { request, usageInStream } }: AskedModel, found: Capability): boolean {
  if (mark(found, 'kind') === 'context-overflow') return true;
  const parts: readonly (readonly [name: CapabilityName, isSent: boolean])[] = [
    ['system-role', request.systemRole === 'system'],
    ['developer-role', request.systemRole === 'developer'],
    ['parts-content', request.contentParts],
    ['two-user-messages', request.twoUserMessages],
    ['tools-stream', request.tools === 'sent'],
    ['tools-auto', request.tools === 'sent'],
    ['tools-empty', request.tools === 'empty-list'],
    ['tools-strict', request.strictTools],
    ['store-field', request.store],
    ['reasoning-effort', request.reasoningEffort],
    ['stream-usage', usageInStream.value],
    ['max-completion-tokens', request.limitField === 'max_completion_tokens'],
    ['max-tokens', request.limitField === 'max_tokens'],
  ];
  return parts.some(([name, isSent]) => isSent && refused(name) !== undefined);
}
