import { firstTokenMs } from '../../src/simulate/pace.js';

export interface Machine {
  readonly fixedMs: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** Share by which a time is off, either way. */
  readonly noise?: number;
  /** Share of requests that wait half as long again, as if behind another one. */
  readonly waits?: number;
  /** Seconds times tokens squared. */
  readonly square?: number;
  readonly random: () => number;
}

/**
 * A fetch that answers as the server behind it does, in time that only this clock knows: a slow machine costs the test nothing, and a
 * loaded one does not disturb it.
 */
export function virtualTime(machine: Machine) {
  const clock = { ms: 0 };
  const { noise = 0, waits = 0, square = 0, random } = machine;
  const blurred = (ms: number) => ms * (1 + noise * (2 * random() - 1)) * (random() < waits ? 1.5 : 1);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (!/event-stream/.test(response.headers.get('content-type') ?? '')) return response;
    const text = await response.text();
    const events = text.split(/(?<=\n\n)/);
    const tokens = Number(/"prompt_tokens":(\d+)/.exec(text)?.[1] ?? 0);
    const { fixedMs, prefillTokensPerSecond, decodeTokensPerSecond } = machine;
    const first =
      firstTokenMs({ firstTokenDelayMs: fixedMs, prefillTokensPerSecond }, tokens) + square * tokens ** 2 * 1000;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const event = events[sent];
          if (event === undefined) return controller.close();
          if (sent === 0) clock.ms += blurred(first);
          else if (/"content":"[^"]/.test(event)) clock.ms += 1000 / decodeTokensPerSecond;
          sent += 1;
          controller.enqueue(new TextEncoder().encode(event));
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: response.status, headers: response.headers });
  };
  return { fetch, now: () => clock.ms };
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
