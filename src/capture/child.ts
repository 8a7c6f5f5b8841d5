import type { ChildProcess } from 'node:child_process';

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
export async function startChild({ file, args, cwd, env, platform }: ChildOptions): Promise<Child> {
  // Late: it costs 5 ms, and no other command needs it.
  const { spawn, spawnSync } = await import('node:child_process');
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
  return { ended, output: () => text, kill: () => (windows ? killOnWindows(child, spawnSync) : killGroup(child)) };
}

function killOnWindows({ pid }: ChildProcess, spawnSync: typeof import('node:child_process').spawnSync): void {
  if (pid !== undefined) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the group is gone already
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
