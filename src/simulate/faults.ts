import { type Exchange, send, sendRefusal } from './exchange.js';
import { pause } from './pace.js';
import { refuse, sentence } from './refusal.js';
import type { Fault } from './types.js';

/** Hands out each fault as often as it is meant to happen. */
export function createFaults(faults: readonly Fault[]): { next: (path: string) => Fault | undefined } {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Number.POSITIVE_INFINITY]));
  return {
    next(path) {
      const fault = faults.find(
        (candidate) => (left.get(candidate) ?? 0) > 0 && (candidate.paths?.includes(path) ?? true),
      );
      if (fault !== undefined) left.set(fault, (left.get(fault) ?? 0) - 1);
      return fault;
    },
  };
}

const page =
  '<!doctype html>\n<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>\n';

/** `cut` and `refuse` are not here: the one needs an answer to cut, the other happens before there is a request. */
export async function misbehave(exchange: Exchange, fault: Fault, release: string): Promise<void> {
  const { response } = exchange;
  switch (fault.kind) {
    case 'html':
      return send(response, 200, 'text/html', page);
    case 'not-json':
      return send(response, 200, 'text/plain', 'Ollama is running');
    case 'hang':
      await untilGone(exchange.gone);
      return;
    case 'slow-drip':
      return drip(exchange);
    case 'redirect':
      response.setHeader('location', fault.location ?? 'http://127.0.0.1:9/v1/models');
      return send(response, 307, 'text/plain', '');
    case 'rate-limit':
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
      // No vLLM does this: it is a proxy in front of it that limits the rate.
      return send(
        response,
        429,
        'application/json',
        '{"error":{"message":"Rate limit exceeded","type":"rate_limit_error"}}',
      );
    case 'server-error': {
      const message = sentence('vllm.engine-dead');
      return sendRefusal(exchange, refuse(release, { status: 500, type: 'InternalServerError', message }));
    }
    case 'loading':
      return sendRefusal(exchange, { status: 503, body: JSON.parse(sentence('vllm.scaling')) });
    default:
      response.socket?.destroy();
  }
}

function untilGone(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) resolve();
    gone.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function drip({ response, gone }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"object":"list","data":[');
  while (await pause(20, gone)) response.write(' ');
}
