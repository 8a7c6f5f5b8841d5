import { describe, expect, it } from 'vitest';
import { askChat } from '../../src/probe/chat.js';
import { createClient } from '../../src/probe/client.js';
import { readErrorBody } from '../../src/probe/error-body.js';
import { askVersion, identify } from '../../src/probe/identity.js';
import { askLimits, withLimits } from '../../src/probe/limits.js';
import { askModels } from '../../src/probe/models.js';
import { askStream } from '../../src/probe/stream.js';
import { askTokenize } from '../../src/probe/tokenize.js';
import { bodyOf, type Exchange, type Recording, recordings, replay } from './recordings.js';
import { target } from './target.js';

const hello = { model: 'tiny', messages: [{ role: 'user', content: 'hello' }] };

function client(recording: Recording, name?: string) {
  const options = { fetch: replay(recording, name), timeoutMs: 5_000, sleep: async () => {} };
  return createClient(target('http://127.0.0.1:8000/v1', { modelId: 'tiny', headers: {} }), options);
}

function has({ exchanges }: Recording, name: string, status = 200): boolean {
  return exchanges.some((exchange) => exchange.name === name && exchange.response.status === status);
}

const families: Readonly<Record<string, string>> = {
  vllm: 'vLLM',
  litellm: 'LiteLLM proxy',
  'llama.cpp': 'llama.cpp',
};

/** Says that something went wrong, and nothing more; or that a page for browsers wants a browser. */
const saysNothing = /^(?:Internal Server Error|Not Found|body: |Error: gzip)/;

it('finds recordings of vLLM across the changes of its answers', () => {
  const releases = new Set(
    recordings.filter(({ origin }) => origin.server === 'vllm').map(({ origin }) => origin.version),
  );
  expect(releases.size).toBeGreaterThanOrEqual(2);
});

