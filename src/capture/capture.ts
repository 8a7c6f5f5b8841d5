import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { maskRawText } from '../config/mask.js';
import { DoctorError } from '../doctor-error.js';
import type { Machine } from '../release/installed.js';
import { traitsOf } from '../release/traits.js';
import type { AgentChoice } from '../workspace/agents.js';
import { copyPromptFiles, copySkills, type Surroundings, skillFolders, workspaceOf } from '../workspace/files.js';
import { type Child, startChild } from './child.js';
import { copyConfig } from './config-copy.js';
import { childEnvironment, writeShims } from './environment.js';
import type { NodeProgram } from './find-node.js';
import { fingerprintOf } from './fingerprint.js';
import { guardFile } from './guard-file.js';
import type { OpenClawProgram } from './program.js';
import { type RecordedTurn, type Recorder, startRecorder } from './recorder.js';
import type { Capture } from './types.js';

export interface CaptureQuestion {
  readonly program: OpenClawProgram;
  readonly node: NodeProgram;
  /** The config file as opened. */
  readonly config: string;
  /** After includes and substitution. */
  readonly value: JsonValue;
  readonly agent: AgentChoice;
  /** `provider/id` */
  readonly model: string;
  readonly message: string;
  readonly around: Surroundings;
  readonly machine: Machine;
  /** Variables that hold a key in the effective environment. */
  readonly keyNames: readonly string[];
  /** Where compiled code may be kept from run to run. */
  readonly compileCache: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((awaited: string) => void) | undefined;
}

/**
 * Runs the installed OpenClaw once, on copies, against a recorder on the loopback interface, and ends it as soon as its request is there.
 * Reads the user's files and writes none of them; the temporary folder is gone when this settles.
 * Throws DoctorError when the run ends or the time is up without a request.
 */
export async function capture(question: CaptureQuestion): Promise<Capture> {
  const { program, node, value, agent, model, around } = question;
  const started = performance.now();
  const traits = traitsOf(program.version);
  const workspace = workspaceOf(value, agent, traits, around);
  const bundledPlugin = (id: string) =>
    /^[\w-]+$/.test(id) && existsSync(path.join(program.folder, 'dist', 'extensions', id));
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'ovd-capture-')));
  const recorder = await startRecorder();
  try {
    const home = path.join(root, 'home');
    const stateDir = path.join(home, '.openclaw');
    const copy = path.join(stateDir, 'workspace');
    const folders = skillFolders(value, around);
    await copyPromptFiles(workspace, copy);
    await copySkills(folders, home);
    const { config, notes } = copyConfig({
      value,
      agent,
      model,
      workspace: copy,
      baseUrl: `http://127.0.0.1:${recorder.port}/v1`,
      skillFolders: folders
        .filter(({ copy: place }) => place.startsWith('extra-'))
        .map((row) => path.join(home, row.copy)),
      bundledPlugin,
    });
    const configFile = path.join(stateDir, 'openclaw.json');
    await writeFile(configFile, JSON.stringify(config, null, 2), { mode: 0o600 });
    const log = path.join(root, 'refused.log');
    const child = await start(question, { root, home, stateDir, configFile, log, port: recorder.port });
    const turn = await firstTurn(child, recorder, question);
    const paths: readonly (readonly [string, string])[] = [
      [copy, workspace],
      [stateDir, around.stateDir],
      [home, around.home],
    ];
    return {
      schemaVersion: 1,
      createdAt: new Date().toISOString(),
      release: program.version,
      node: node.version,
      agent: agent.id,
      model,
      config: question.config,
      workspace,
      fingerprint: await fingerprintOf({ value, agent, model, workspace, around, traits }),
      request: { ...turn, body: asObject(withPaths(turn.body, paths)) },
      notes,
      refused: await refusedHosts(log),
      elapsedMs: Math.round(performance.now() - started),
    };
  } finally {
    await recorder.close();
    // A program that is just being ended may still hold a file open.
    await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

interface Places {
  readonly root: string;
  readonly home: string;
  readonly stateDir: string;
  readonly configFile: string;
  readonly log: string;
  readonly port: number;
}

async function start(question: CaptureQuestion, places: Places): Promise<Child> {
  const { program, node, agent, machine } = question;
  const [shims, temp] = [path.join(places.root, 'programs'), path.join(places.root, 'tmp')];
  const guard = path.join(places.root, 'guard.cjs');
  await mkdir(temp, { recursive: true });
  await writeShims(shims, machine);
  await copyFile(guardFile(), guard);
  question.onProgress?.(`running OpenClaw ${program.version} once, to see what it sends (up to some minutes)`);
  return startChild({
    file: node.file,
    args: [program.entry, 'agent', '--local', '--agent', agent.id, '--message', question.message],
    cwd: places.home,
    platform: machine.platform,
    env: childEnvironment({
      ...places,
      env: machine.env,
      platform: machine.platform,
      temp,
      shims,
      nodeFolder: path.dirname(node.file),
      guard,
      compileCache: question.compileCache,
      keyNames: question.keyNames,
    }),
  });
}

/** The request; else why there was none. The run is over when this settles. */
async function firstTurn(child: Child, recorder: Recorder, question: CaptureQuestion): Promise<RecordedTurn> {
  const { program, timeoutMs, signal } = question;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, 'late');
  });
  const aborted = new Promise<'aborted'>((resolve) => {
    onAbort = () => resolve('aborted');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
  try {
    const first = await Promise.race([recorder.turn, child.ended, late, aborted]);
    if (typeof first === 'object' && first !== null) return first;
    if (first === 'aborted') throw signal?.reason;
    const said = lastWords(child.output());
    if (first === 'late') {
      throw new DoctorError(
        'not-found',
        `OpenClaw ${program.version} sent nothing within ${Math.round(timeoutMs / 1000)} s${said}`,
        'give it longer: --timeout 10m; without a capture the doctor uses the typical sizes of the release',
      );
    }
    throw new DoctorError(
      'not-found',
      `OpenClaw ${program.version} ended (exit ${first ?? 'by a signal'}) without sending a request${said}`,
      'ovd doctor says what it refuses in the config; the window may be below its floor',
    );
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
    child.kill();
    await child.ended.catch(() => {});
  }
}

/** The last lines that mean something, without secrets and control characters. */
function lastWords(output: string): string {
  const said = maskRawText(output)
    .split('\n')
    .map((line) => line.replace(/\p{Cc}(?:\[[0-9;?]*[A-Za-z])?/gu, ' ').trim())
    .filter((line) => line !== '');
  return said.length === 0 ? ', and said nothing' : `; it said: ${said.slice(-3).join(' / ').slice(-400)}`;
}

/** Every text with the temporary paths replaced by what they stand for; longest first. */
function withPaths(value: JsonValue, paths: readonly (readonly [string, string])[]): JsonValue {
  if (typeof value === 'string') {
    return paths.reduce((text, [from, to]) => text.replaceAll(from, to).replaceAll(slashes(from), slashes(to)), value);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => withPaths(item, paths));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withPaths(member, paths)]));
}

function slashes(text: string): string {
  return text.replaceAll('\\', '/');
}

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}

async function refusedHosts(log: string): Promise<readonly string[]> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const hosts = text.split('\n').filter((line) => line !== '');
  return [...new Set(hosts)].slice(0, 50);
}
