// Starts a real server, asks it everything of `exchanges.mjs`, and keeps the answers in `fixtures/server/<kind>-<version>/<launch>.json`.
//
//   node scripts/servers/record.mjs KIND PYTHON MODELS [LAUNCH…]
//
// PYTHON: the interpreter beside which the server is installed. MODELS: the folder that holds `tiny`, made by `make_model.py`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.mjs';
import { kinds } from './launches.mjs';
import { keep, print } from './recording.mjs';
import { startServer } from './start.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const [kindName, python, models, ...wanted] = process.argv.slice(2);
const kind = kinds[kindName];
if (kind === undefined || models === undefined) {
  console.error(`usage: node scripts/servers/record.mjs ${Object.keys(kinds).join('|')} PYTHON MODELS [LAUNCH…]`);
  process.exit(2);
}

const version = versionOf(python, kind);
const folder = join(root, 'fixtures', 'server', `${kind.kind}-${version}`);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(kind.files ?? {})) writeFileSync(join(models, name), text());
for (const [name, launch] of Object.entries(kind.launches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const server = await startServer(kind, { python, models, flags: launch.flags });
  try {
    const kept = [];
    for (const exchange of launch.exchanges) {
      const answer = await ask(server.port, exchange);
      kept.push(keep(exchange, answer));
    }
    if (launch.endsWithDeath) kept.push(...(await die(server)));
    const origin = {
      server: kind.kind,
      version,
      launch: name,
      flags: launch.flags,
      recorded: new Date().toISOString().slice(0, 10),
    };
    const text = print(origin, kept)
      .replaceAll(`:${server.port}`, ':8000')
      .replaceAll(dirname(dirname(python)), '/venv');
    writeFileSync(join(folder, `${name}.json`), text);
    console.log(`${kind.kind} ${version} ${name}: ${kept.length} exchanges`);
  } finally {
    server.stop();
  }
}

function versionOf(python, { versionOf: code }) {
  const { stdout, stderr } = spawnSync(python, ['-c', code], { encoding: 'utf8', cwd: resolve(models) });
  const said = stdout.trim().split('\n').at(-1);
  if (!said) throw new Error(`no version: ${stderr.slice(-500)}`);
  return said;
}

/** The engine's process is killed in the middle of a stream: what the client sees then, and what the routes say afterwards. */
async function die({ port, pid }) {
  const body = {
    model: 'tiny',
    messages: [{ role: 'user', content: 'please count' }],
    stream: true,
    max_tokens: 1900,
    ignore_eos: true,
  };
  const exchange = { name: 'engine dies in the stream', method: 'POST', path: '/v1/chat/completions', body };
  let seen = 0;
  const cut = await ask(port, exchange, {
    onData: (piece) => {
      seen += piece.length;
      if (seen > 2_000 && seen - piece.length <= 2_000) killEngine(pid);
    },
  });
  const kept = [keep(exchange, { ...cut, text: middleLeftOut(cut.text ?? '') })];
  for (const after of [
    { name: 'health of a dead engine', method: 'GET', path: '/health' },
    { name: 'models of a dead engine', method: 'GET', path: '/v1/models' },
    {
      name: 'chat with a dead engine',
      method: 'POST',
      path: '/v1/chat/completions',
      body: { model: 'tiny', messages: [{ role: 'user', content: 'hello' }] },
    },
  ]) {
    kept.push(keep(after, await ask(port, after, { timeoutMs: 10_000 })));
  }
  return kept;
}

function killEngine(parent) {
  const { stdout } = spawnSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(Boolean);
  const children = (of) =>
    rows.filter((row) => Number(row[2]) === of && !/resource_tracker/.test(row[3])).map((row) => Number(row[1]));
  for (const pid of children(parent)) process.kill(pid, 'SIGKILL');
}

function middleLeftOut(text) {
  const events = text.split('\n\n');
  return events.length <= 9
    ? text
    : [...events.slice(0, 4), `: ${events.length - 8} events left out`, ...events.slice(-4)].join('\n\n');
}
