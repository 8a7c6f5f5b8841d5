// One exchange over a socket of its own, kept as it came: no redirects followed, nothing decoded but the chunks.
import { request } from 'node:http';

/** `{ status, headers, text }`, or `{ error }` when the connection broke; what came before stays in `text`. */
export function ask(port, exchange, { onData, timeoutMs = 120_000 } = {}) {
  const sent = exchange.raw ?? (exchange.body === undefined ? undefined : JSON.stringify(exchange.body));
  const headers = {
    ...(sent !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    ...exchange.headers,
  };
  return new Promise((resolve) => {
    const to = { host: '127.0.0.1', port, method: exchange.method, path: exchange.path, headers, agent: false };
    const ending = request(to, (response) => {
      const pieces = [];
      const answer = (rest) =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(pieces).toString('utf8'),
          ...rest,
        });
      response.on('data', (piece) => {
        pieces.push(piece);
        onData?.(piece);
      });
      response.on('end', () => answer({}));
      response.on('error', (error) => answer({ error: error.code ?? error.message }));
    });
    ending.setTimeout(timeoutMs, () => ending.destroy(new Error('timed out')));
    ending.on('error', (error) => resolve({ error: error.code ?? error.message }));
    ending.end(sent);
  });
}
