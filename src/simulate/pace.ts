import type { SimulatorOptions } from './types.js';

type Speeds = Pick<SimulatorOptions, 'firstTokenDelayMs' | 'prefillTokensPerSecond' | 'decodeTokensPerSecond'>;

export function firstTokenMs(speeds: Speeds, promptTokens: number): number {
  const { firstTokenDelayMs = 0, prefillTokensPerSecond } = speeds;
  return (
    firstTokenDelayMs + (prefillTokensPerSecond === undefined ? 0 : (promptTokens / prefillTokensPerSecond) * 1000)
  );
}

export function perTokenMs({ decodeTokensPerSecond }: Speeds): number {
  return decodeTokensPerSecond === undefined ? 0 : 1000 / decodeTokensPerSecond;
}

/** False when the client went away meanwhile. */
export function pause(ms: number, gone: AbortSignal): Promise<boolean> {
  if (ms <= 0 || gone.aborted) return Promise.resolve(!gone.aborted);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', end);
      resolve(!gone.aborted);
    };
    const timer = setTimeout(end, ms);
    gone.addEventListener('abort', end, { once: true });
  });
}
