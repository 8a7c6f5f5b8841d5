import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One installed OpenClaw: folder of the package, and the Node that it needs. */
export interface Program {
  readonly release: string;
  readonly folder: string;
  readonly node: string;
}

/** From OVD_ORACLE_<release with underscores> and OVD_ORACLE_NODE; undefined when they are not set. */
export function installedProgram(release: string): Program | undefined {
  const folder = process.env[`OVD_ORACLE_${release.replaceAll('.', '_')}`];
  const node = process.env['OVD_ORACLE_NODE'];
  return folder === undefined || node === undefined ? undefined : { release, folder, node };
}

export interface Recorded {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string | undefined;
  readonly outputLimit: number | undefined;
  /** As sent. */
  readonly body: unknown;
}

export interface Turn {
  readonly requests: readonly Recorded[];
  readonly output: string;
  readonly exitCode: number | null;
}

export interface TurnOptions {
  readonly program: Program;
  /** Given the origin of the recorder. */
  readonly config: (origin: string) => unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the state folder; ORIGIN in them stands for that of the recorder. */
  readonly state?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** One message to agent `main` against a recorder on the loopback interface, in folders of its own. */
export async function runTurn({
  program,
  config,
  env = {},
  state = {},
  timeoutMs = 300_000,
}: TurnOptions): Promise<Turn> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => void answer(request, response, requests));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'ovd-oracle-'));
  try {
    const { port } = server.address() as AddressInfo;
    const file = join(folder, 'openclaw.json');
    writeFileSync(file, JSON.stringify(config(`http://127.0.0.1:${port}`)));
    for (const [name, text] of Object.entries(state)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text.replaceAll('ORIGIN', `http://127.0.0.1:${port}`), { mode: 0o600 });
    }
    const { output, exitCode } = await runAgent({ program, folder, file, env, timeoutMs });
    return { requests, output, exitCode };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface AgentRun {
  readonly program: Program;
  /** Home and state folder. */
  readonly folder: string;
  /** Config file. */
  readonly file: string;
  readonly message?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** One message to agent `main`, whatever its config names as server. */
export function runAgent({ program, folder, file, message = 'ping', env = {}, timeoutMs = 300_000 }: AgentRun) {
  return new Promise<{ output: string; exitCode: number | null }>((resolve, reject) => {
    const child = spawn(
      program.node,
      [join(program.folder, 'openclaw.mjs'), 'agent', '--local', '--agent', 'main', '--message', message],
      {
        cwd: folder,
        env: {
          // The package client stays off the path: an old release would install plugin packages with it.
          PATH: [dirname(program.node), '/usr/bin', '/bin'].join(':'),
          HOME: folder,
          OPENCLAW_STATE_DIR: folder,
          OPENCLAW_CONFIG_PATH: file,
          NO_PROXY: '127.0.0.1',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true, // a group of its own, so that a run that hangs ends with what it started
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ output, exitCode });
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, requests: Recorded[]): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const body: unknown = text === '' ? {} : JSON.parse(text);
  const field = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
  const [model, limit] = [field('model'), field('max_completion_tokens')];
  requests.push({
    path: request.url ?? '',
    authorization: request.headers.authorization,
    model: typeof model === 'string' ? model : undefined,
    outputLimit: typeof limit === 'number' ? limit : undefined,
    body,
  });
  if (!request.url?.endsWith('/chat/completions')) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
    return;
  }
  const chunk = (delta: object, finish: string | null) =>
    `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`${chunk({ role: 'assistant', content: 'pong' }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
}
