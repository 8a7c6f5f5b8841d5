import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type JsonObject } from '../config/json.js';

export interface RecordedTurn {
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: JsonObject;
}

export interface Recorder {
  readonly port: number;
  /** The first request that carries a conversation. */
  readonly turn: Promise<RecordedTurn>;
  close(): Promise<void>;
}

/** Longest request that is read; OpenClaw's own have been 60 to 150 kB. */
const sizeLimit = 32 * 1024 * 1024;

/** Listens on a free port of the loopback interface and answers every completion with the one word that ends a turn. */
export async function startRecorder(): Promise<Recorder> {
  const { createServer } = await import('node:http');
  let heard: (turn: RecordedTurn) => void = () => {};
  const turn = new Promise<RecordedTurn>((resolve) => {
    heard = resolve;
  });
  const server = createServer((request, response) => {
    serve(request, response, heard).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    turn,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  heard: (turn: RecordedTurn) => void,
): Promise<void> {
  const body = await readBody(request);
  const path = request.url ?? '/';
  if (request.method === 'POST' && isObject(body) && ('messages' in body || 'input' in body)) {
    heard({ path, headers: Object.keys(request.headers).sort(), body });
    const stream = 'messages' in body ? chatStream(body) : responsesStream();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(stream);
    return;
  }
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > sizeLimit) throw new Error('the request is too long to record');
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As vLLM streams: a finish reason has to arrive (2026.4.22 and 2026.9.6, ran). */
function chatStream({ model }: JsonObject): string {
  const chunk = (delta: JsonObject, finish: string | null) => ({
    id: 'chatcmpl-capture',
    object: 'chat.completion.chunk',
    created: 1,
    model: typeof model === 'string' ? model : 'capture',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const events = [chunk({ role: 'assistant', content: 'ok' }, null), chunk({}, 'stop')];
  return `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`;
}

function responsesStream(): string {
  const message = {
    id: 'msg_capture',
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: 'ok', annotations: [] }],
  };
  const done = { id: 'resp_capture', object: 'response', status: 'completed', output: [message] };
  const events = [
    { type: 'response.created', response: { ...done, status: 'in_progress', output: [] } },
    { type: 'response.output_item.done', output_index: 0, item: message },
    { type: 'response.completed', response: done },
  ];
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
