import { type Exchange, send, sendRefusal } from '../exchange.js';
import { pause } from '../pace.js';
import { webServerPage } from '../profiles/ollama.js';
import type { Profile } from '../profiles/profile.js';
import type { Fault } from '../types.js';
import type { StandIn } from './kinds.js';

const page =
  '<!doctype html>\n<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>\n';

/** Answers, or does not, as the fault wants it. What follows for the port is the server's business. */
export async function misbehave(
  exchange: Exchange,
  fault: Fault & { readonly kind: StandIn },
  { words }: Profile,
): Promise<void> {
  const { response } = exchange;
  const retryAfter = () => {
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
  };
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
      retryAfter();
      // No vLLM does this: it is a proxy in front of it that limits the rate.
      return send(
        response,
        429,
        'application/json',
        '{"error":{"message":"Rate limit exceeded","type":"rate_limit_error"}}',
      );
    case 'server-error':
    case 'crash':
      return sendRefusal(exchange, words.engineDead());
    case 'internal-error':
      return send(response, 500, 'text/plain; charset=utf-8', 'Internal Server Error');
    case 'loading':
      retryAfter();
      return sendRefusal(exchange, words.loading());
    case 'bad-gateway':
      return send(response, 502, 'text/html', webServerPage('502 Bad Gateway'));
    case 'gateway-timeout':
      return send(response, 504, 'text/html', webServerPage('504 Gateway Time-out'));
    case 'forbidden':
      return send(response, 403, 'text/html', webServerPage('403 Forbidden'));
    case 'key-refused':
      return sendRefusal(exchange, words.unauthorized(exchange.headers.authorization !== undefined));
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
