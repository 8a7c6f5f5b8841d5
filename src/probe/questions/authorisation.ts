import type { Answer } from '../types.js';
import { inconclusive } from './judge.js';
import { defineQuestion } from './question.js';

/** From the list of models, asked for with and without the key. */
export const keyRequired = defineQuestion({
  name: 'key-required',
  level: 'quick',
  cost: { requests: 0, tokens: 0 },
  async ask({ openWithoutKey }) {
    const request = 'GET /v1/models, without a key';
    if (openWithoutKey === undefined) return inconclusive('no clear answer without a key');
    return openWithoutKey
      ? { verdict: 'no', detail: 'answers without a key', proof: [{ request, answer: '200' }] }
      : { verdict: 'yes', detail: 'refuses to answer without a key', proof: [{ request, answer: 'refused' }] };
  },
});

interface Door {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** It runs the model, so that an open one is an open model. */
  readonly runs?: true;
}

// vLLM guards /v1 (0.3.0-0.21.0), from 0.22.0 on /v2 and /inference too; the rest is open whatever the key.
const doors: readonly Door[] = [
  { name: '/version', method: 'GET' },
  { name: '/metrics', method: 'GET' },
  { name: '/tokenize', method: 'POST' },
  { name: '/invocations', method: 'POST', runs: true },
];

/** Routes that answer somebody without a key although the models route does not. An empty body runs nothing. */
export const openRoutes = defineQuestion({
  name: 'open-routes',
  level: 'deep',
  cost: { requests: doors.length, tokens: 0 },
  async ask({ stranger, openWithoutKey }) {
    if (openWithoutKey !== false || stranger === undefined) return inconclusive('the server asks for no key');
    const answers = await Promise.all(
      doors.map(async (door) => {
        const answer: Answer<unknown> =
          door.method === 'GET' ? await stranger.getText(door.name) : await stranger.postJson(door.name, {});
        return { door, status: answer.ok ? 200 : answer.failure.http_status };
      }),
    );
    const open = answers.filter(({ status }) => status !== null && ![401, 403, 404, 405].includes(status));
    const proof = answers.map(({ door, status }) => ({
      request: `${door.method} ${door.name}, without a key`,
      answer: status === null ? 'no answer' : String(status),
    }));
    const names = open.map(({ door }) => door.name).join(', ');
    if (open.length === 0) return { verdict: 'no', detail: 'no other route answers without the key', proof };
    const runs = open.some(({ door }) => door.runs === true);
    const detail = `${names} ${open.length === 1 ? 'answers' : 'answer'} without the key`;
    return { verdict: 'yes', detail, proof, marks: { routes: names, runsModel: runs } };
  },
});
