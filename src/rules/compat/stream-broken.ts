import type { EffectiveConfig } from '../../effective/types.js';
import type { ProbeFailure, ServerReport } from '../../probe/types.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { lostByRestart } from '../network/trouble.js';
import { usedProviders } from '../sides.js';

type Break = 'cut' | 'stalls' | 'error' | 'refused' | 'whole' | 'other';

export default defineRule({
  meta: {
    id: 'compat/stream-broken',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server answers in one piece, but its streams break',
    why: 'OpenClaw always streams, so no turn comes to an end; it shows a time-out or a network error, and never what came.',
    remedy:
      'look at what stands between: a proxy that buffers, changes or closes event streams; then at the log of the server',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: every turn streams; a stream cut after a token is shown as "LLM request timed out", ran',
      'vLLM 0.5.0 to 0.25.1: errors behind the first token come inside the stream, with status 200',
    ],
    messages: {
      cut: '{host} breaks off its streams: {reason}',
      stalls: '{host} stops in the middle of a stream and keeps it open',
      error: '{host} sends an error inside the stream: {says}',
      refused: '{host} refuses to stream what it completes in one piece: {says}',
      whole: '{host} answers in one piece where a stream was asked for',
      other: '{host} sends no readable stream: {reason}',
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        streamFails: { kind: 'cut', message: 'answer cut off by 127.0.0.1:8000' },
      },
    },
    finds: '127.0.0.1:8000 breaks off its streams: answer cut off by 127.0.0.1:8000',
  },
  check({ effective, servers, release }, report) {
    for (const { server, failure, at, used } of brokenStreams(effective, servers)) {
      const messageId = kindOf(server, failure);
      if (messageId === undefined) continue;
      const harmless = messageId === 'whole' && release.traits.takesWholeAnswer;
      const host = server.origin.replace(/^https?:\/\//, '');
      const reason = short(failure.message);
      const says = short(failure.serverSays ?? failure.message);
      report({
        messageId,
        at,
        data: {
          host,
          ...((messageId === 'cut' || messageId === 'other') && { reason }),
          ...((messageId === 'error' || messageId === 'refused') && { says }),
        },
        proof: [
          'POST /v1/chat/completions: answered in one piece',
          `the same, streamed: ${failure.message}`,
          ...(failure.serverSays === undefined ? [] : [`server says: ${failure.serverSays}`]),
          `request id ${failure.correlation_id}`,
        ],
        severity: used && !harmless ? 'error' : 'warning',
        ...(harmless && { why: wholeWhy }),
      });
    }
  },
});

const wholeWhy =
  'Nothing is shown before the whole answer is there, the time to the first token counts to its end, and idle limits strike long answers.';

/** What fits into a line, without the full stop at its end. */
function short(text: string): string {
  return text.length > 56 ? `${text.slice(0, 55)}…` : text.replace(/\.$/, '');
}

function brokenStreams(effective: EffectiveConfig, servers: readonly ServerReport[]) {
  const used = usedProviders(effective);
  return servers.flatMap((server) => {
    const provider = effective.providers.find(({ id }) => id === server.provider);
    if (provider === undefined || !server.chat.ok || server.stream.ok) return [];
    if (lostByRestart(server, server.stream.failure)) return [];
    const at = { path: provider.baseUrl?.path ?? provider.path };
    return [{ server, failure: server.stream.failure, at, used: used.some(({ id }) => id === provider.id) }];
  });
}

/** Undefined when it proves nothing against the stream. */
function kindOf(
  { chat, stream }: ServerReport,
  { kind, http_status: status, message }: ProbeFailure,
): Break | undefined {
  switch (kind) {
    case 'cut':
      return 'cut';
    case 'timeout':
      // A server that took nearly as long for the whole answer is slow: its own rules tell that.
      return chat.ms * 3 < stream.ms ? 'stalls' : undefined;
    case 'http':
      return status === 200 ? 'error' : 'refused';
    case 'not-json':
      return /^JSON in one piece/.test(message) ? 'whole' : 'other';
    case 'too-large':
    case 'redirect':
      return 'other';
    default:
      return undefined;
  }
}
