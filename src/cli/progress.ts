import type { Ora } from 'ora';
import type { Context } from './context.js';

export interface Progress {
  /** What is awaited now. */
  show(text: string): void;
  stop(): void;
}

const patienceMs = 200;

/** A spinner on standard error, after 200 ms, and only where somebody watches; ora would print lines elsewhere. */
export function startProgress({ stderr, env }: Context, quiet: boolean): Progress {
  if (quiet || stderr.isTTY !== true || env.TERM === 'dumb' || env.CI) return { show() {}, stop() {} };
  let text = '';
  let spinner: Ora | undefined;
  let stopped = false;
  const timer = setTimeout(async () => {
    const { default: ora } = await import('ora');
    if (stopped || text === '') return;
    // discardStdin would keep Ctrl-C from reaching us on some terminals
    spinner = ora({ text, stream: stderr, discardStdin: false }).start();
  }, patienceMs);
  return {
    show(next) {
      text = next;
      if (spinner !== undefined) spinner.text = next;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}
