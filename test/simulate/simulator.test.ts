import { afterEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { readErrorBody } from '../../src/probe/error-body.js';
import { serverErrorById } from '../../src/probe/server-errors.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { Simulator, SimulatorOptions } from '../../src/simulate/types.js';

const simulators: Simulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 16384 }], ...options });
  simulators.push(simulator);
  return simulator;
}

async function post(simulator: Simulator, path: string, body: JsonValue, headers: Record<string, string> = {}) {
  const response = await fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: json(text) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const user = (content: JsonValue) => ({ role: 'user', content });
const chat = (simulator: Simulator, body: object) =>
  post(simulator, '/v1/chat/completions', { model: 'm1', messages: [user('Reply with exactly: pong')], ...body });
const tool = {
  type: 'function',
  function: {
    name: 'read_file',
    description: 'Reads a file',
    parameters: {
      type: 'object',
      properties: { path: { type: 'string' }, limit: { type: 'integer' } },
      required: ['path', 'limit'],
    },
  },
};

describe('what it says of itself', () => {
  it('lists its models as vLLM does', async () => {
    const simulator = await simulate({
      models: [
        { id: 'a', maxModelLen: 4096, root: 'org/a' },
        { id: 'b', maxModelLen: 8192 },
      ],
    });
    const response = await fetch(`${simulator.baseUrl}/models`);
    expect(response.headers.get('server')).toBe('uvicorn');
    expect(await response.json()).toMatchObject({
      object: 'list',
      data: [
        {
          id: 'a',
          object: 'model',
          owned_by: 'vllm',
          root: 'org/a',
          parent: null,
          max_model_len: 4096,
          permission: [{ allow_view: true }],
        },
        { id: 'b', root: 'b', max_model_len: 8192 },
      ],
    });
  });

  it('tells version, health and metrics without a key', async () => {
    const simulator = await simulate({ apiKey: 'sk-fake-key', release: '0.14.1' });
    expect(await (await fetch(`${simulator.url}/version`)).json()).toEqual({ version: '0.14.1' });
    const health = await fetch(`${simulator.url}/health`);
    expect([health.status, await health.text()]).toEqual([200, '']);
    expect(await (await fetch(`${simulator.url}/metrics`)).text()).toContain(
      'vllm:kv_cache_usage_perc{engine="0",model_name="m1"} 0.0',
    );
  });

  it('counts what it did', async () => {
    const simulator = await simulate({ release: '0.8.5' });
    await chat(simulator, {});
    const text = await (await fetch(`${simulator.url}/metrics`)).text();
    expect(text).toMatch(/vllm:prompt_tokens_total\{.*\} 1[0-9]\.0/);
    expect(text).toMatch(/vllm:request_success_total\{.*finished_reason="stop"\} 1\.0/);
    expect(text).toContain('vllm:gpu_cache_usage_perc');
  });
});

describe('refusals', () => {
  it('guards /v1 and nothing else', async () => {
    const simulator = await simulate({ apiKey: 'sk-fake-key' });
    const refused = await fetch(`${simulator.baseUrl}/models`);
    expect([refused.status, await refused.text()]).toEqual([401, '{"error":"Unauthorized"}']);
    const wrong = await post(simulator, '/v1/chat/completions', {}, { authorization: 'Bearer sk-fake-kez' });
    expect(wrong.status).toBe(401);
    expect((await post(simulator, '/tokenize', { prompt: 'a' })).status).toBe(200);
    expect(
      (await fetch(`${simulator.baseUrl}/models`, { headers: { authorization: 'bearer sk-fake-key' } })).status,
    ).toBe(200);
  });

  it('minds the case of the scheme before 0.11.0', async () => {
    const simulator = await simulate({ apiKey: 'sk-fake-key', release: '0.10.2' });
    const status = async (authorization: string) =>
      (await fetch(`${simulator.baseUrl}/models`, { headers: { authorization } })).status;
    expect([await status('bearer sk-fake-key'), await status('Bearer sk-fake-key')]).toEqual([401, 200]);
  });

  it('answers unknown paths and methods as FastAPI does', async () => {
    const simulator = await simulate();
    const path = await fetch(`${simulator.url}/chat/completions`, { method: 'POST' });
    expect([path.status, await path.text()]).toEqual([404, '{"detail":"Not Found"}']);
    const method = await fetch(`${simulator.baseUrl}/chat/completions`);
    expect([method.status, await method.text()]).toEqual([405, '{"detail":"Method Not Allowed"}']);
    expect(method.headers.get('allow')).toBe('POST');
  });

  it.each([
    [
      '0.10.0',
      { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', param: null, code: 404 },
    ],
    ['0.10.1', { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', param: null, code: 404 } }],
    [
      '0.14.0',
      { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', param: 'model', code: 404 } },
    ],
  ])('does not know a model, in the shape of %s', async (release, body) => {
    const answer = await chat(await simulate({ release }), { model: 'x' });
    expect(answer).toMatchObject({ status: 404, json: body });
  });

  it('takes the first model when none is named', async () => {
    expect((await chat(await simulate(), { model: '' })).json).toMatchObject({ model: 'm1' });
  });

  it('wants tools only with a parser', async () => {
    const simulator = await simulate({ tools: false });
    const message = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';
    expect(await chat(simulator, { tools: [tool] })).toMatchObject({
      status: 400,
      json: { error: { message, type: 'BadRequestError' } },
    });
    expect((await chat(simulator, { tools: [tool], tool_choice: 'none' })).status).toBe(200);
    expect((await chat(simulator, {})).status).toBe(200);
  });

  it('refuses an empty list of tools from 0.20.0 on', async () => {
    expect((await chat(await simulate({ release: '0.19.1' }), { tools: [] })).status).toBe(200);
    const answer = await chat(await simulate({ release: '0.20.0' }), { tools: [] });
    expect(answer.text).toContain('`tools` must not be an empty array');
  });

  it('refuses parts, and roles out of turn, when told to', async () => {
    const parts = [user([{ type: 'text', text: 'a' }])];
    const strict = await simulate({ stringContentOnly: true });
    expect((await chat(strict, { messages: parts })).text).toContain('messages[0].content must be a string');
    const turns = await simulate({ rolesMustAlternate: true });
    const twice = await chat(turns, { messages: [{ role: 'system', content: 's' }, user('a'), user('b')] });
    // 0.11.0 prints the cause of the exception too, which is the same.
    expect(twice.json).toMatchObject({
      error: { message: expect.stringMatching(/^(Conversation roles must alternate [^ ]+) \1$/) },
    });
    expect((await chat(turns, { messages: [user('a'), { role: 'assistant', content: 'b' }, user('c')] })).status).toBe(
      200,
    );
  });

  it.each([
    ['no JSON', '{', 'vllm.pydantic'],
    ['no messages', '{"model":"m1"}', 'vllm.pydantic'],
    ['a message without a role', '{"messages":[{"content":"x"}]}', 'vllm.pydantic'],
    [
      'stream options without a stream',
      '{"messages":[],"stream_options":{"include_usage":true}}',
      'vllm.stream-options-without-stream',
    ],
    ['a choice without tools', '{"messages":[],"tool_choice":"auto"}', 'vllm.tools.choice-without-tools'],
  ])('refuses %s with 400', async (_, body, id) => {
    // Behind 0.25.1 sentences about options are no longer wrapped by pydantic.
    const simulator = await simulate({ release: id === 'vllm.pydantic' ? '0.11.0' : '0.32.0' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${simulator.baseUrl}/chat/completions`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(readErrorBody(await response.text()).recognised?.id).toBe(id);
  });

  it('wants application/json from 0.7.3 on', async () => {
    const send = async (simulator: Simulator) =>
      (await fetch(`${simulator.baseUrl}/chat/completions`, { method: 'POST', body: '{"messages":[]}' })).status;
    expect([await send(await simulate({ release: '0.7.2' })), await send(await simulate())]).toEqual([200, 400]);
  });
});

describe('the window', () => {
  const long = user('word '.repeat(300));
  // Release, output limit, the sentence of that release: prompt alone too long; prompt and answer together too long.
  const releases = [
    ['0.8.5', undefined, 'vllm.ctx.messages-only'],
    ['0.8.5', 64, 'vllm.ctx.requested-total'],
    ['0.10.0', 64, 'vllm.ctx.requested-total'],
    ['0.10.1', 64, 'vllm.ctx.input-messages'],
    ['0.11.0', undefined, 'vllm.ctx.input-messages'],
    ['0.14.1', 64, 'vllm.ctx.input-messages'],
    ['0.15.1', 64, 'vllm.ctx.input-messages'],
    ['0.16.0', 64, 'vllm.ctx.you-passed'],
    ['0.17.1', undefined, 'vllm.ctx.you-passed'],
    ['0.18.0', 64, 'vllm.ctx.output-plus-input'],
    ['0.25.1', 64, 'vllm.ctx.output-plus-input'],
  ] as const;

  it.each(releases)('%s with max_tokens %s refuses a long prompt with %s', async (release, maxTokens, id) => {
    const simulator = await simulate({ release, models: [{ id: 'm1', maxModelLen: 256 }] });
    const body = { messages: [long], ...(maxTokens !== undefined && { max_tokens: maxTokens }) };
    const answer = await chat(simulator, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(serverErrorById(id).pattern);
    const { recognised } = readErrorBody(answer.text);
    expect(recognised).toMatchObject({ kind: 'context-overflow', numbers: { maxModelLen: 256 } });
    const flat = answer.json !== null && typeof answer.json === 'object' && 'object' in answer.json;
    expect(flat).toBe(release === '0.8.5' || release === '0.10.0');
    const printsCause = ['0.10.0', '0.10.1', '0.11.0', '0.14.1'].includes(release);
    expect(/ None"/.test(answer.text)).toBe(printsCause);
    expect(answer.text.includes('(parameter=')).toBe(/^0\.1[4-9]|^0\.2/.test(release));
  });

  it('counts a prompt to its end before 0.16.0, one token too far from then on', async () => {
    const inputTokens = async (release: string) => {
      const simulator = await simulate({ release, models: [{ id: 'm1', maxModelLen: 256 }] });
      return readErrorBody((await chat(simulator, { messages: [long], max_tokens: 56 })).text).recognised?.numbers[
        'inputTokens'
      ];
    };
    expect(await inputTokens('0.15.1')).toBeGreaterThan(300);
    expect(await inputTokens('0.16.0')).toBe(201);
    expect(await inputTokens('0.25.1')).toBe(201);
  });

  it('says what OpenClaw 2026.4.22 ran into: an answer that does not fit behind the prompt', async () => {
    const simulator = await simulate({ models: [{ id: 'm1', maxModelLen: 1000 }] });
    const answer = await chat(simulator, { max_completion_tokens: 995 });
    const prompt = 13;
    expect(readErrorBody(answer.text).message).toBe(
      `'max_tokens' or 'max_completion_tokens' is too large: 995. This model's maximum context length is 1000 tokens and your request has ${prompt} input tokens (995 > 1000 - ${prompt}).`,
    );
    expect((await chat(simulator, { max_completion_tokens: 1000 - prompt })).status).toBe(200);
  });

  it('refuses an answer larger than the window, in the words of 0.16.0', async () => {
    const simulator = await simulate({ release: '0.16.0', models: [{ id: 'm1', maxModelLen: 256 }] });
    const answer = await chat(simulator, { max_completion_tokens: 300 });
    expect(readErrorBody(answer.text).recognised).toMatchObject({
      id: 'vllm.ctx.max-tokens-over-window',
      numbers: { outputTokens: 300, maxModelLen: 256 },
    });
    expect(answer.json).toMatchObject({ error: { param: 'max_completion_tokens' } });
  });

  it.each([0, -5])('refuses a limit of %i', async (limit) => {
    expect((await chat(await simulate(), { max_tokens: limit })).text).toContain(
      `max_tokens must be at least 1, got ${limit}.`,
    );
  });

  it('gives the rest of the window when no limit is set', async () => {
    const simulator = await simulate({ models: [{ id: 'm1', maxModelLen: 60 }] });
    const answer = await chat(simulator, { messages: [user('Write the numbers from 1 to 500')] });
    expect(answer.json).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { total_tokens: 60 } });
  });
});

describe('answers', () => {
  it('says what it is told to say', async () => {
    const answer = await chat(await simulate(), {});
    expect(answer.json).toMatchObject({
      object: 'chat.completion',
      model: 'm1',
      choices: [{ index: 0, message: { role: 'assistant', content: 'pong', tool_calls: [] }, finish_reason: 'stop' }],
      usage: { prompt_tokens_details: null },
    });
  });

  it('makes the id of the request part of its own', async () => {
    const answer = await post(
      await simulate(),
      '/v1/chat/completions',
      { messages: [user('x')] },
      { 'x-request-id': 'abc' },
    );
    expect(answer.json).toMatchObject({ id: 'chatcmpl-abc' });
  });

  it('counts the same for /tokenize and for usage, tools and parts included', async () => {
    const simulator = await simulate();
    for (const more of [
      { messages: [user('hello')] },
      { messages: [{ role: 'system', content: 'be brief' }, user([{ type: 'text', text: 'hello' }])], tools: [tool] },
      {
        messages: [
          user('a'),
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
          { role: 'tool', content: 'r', tool_call_id: 'c' },
        ],
      },
    ]) {
      const counted = await post(simulator, '/tokenize', { model: 'm1', ...more });
      const used = await chat(simulator, more);
      expect(counted.json).toMatchObject({ max_model_len: 16384 });
      const count = Number(JSON.parse(counted.text).count);
      expect(JSON.parse(counted.text).tokens).toHaveLength(count);
      expect(JSON.parse(used.text).usage.prompt_tokens).toBe(count);
    }
  });

  it('prints tools with the spaces of Python: more tokens than compact JSON', async () => {
    const simulator = await simulate();
    const count = async (body: object) =>
      Number(JSON.parse((await post(simulator, '/tokenize', { model: 'm1', ...body })).text).count);
    const [without, withTool] = [
      await count({ messages: [user('x')] }),
      await count({ messages: [user('x')], tools: [tool] }),
    ];
    const compact = await count({ prompt: JSON.stringify(tool) });
    expect(withTool - without).toBeGreaterThan(compact * 1.15);
  });

  it('leaves tools out of the count before 0.9.0', async () => {
    const simulator = await simulate({ release: '0.8.5' });
    const count = async (body: object) =>
      JSON.parse((await post(simulator, '/tokenize', { messages: [user('x')], ...body })).text).count;
    expect(await count({ tools: [tool] })).toBe(await count({}));
  });

  it('counts a prompt that is longer than the window', async () => {
    const simulator = await simulate({ models: [{ id: 'm1', maxModelLen: 16 }] });
    const answer = await post(simulator, '/tokenize', { prompt: 'word '.repeat(500) });
    expect(answer.json).toMatchObject({ max_model_len: 16 });
    expect(JSON.parse(answer.text).count).toBeGreaterThan(400);
  });

  it('takes text that looks like a special token for text', async () => {
    const answer = await chat(await simulate(), { messages: [user('Reply with exactly: <|endoftext|>')] });
    expect(answer.json).toMatchObject({ choices: [{ message: { content: '<|endoftext|>' } }] });
  });

  it.each([
    [
      'auto',
      undefined,
      'Please use the tool read_file with {"path":"a.txt","limit":3}',
      '{"path":"a.txt","limit":3}',
      'tool_calls',
    ],
    ['required', 'required', 'hello', '{"path":".","limit":1}', 'tool_calls'],
    ['named', { type: 'function', function: { name: 'read_file' } }, 'hello', '{"path":".","limit":1}', 'stop'],
  ])('calls a tool when it is asked to: %s', async (_, choice, text, args, finish) => {
    const body = { messages: [user(text)], tools: [tool], ...(choice !== undefined && { tool_choice: choice }) };
    expect((await chat(await simulate(), body)).json).toMatchObject({
      choices: [
        {
          finish_reason: finish,
          message: {
            content: null,
            tool_calls: [{ type: 'function', function: { name: 'read_file', arguments: args } }],
          },
        },
      ],
    });
  });

  it('answers to the result of a tool instead of calling it again', async () => {
    const messages = [
      user('use the tool read_file with {"path":"a","limit":1}'),
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'read_file', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'c', content: 'the text' },
      user([{ type: 'text', text: 'internal context' }]),
    ];
    const answer = await chat(await simulate(), { messages, tools: [tool] });
    expect(answer.json).toMatchObject({
      choices: [{ message: { content: 'The tool answered: the text' }, finish_reason: 'stop' }],
    });
  });
});

describe('streams', () => {
  const events = (text: string) =>
    text
      .trim()
      .split('\n\n')
      .map((line) => line.replace(/^data: /, ''));

  it('comes in chunks, with usage only when asked for', async () => {
    const simulator = await simulate();
    const plain = await chat(simulator, { stream: true });
    expect(plain.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const list = events(plain.text);
    expect(list.at(-1)).toBe('[DONE]');
    const chunks = list.slice(0, -1).map((line) => JSON.parse(line));
    expect(chunks[0]).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [{ delta: { role: 'assistant', content: '' } }],
    });
    expect(chunks.map((chunk) => chunk.choices[0].delta.content).join('')).toBe('pong');
    expect(chunks.at(-1).choices[0]).toMatchObject({ finish_reason: 'stop', stop_reason: null });
    expect(plain.text).not.toContain('usage');
    const counted = events((await chat(simulator, { stream: true, stream_options: { include_usage: true } })).text);
    expect(JSON.parse(counted.at(-2) ?? '')).toMatchObject({
      choices: [],
      usage: { completion_tokens: expect.any(Number) },
    });
  });

  it('keeps characters whole', async () => {
    const said = 'grün 😀 中文 ✓';
    const list = events(
      (await chat(await simulate(), { stream: true, messages: [user(`Reply with exactly: ${said}`)] })).text,
    );
    const texts = list.slice(0, -1).map((line) => JSON.parse(line).choices[0].delta.content);
    expect(texts.join('')).toBe(said);
    expect(texts.join('|')).not.toContain('\ufffd');
  });

  it('streams a tool call: name first, arguments in pieces', async () => {
    const body = {
      stream: true,
      tools: [tool],
      messages: [user('use the tool read_file with {"path":"a.txt","limit":3}')],
    };
    const chunks = events((await chat(await simulate(), body)).text)
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const calls = chunks.flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? []);
    expect(calls[0]).toMatchObject({ index: 0, type: 'function', function: { name: 'read_file', arguments: '' } });
    expect(calls[0].id).toMatch(/^chatcmpl-tool-[0-9a-f]{32}$/);
    expect(calls.map((call) => call.function.arguments).join('')).toBe('{"path":"a.txt","limit":3}');
    expect(chunks.at(-1).choices[0].finish_reason).toBe('tool_calls');
  });

  it('lets the first token wait for the prompt', async () => {
    const simulator = await simulate({ firstTokenDelayMs: 100, prefillTokensPerSecond: 100 });
    const started = performance.now();
    await chat(simulator, { stream: true });
    // 13 tokens at 100 a second, and 100 ms.
    expect(performance.now() - started).toBeGreaterThan(200);
  });

  it('stops when the client goes away', async () => {
    const simulator = await simulate({ decodeTokensPerSecond: 1 });
    const gone = new AbortController();
    const response = await fetch(`${simulator.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stream: true, messages: [user('Write the numbers from 1 to 900')] }),
      signal: gone.signal,
    });
    await response.body?.getReader().read();
    gone.abort();
    await expect
      .poll(async () =>
        (await (await fetch(`${simulator.url}/metrics`)).text()).includes(
          'vllm:num_requests_running{engine="0",model_name="m1"} 0.0',
        ),
      )
      .toBe(true);
  });

  it('speaks the Responses API from 0.10.0 on', async () => {
    const body = {
      model: 'm1',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Reply with exactly: pong' }] }],
      max_output_tokens: 64,
    };
    const whole = await post(await simulate(), '/v1/responses', body);
    expect(whole.json).toMatchObject({
      object: 'response',
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: 'pong' }] }],
      usage: { output_tokens: expect.any(Number) },
    });
    const streamed = await post(await simulate(), '/v1/responses', { ...body, stream: true });
    const types = [...streamed.text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name);
    expect([...new Set(types)]).toEqual([
      'response.created',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect((await post(await simulate({ release: '0.9.2' }), '/v1/responses', body)).status).toBe(404);
  });
});

describe('faults and records', () => {
  it('misbehaves as often, and where, it is told to', async () => {
    const simulator = await simulate({
      faults: [{ kind: 'rate-limit', paths: ['/v1/models'], times: 2, retryAfter: 3 }],
    });
    const look = async (path: string) => {
      const response = await fetch(simulator.url + path);
      return [response.status, response.headers.get('retry-after')];
    };
    expect(await look('/version')).toEqual([200, null]);
    expect(await look('/v1/models')).toEqual([429, '3']);
    expect(await look('/v1/models')).toEqual([429, '3']);
    expect(await look('/v1/models')).toEqual([200, null]);
  });

  it('cuts a stream behind its first token', async () => {
    const simulator = await simulate({ faults: [{ kind: 'cut' }] });
    const response = await fetch(`${simulator.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stream: true, messages: [user('Write the numbers from 1 to 9')] }),
    });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('chat.completion.chunk');
    await expect(
      (async () => {
        while (!(await reader?.read())?.done);
      })(),
    ).rejects.toThrow();
  });

  it('keeps what was asked, without the key', async () => {
    const simulator = await simulate({ apiKey: 'sk-fake-key' });
    await post(
      simulator,
      '/v1/chat/completions?x=1',
      { messages: [user('x')] },
      { authorization: 'Bearer sk-fake-key' },
    );
    expect(simulator.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v1/chat/completions?x=1',
        headers: { authorization: '••••' },
        body: { messages: [user('x')] },
      },
    ]);
    expect(JSON.stringify(simulator.requests)).not.toContain('sk-fake-key');
  });

  it('gives the same ids for the same seed', async () => {
    const id = async (seed: number) => JSON.parse((await chat(await simulate({ seed }), {})).text).id;
    expect(await id(7)).toBe(await id(7));
    expect(await id(7)).not.toBe(await id(8));
  });

  it('says so when its port is taken', async () => {
    const first = await simulate();
    await expect(simulate({ port: first.port })).rejects.toMatchObject({
      name: 'DoctorError',
      code: 'usage',
      message: `cannot listen on 127.0.0.1:${first.port}`,
    });
  });

  it('ends twice without complaint, hanging requests included', async () => {
    const simulator = await simulate({ faults: [{ kind: 'hang' }] });
    const hanging = fetch(`${simulator.url}/version`).catch(() => 'ended');
    await expect.poll(() => simulator.requests.length).toBe(1);
    await simulator.close();
    await simulator.close();
    expect(await hanging).toBe('ended');
  });
});
