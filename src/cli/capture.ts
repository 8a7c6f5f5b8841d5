import path from 'node:path';
import { capture as runOpenClaw } from '../capture/capture.js';
import { findNode } from '../capture/find-node.js';
import { captureFolder } from '../capture/folder.js';
import { keyNamesOf } from '../capture/key-names.js';
import { findProgram } from '../capture/program.js';
import { saveCapture } from '../capture/store.js';
import type { Capture } from '../capture/types.js';
import { DoctorError } from '../doctor-error.js';
import { openConfig } from '../examine.js';
import { thisMachine } from '../release/installed.js';
import { captureReport } from '../report/capture.js';
import { terminalFor } from '../report/terminal.js';
import { countAlone } from '../tokens/count.js';
import { loadTokenizer } from '../tokens/local-tokenizer.js';
import { promptOfBody } from '../tokens/prompt-file.js';
import { agentChoices, modelOf } from '../workspace/agents.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';
import { startProgress } from './progress.js';

export interface CaptureFlags {
  readonly config?: string;
  readonly profile?: string;
  readonly agent?: string;
  readonly model?: string;
  readonly message: string;
  readonly openclaw?: string;
  readonly node?: string;
  readonly tokenizer?: string;
  readonly timeout: number;
  readonly color?: boolean;
  readonly ascii?: boolean;
  readonly quiet?: boolean;
}

/** `ovd capture`: runs the installed OpenClaw once and keeps what it sends. */
export async function capture(flags: CaptureFlags, context: Context): Promise<number> {
  const { env, cwd, platform, signal } = context;
  const machine = { ...thisMachine(), env, platform };
  const absolute = (text: string | undefined) => (text === undefined ? undefined : path.resolve(cwd, text));
  // Before the run, which takes its time: a wrong file is said at once.
  const tokenizer = flags.tokenizer === undefined ? undefined : await loadTokenizer(path.resolve(cwd, flags.tokenizer));
  const program = findProgram(absolute(flags.openclaw), machine, process.execPath);
  const own = { file: process.execPath, version: process.versions.node };
  const node = await findNode(program, { machine, named: absolute(flags.node), own });
  const { located, home, gathered } = await openConfig({
    env,
    cwd,
    platform,
    stdin: context.stdin,
    openclawVersion: program.version,
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
  });
  const { facts, private: secrets } = gathered;
  if (!facts.effective.ok || !facts.release.ok || secrets === undefined) {
    throw new DoctorError('unreadable', `${located.file} does not parse`, 'ovd doctor says where');
  }
  const choices = agentChoices(secrets.substituted);
  const agent = flags.agent === undefined ? choices[0] : choices.find(({ id }) => id === flags.agent);
  if (agent === undefined) {
    throw new DoctorError(
      'not-found',
      `there is no agent '${flags.agent}'`,
      `agents: ${choices.map(({ id }) => id).join(', ')}`,
    );
  }
  const effective = facts.effective.value;
  const model = flags.model ?? modelOf(agent, effective);
  const selfHosted = effective.models.filter((row) =>
    effective.providers.some(({ id, selfHosted }) => id === row.provider && selfHosted),
  );
  if (model === undefined || !selfHosted.some(({ ref }) => ref === model)) {
    const refs = selfHosted.map(({ ref }) => ref);
    throw new DoctorError(
      'not-found',
      `agent '${agent.id}' uses ${model ?? 'no model'}, which is not on a server of your own`,
      refs.length === 0
        ? 'the config has no self-hosted model'
        : `name another: --model ${refs.slice(0, 5).join(', --model ')}`,
    );
  }
  const store = captureFolder({ env, platform, home });
  const progress = startProgress(context, flags.quiet === true);
  let captured: Capture;
  try {
    captured = await runOpenClaw({
      program,
      node,
      config: located.file,
      value: secrets.substituted,
      agent,
      model,
      message: flags.message,
      around: { env, home, stateDir: located.stateDir, cwd },
      machine,
      keyNames: keyNamesOf(secrets.environment, env, facts.release.value.traits),
      compileCache: path.join(path.dirname(store), 'compiled'),
      timeoutMs: flags.timeout,
      signal,
      onProgress: progress.show,
    });
  } finally {
    progress.stop();
  }
  const file = await saveCapture(store, captured);
  const terminal = terminalFor(context.stdout, env, platform, flags);
  const size = await countAlone(promptOfBody(captured.request.body), model, tokenizer);
  await write(context.stdout, captureReport({ capture: captured, file }, size, terminal));
  return exitCodes.clean;
}