describe.each(recordings.map((recording) => [recording.name, recording] as const))('%s', (_, recording) => {
  const { origin, exchanges } = recording;
  const isScripted = !origin.flags.includes('--no-jinja'); // without its template the tiny model says anything
  const isVllm = origin.server === 'vllm';

  const list = exchanges.find(({ name }) => name === 'GET /v1/models');
  it.runIf(list !== undefined && bodyOf(list) !== '' && has(recording, 'GET /v1/models'))(
    'is named, with its release and its window',
    async () => {
      const [list, version] = await Promise.all([askModels(client(recording)), askVersion(client(recording))]);
      if (!list.ok) throw new Error(list.failure.message);
      const identity = identify(list.value.marks, version.ok ? version.value : undefined);
      const family = families[origin.server] ?? 'OpenAI-like server';
      expect(identity?.family).toBe(isVllm ? `${family} ${origin.version}` : family);
      const limits = await askLimits(client(recording), identity?.kind, list.value.models);
      const tokenized = { model: 'tiny', answer: await askTokenize(client(recording, 'tokenize chat'), hello) };
      const rows = withLimits(list.value.models, limits, tokenized);
      const window = windowOf(origin.flags);
      if (window !== undefined) expect(rows.map((row) => row.maxModelLen)).toEqual(rows.map(() => window));
    },
  );

  it.runIf(has(recording, 'GET /v1/models, no key', 401))(
    'is known by its version route when the key is refused',
    async () => {
      const asking = client(recording);
      const [list, version] = await Promise.all([askModels(asking), askVersion(asking)]);
      expect(list).toMatchObject({ ok: false, failure: { http_status: 401, serverError: { kind: 'auth' } } });
      if (isVllm) expect(identify(undefined, version.ok ? version.value : undefined)?.kind).toBe('vllm');
    },
  );

  it.runIf(isVllm && has(recording, 'tokenize chat, tools'))('counts tools and the start of the answer', async () => {
    const counts: number[] = [];
    for (const name of ['tokenize chat, open end', 'tokenize chat', 'tokenize chat, tools']) {
      const answer = await askTokenize(client(recording, name), hello);
      if (!answer.ok) throw new Error(answer.failure.message);
      expect(answer.value.maxModelLen).toBe(windowOf(origin.flags));
      counts.push(answer.value.count);
    }
    const [open = 0, plain = 0, withTools = 0] = counts;
    expect(plain).toBeGreaterThan(open);
    expect(withTools).toBeGreaterThan(plain + 100);
  });

  it.runIf(isVllm && has(recording, 'tokenize longer than the window'))('counts what does not fit', async () => {
    const answer = await askTokenize(client(recording, 'tokenize longer than the window'), hello);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.count).toBeGreaterThan(windowOf(origin.flags) ?? 0);
  });

  it.runIf(isScripted && has(recording, 'chat'))('answers', async () => {
    const answer = await askChat(client(recording, 'chat'), hello);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(`${answer.value.reasoning ?? ''}${answer.value.text}`).toContain('Hello from a tiny model');
    expect(answer.value.promptTokens).toBe(promptTokensOf(exchanges.find(({ name }) => name === 'chat')));
  });

  it.runIf(isScripted && has(recording, 'chat stream usage'))('streams, and counts at the end', async () => {
    const answer = await askStream(client(recording, 'chat stream usage'), hello);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value).toMatchObject({
      finishReason: 'stop',
      usageSeen: true,
      doneSeen: origin.server !== 'transformers-serve',
    });
    expect(`${answer.value.reasoning ?? ''}${answer.value.text}`).toContain('Hello from a tiny model');
  });

  it.runIf(has(recording, 'engine dies in the stream'))('fails aloud when the engine dies under a stream', async () => {
    const answer = await askStream(client(recording, 'engine dies in the stream'), hello);
    expect(answer).toMatchObject({ ok: false, failure: { serverError: { kind: 'engine' } } });
  });

  const refused = exchanges.filter(
    ({ response }) =>
      (response.status ?? 0) >= 400 && bodyOf({ name: '', request: { method: '', path: '' }, response }) !== '',
  );
  it('is understood in everything that it refuses', async () => {
    const lines = refused.map((exchange) => {
      const { recognised, message } = readErrorBody(bodyOf(exchange));
      const numbers = Object.entries(recognised?.numbers ?? {}).map(([name, value]) => `${name} ${value}`);
      const cells = [
        exchange.name,
        exchange.response.status,
        recognised?.id ?? '-',
        numbers.join(', '),
        oneLine(message),
      ];
      return `| ${cells.join(' | ')} |`;
    });
    const head = `# What ${recording.name} refuses, and how it is read\n\n| Asked | Status | Row | Numbers | Sentence |\n|---|---|---|---|---|\n`;
    await expect(`${head}${[...new Set(lines)].join('\n')}\n`).toMatchFileSnapshot(
      `recorded/${recording.name.replace('/', '-')}.md`,
    );
  });

  it.each(
    refused
      .filter(({ name }) => isVllm && name.startsWith('prompt '))
      .map((exchange) => [exchange.name, exchange] as const),
  )('says its window in the refusal of: %s', (_name, exchange) => {
    const { recognised } = readErrorBody(bodyOf(exchange));
    expect(recognised).toMatchObject({ kind: 'context-overflow', numbers: { maxModelLen: windowOf(origin.flags) } });
  });

  it('has a row for every refusal', () => {
    const unknown = refused.filter((exchange) => {
      const { recognised, message } = readErrorBody(bodyOf(exchange));
      return recognised === undefined && (isVllm || !saysNothing.test(message));
    });
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });
});

function windowOf(flags: readonly string[]): number | undefined {
  const at = flags.indexOf('--max-model-len');
  return at < 0 ? undefined : Number(flags[at + 1]);
}

function promptTokensOf(exchange: Exchange | undefined): number | undefined {
  const body: unknown = exchange?.response.body;
  const usage = typeof body === 'object' && body !== null && 'usage' in body ? body.usage : undefined;
  const count =
    typeof usage === 'object' && usage !== null && 'prompt_tokens' in usage ? usage.prompt_tokens : undefined;
  return typeof count === 'number' ? count : undefined;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`;
}
