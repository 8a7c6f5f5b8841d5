/** A limit of time on work that takes an `AbortSignal`, joined with a signal from outside. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Whose end it was; undefined while the work may go on. */
  ended(): 'timeout' | 'aborted' | undefined;
  clear(): void;
}

// Own timer and listener: on Node 20 a signal made by AbortSignal.any from AbortSignal.timeout can be collected before it fires.
export function startTimeLimit(ms: number, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let end: 'timeout' | 'aborted' | undefined;
  const stop = (why: 'timeout' | 'aborted') => {
    end ??= why;
    controller.abort(why === 'timeout' ? new DOMException('out of time', 'TimeoutError') : undefined);
  };
  // An outer signal that carries a TimeoutError is a larger limit of time, not a user who gave up.
  const onOuter = () => stop(isTimeout(outer?.reason) ? 'timeout' : 'aborted');
  const timer = setTimeout(() => stop('timeout'), Math.max(0, ms));
  if (outer?.aborted === true) onOuter();
  outer?.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    ended: () => end,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onOuter);
    },
  };
}

export function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

/** Resolves early, without throwing, when `signal` ends. */
export function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
