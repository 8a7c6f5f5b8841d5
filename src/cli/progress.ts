import type { Ora } from 'ora';
import type { WaitLook } from '../probe/wait-ready.js';
import { formatDuration } from '../report/text.js';
import type { Context } from './context.js';

export interface Progress {
  /** What is awaited now. */
  show(text: string): void;
  /** The same, and without a terminal a plain line: once, until the text changes. */
  say(line: { readonly what: string; readonly since: string }): void;
  stop(): void;
}

const patienceMs = 200;

/** A spinner on standard error, after 200 ms, and only where somebody watches; ora would print lines elsewhere. */
export function startProgress({ stderr, env }: Context, quiet: boolean): Progress {
  if (quiet) return { show() {}, say() {}, stop() {} };
  if (stderr.isTTY !== true || env.TERM === 'dumb' || env.CI) return plainLines(stderr);
  let text = '';
  let spinner: Ora | undefined;
  let stopped = false;
  const timer = setTimeout(async () => {
    const { default: ora } = await import('ora');
    if (stopped || text === '') return;
    // discardStdin would keep Ctrl-C from reaching us on some terminals
    spinner = ora({ text, stream: stderr, discardStdin: false }).start();
  }, patienceMs);
  const show = (next: string) => {
    text = next;
    if (spinner !== undefined) spinner.text = next;
  };
  return {
    show,
    say: ({ what, since }) => show(`${what} ${since}`),
    stop() {
      stopped = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}

/** For logs: what is awaited is told when it changes, not every time that somebody looked. */
function plainLines(stderr: Context['stderr']): Progress {
  let last = '';
  return {
    show() {},
    say({ what }) {
      if (what !== last) stderr.write(`${what}\n`);
      last = what;
    },
    stop() {},
  };
}

export function waitText({ baseUrl, why, waitedMs, waitMs }: WaitLook) {
  return {
    what: `waiting for ${baseUrl}: ${why}`,
    since: `(${formatDuration(waitedMs)} of ${formatDuration(waitMs)})`,
  };
}
