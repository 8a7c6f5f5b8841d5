import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type WaitLook, waitUntilReady } from '../../src/probe/wait-ready.js';
import { target } from './target.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const base = 'http://127.0.0.1:8000/v1';
const rows = () => HttpResponse.json({ object: 'list', data: [{ id: 'm1', object: 'model' }] });
const health = (status = 404) => http.get('http://127.0.0.1:8000/health', () => new HttpResponse(null, { status }));
type Answer = () => Response;

/** Answers in this order; the last one for ever. Time passes only while somebody sleeps. */
async function waitFor(answers: readonly Answer[], waitMs = 60_000, signal?: AbortSignal) {
  let clock = 0;
  let asked = 0;
  const looks: WaitLook[] = [];
  server.use(
    http.get(`${base}/models`, () => {
      const answer = answers[Math.min(asked, answers.length - 1)] ?? rows;
      asked += 1;
      return answer();
    }),
  );
  await waitUntilReady([target(base), target(base, { provider: 'twin' })], {
    fetch: globalThis.fetch,
    waitMs,
    random: () => 0.5,
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    onLook: (look) => looks.push(look),
    ...(signal && { signal }),
  });
  return { looks, asked, clock };
}

const refused: Answer = () => HttpResponse.error();
const status =
  (code: number, message: string): Answer =>
  () =>
    HttpResponse.json({ error: { message } }, { status: code });

describe('waitUntilReady', () => {
  it('asks a server that is ready once', async () => {
    server.use(health());
    expect(await waitFor([rows])).toEqual({ looks: [], asked: 1, clock: 0 });
  });

  it('waits while nothing listens, then while the model loads, and says for what', async () => {
    server.use(health());
    const { looks } = await waitFor([
      ...Array<Answer>(6).fill(refused),
      ...Array<Answer>(8).fill(status(503, 'Loading model')),
      rows,
    ]);
    expect(looks.length).toBeGreaterThan(1);
    expect(looks[0]?.why).toMatch(/127\.0\.0\.1:8000/);
    expect(looks.at(-1)?.why).toBe('HTTP 503: Loading model');
    expect(looks.every(({ waitedMs, waitMs }) => waitedMs <= waitMs)).toBe(true);
  });

  it('believes /health more than a list that comes too early', async () => {
    let asked = 0;
    server.use(
      http.get('http://127.0.0.1:8000/health', () => new HttpResponse(null, { status: ++asked < 6 ? 503 : 200 })),
    );
    const { looks } = await waitFor([rows]);
    expect(looks[0]?.why).toBe('HTTP 503');
  });

  it('ends when the time is over, with longer and longer pauses', async () => {
    const { clock, looks } = await waitFor([refused], 30_000);
    expect(clock).toBeGreaterThanOrEqual(30_000);
    expect(clock).toBeLessThan(40_000);
    const pauses = looks.slice(1).map(({ waitedMs }, i) => waitedMs - (looks[i]?.waitedMs ?? 0));
    expect(pauses.at(-2)).toBeGreaterThan(pauses[0] ?? 0);
  });

  it.each([
    ['a refused key', status(401, 'Unauthorized')],
    ['a wrong path', status(404, 'Not Found')],
    ['another program', () => HttpResponse.html('<html></html>')],
  ])('does not wait for %s: time cures nothing there', async (_, answer) => {
    expect((await waitFor([answer])).looks).toEqual([]);
  });

  it('gives up with the signal', async () => {
    const controller = new AbortController();
    controller.abort();
    expect((await waitFor([refused], 60_000, controller.signal)).asked).toBe(0);
  });
});
