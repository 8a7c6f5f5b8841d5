import { connect, type Socket } from 'node:net';
import { describeNetworkError } from './network-error.js';
import type { FailureKind } from './types.js';

export type TcpLook = 'open' | FailureKind;

export interface TcpQuestion {
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whether the port takes a connection. Sends nothing. */
export function tryTcp(question: TcpQuestion): Promise<TcpLook> {
  return look<TcpLook>(question, 'timeout', (socket, end) => socket.on('connect', () => end('open')));
}

/** Whether the other side closes a connection on which nobody has said a word yet; a server waits for the request. */
export function watchTcp(question: TcpQuestion): Promise<'closed' | TcpLook> {
  return look<'closed' | TcpLook>(question, 'open', (socket, end) => {
    let connected = false;
    socket.on('connect', () => {
      connected = true;
      socket.resume();
    });
    socket.on('end', () => end('closed'));
    socket.on('error', (error) => connected && describeNetworkError(error).kind === 'cut' && end('closed'));
  });
}

function look<T>(
  { address, port, timeoutMs, signal }: TcpQuestion,
  late: T | TcpLook,
  listen: (socket: Socket, end: (outcome: T) => void) => void,
): Promise<T | TcpLook> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, ...(signal && { signal }) });
    const end = (outcome: T | TcpLook) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end(late), timeoutMs);
    listen(socket, end);
    socket.on('error', (error) => end(describeNetworkError(error).kind));
  });
}
