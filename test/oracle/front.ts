import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Front {
  readonly url: string;
  /** Status of each answer that came. */
  readonly statuses: readonly number[];
  /** Seconds after which each request was closed by whoever had sent it; those that were answered are not in it. */
  readonly gaveUp: readonly number[];
  close(): Promise<void>;
}

/** Stands before a server on the loopback interface, and sees what it answers and who does not wait for it. */
export async function frontOf(url: string): Promise<Front> {
  const gaveUp: number[] = [];
  const statuses: number[] = [];
  const front = createServer((request, response) => {
    const began = performance.now();
    const behind = send(`${url}${request.url}`, { method: request.method, headers: request.headers });
    behind.on('response', (answer) => {
      const status = answer.statusCode ?? 502;
      statuses.push(status);
      response.writeHead(status, answer.headers);
      answer.pipe(response);
    });
    behind.on('error', () => response.destroy());
    response.on('close', () => {
      if (response.writableFinished) return;
      gaveUp.push((performance.now() - began) / 1000);
      behind.destroy();
    });
    request.pipe(behind);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    statuses,
    gaveUp,
    async close() {
      front.closeAllConnections();
      await new Promise<void>((resolve) => front.close(() => resolve()));
    },
  };
}
