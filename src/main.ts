import { CommanderError } from 'commander';
import { type Context, write } from './cli/context.js';
import { exitCodes } from './cli/exit-code.js';
import { createProgram } from './cli/program.js';
import { DoctorError } from './doctor-error.js';
import { nearest } from './nearest.js';
import { toolVersion } from './version.js';

/** Runs one command line and resolves to its exit code; prints, never throws, never ends the process. */
export async function main(argv: readonly string[], host: NodeJS.Process): Promise<number> {
  const interrupt = new AbortController();
  const onInterrupt = () => {
    // A second Ctrl-C means now: without our listener node ends the process itself.
    host.removeListener('SIGINT', onInterrupt);
    interrupt.abort(new Error('interrupted'));
  };
  host.on('SIGINT', onInterrupt);
  host.stdout.on('error', ignoreClosedPipe);
  host.stderr.on('error', ignoreClosedPipe);
  const context: Context = {
    stdin: host.stdin,
    stdout: host.stdout,
    stderr: host.stderr,
    env: host.env,
    cwd: host.cwd(),
    platform: host.platform,
    signal: interrupt.signal,
  };
  try {
    return await runCommand(argv, context);
  } finally {
    host.removeListener('SIGINT', onInterrupt);
  }
}

async function runCommand(argv: readonly string[], context: Context): Promise<number> {
  let code: number = exitCodes.clean;
  const program = createProgram(context, async (_command, act) => {
    code = await act();
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    });
  }
  try {
    refuseUnknownCommand(
      argv,
      program.commands.map((command) => command.name()),
    );
    await program.parseAsync(argv, { from: 'user' });
    return context.signal.aborted ? exitCodes.interrupted : code;
  } catch (error) {
    if (context.signal.aborted) {
      await write(context.stderr, 'interrupted, nothing written\n');
      return exitCodes.interrupted;
    }
    return failure(error, argv, context);
  }
}

/** With a default command, commander takes a misspelt one for an argument too many. */
function refuseUnknownCommand([word]: readonly string[], commands: readonly string[]): void {
  if (word === undefined || word.startsWith('-') || word === 'help' || commands.includes(word)) return;
  const [close] = nearest(word, commands);
  const hint = close === undefined ? 'ovd --help lists the commands' : `did you mean ovd ${close}?`;
  throw new DoctorError('usage', `there is no command '${word}'`, hint);
}

async function failure(error: unknown, argv: readonly string[], context: Context): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.couldNotRun;
  const wantsJson = argv.some((word, i) => word === '--format=json' || (word === '--format' && argv[i + 1] === 'json'));
  const { code, message, hint } = describe(error);
  if (wantsJson) {
    const document = { schemaVersion: '1.0', ok: false, error: { code, message, ...(hint !== undefined && { hint }) } };
    await write(context.stdout, `${JSON.stringify(document, null, 2)}\n`);
  } else {
    await write(context.stderr, `ovd: ${message}\n${hint === undefined ? '' : `     ${hint}\n`}`);
  }
  const isBug = !(error instanceof DoctorError);
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  if (isBug && verbose && error instanceof Error) await write(context.stderr, `${error.stack ?? ''}\n`);
  return exitCodes.couldNotRun;
}

function describe(error: unknown): { code: string; message: string; hint: string | undefined } {
  if (error instanceof DoctorError) return { code: error.code, message: error.message, hint: error.hint };
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `this is a mistake in openclaw-vllm-doctor ${toolVersion}, not in your setup: ${text.split('\n')[0]}`,
    hint: 'run again with --verbose and report what it prints, without your config',
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
