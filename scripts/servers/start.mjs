// Starts a model server as a child of this process and waits until it answers.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.mjs';

const readyWithinMs = 900_000;

/**
 * `kind`: one of `launches.mjs`; `models`: the folder that holds `tiny`. Gives `{ port, pid, stop }`; throws with the end of the server's
 * log when it does not come up. Variables of the caller win over those of the kind.
 */
export async function startServer(kind, { python, models, flags }) {
  const port = await freePort();
  const env = { ...kind.env, ...process.env };
  const child = spawn(python, kind.command(port, flags), { cwd: resolve(models), env, detached: true });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => log.push(piece.toString()));
  const stop = () => stopGroup(child.pid);
  process.on('exit', stop);
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    const { status } = await ask(port, { method: 'GET', path: kind.ready }, { timeoutMs: 5_000 });
    if (status === 200) return { port, pid: child.pid, stop };
    await sleep(1_000);
  }
  stop();
  throw new Error(`the server did not start:\n${log.join('').slice(-6_000)}`);
}

/** With its workers, which are processes of their own. */
function stopGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

// Below the ports that systems hand out by themselves: a server takes a minute to come up, and by then another program may have such a one.
async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const probe = createServer();
    const free = await new Promise((done) => {
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => done(true));
    });
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}
