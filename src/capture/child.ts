import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

export interface ChildOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
}

export interface Child {
  /** Exit code when the program ended by itself; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** The last of what it printed, both streams in the order of arrival. */
  output(): string;
  /** Ends it and everything that it started. */
  kill(): void;
}

const longestOutput = 20_000;

/** Starts a program whose whole tree can be ended: a process group of its own, on Windows a tree that taskkill knows. */
export function startChild({ file, args, cwd, env, platform }: ChildOptions): Child {
  const windows = platform === 'win32';
  const child = spawn(file, [...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    windowsHide: true,
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-longestOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  ended.catch(() => {}); // whoever waits sees it; nobody else has to
  return { ended, output: () => text, kill: () => killTree(child, windows) };
}

function killTree({ pid }: ChildProcess, windows: boolean): void {
  if (pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the group is gone already
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
