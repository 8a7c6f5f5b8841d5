import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { askServer } from '../../src/probe/ask-server.js';
import { readErrorBody } from '../../src/probe/error-body.js';
import { vllmReleases } from '../../src/simulate/profiles/vllm.js';
import { startSimulator } from '../../src/simulate/server.js';
import { type ServerName, type Simulator, type SimulatorOptions, serverNames } from '../../src/simulate/types.js';

const simulators: Simulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 16384 }], ...options });
  simulators.push(simulator);
  return simulator;
}

async function send(simulator: Simulator, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${simulator.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const user = (content: string) => ({ role: 'user', content });

/** The name that a look at the server gives it; where nothing tells the kind, that of what can be known. */
const families: Readonly<Record<ServerName, RegExp>> = {
  vllm: /^vLLM 0\.11\.0$/,
  sglang: /^SGLang/,
  'llama.cpp': /^llama\.cpp/,
  ollama: /^Ollama/,
  lmstudio: /^LM Studio/,
  tgi: /^TGI/,
  litellm: /^LiteLLM/,
  mlx: /^(?:MLX|OpenAI-like)/,
  nim: /^(?:NVIDIA NIM|OpenAI-like)/,
  tabbyapi: /^TabbyAPI/,
  'openai-like': /^OpenAI-like/,
};
/** No route of these tells how many tokens are served. */
const silentAboutWindow: readonly ServerName[] = ['litellm', 'mlx', 'openai-like'];

describe.each(serverNames)('%s', (server) => {
  it('is known for what it is, with its window, and answers whole and streamed', async () => {
    const { baseUrl } = await simulate({ server });
    const target = { provider: 'p', baseUrl, modelId: 'm1', headers: {}, secrets: [] };
    const report = await askServer(target, { fetch, timeoutMs: 20_000 });
    expect(report.family).toMatch(families[server]);
    expect(report.chat).toMatchObject({ ok: true, value: { text: 'smoke-ok' } });
    expect(report.stream).toMatchObject({ ok: true, value: { text: 'smoke-ok', usageSeen: true } });
    const window = report.models.ok ? report.models.value[0]?.maxModelLen : 'no list';
    expect(window).toBe(silentAboutWindow.includes(server) ? undefined : 16384);
  });

  it('words a prompt that is too long as it does', async () => {
    const simulator = await simulate({ server, models: [{ id: 'm1', maxModelLen: 64 }] });
    const { status, text } = await send(simulator, { model: 'm1', messages: [user('word '.repeat(500))] });
    // Ollama drops what is too long, MLX has no check.
    if (server === 'ollama' || server === 'mlx') expect(status).toBe(200);
    else expect([status, readErrorBody(text).recognised?.kind]).toEqual([expect.any(Number), 'context-overflow']);
  });

  it('refuses a stranger when it has a key', async () => {
    const simulator = await simulate({ server, apiKey: 'sk-fake-key' });
    const body = { model: 'm1', messages: [user('Reply with exactly: pong')] };
    const { status } = await send(simulator, body);
    expect(status).toBe(server === 'mlx' ? 200 : 401);
    const known = await send(simulator, body, { authorization: 'Bearer sk-fake-key' });
    expect(known).toMatchObject({ status: 200, text: expect.stringContaining('pong') });
  });

  it('has its routes elsewhere when told so', async () => {
    const simulator = await simulate({ server, basePath: '/api/llm' });
    expect(simulator.baseUrl).toBe(`${simulator.url}/api/llm`);
    expect((await fetch(`${simulator.baseUrl}/models`)).status).toBe(200);
    const away = await fetch(`${simulator.url}/v1/models`);
    // LM Studio says 200 to everything.
    expect(away.status).toBe(server === 'lmstudio' ? 200 : 404);
    expect(await away.text()).not.toContain('"m1"');
  });
});

interface SentRequest {
  readonly id: string;
  readonly requests: readonly { readonly path: string; readonly body: { readonly [key: string]: unknown } }[];
}
const shapes = new URL('../../../shared/openclaw-request-shape.json', import.meta.url);

describe.skipIf(!existsSync(shapes))('what the real OpenClaw sends', () => {
  const sent: readonly SentRequest[] = existsSync(shapes) ? JSON.parse(readFileSync(shapes, 'utf8')) : [];
  const bodies = sent.flatMap(({ id, requests }) =>
    requests
      .filter(({ path }) => path === '/v1/chat/completions')
      .map(({ body }, index) => [`${id} ${index}`, asSent(body)] as const),
  );

  it('is in the recordings', () => {
    expect(bodies.length).toBeGreaterThan(20);
  });

  it.each(['vllm', 'sglang', 'llama.cpp', 'ollama', 'openai-like'] as const)('is taken by %s', async (server) => {
    const simulator = await simulate({ server, models: [{ id: 'm1', maxModelLen: 131072 }] });
    for (const [id, body] of bodies) {
      const { status, text } = await send(simulator, body);
      expect([id, status]).toEqual([id, 200]);
      // 2026.9.6 sends a limit of one token for a window that it thinks too small.
      expect(text).toMatch(/"finish_reason":"(?:stop|length)"/);
    }
  });
});

/** The recorded shape holds counts in place of texts and tools. */
function asSent(body: { readonly [key: string]: unknown }): object {
  const { tools } = body;
  const names = typeof tools === 'object' && tools !== null && 'names' in tools ? tools.names : [];
  const offered = (Array.isArray(names) ? names : []).map((name: unknown) => ({
    type: 'function',
    function: { name, description: 'd', parameters: { type: 'object', properties: {} } },
  }));
  return { ...body, ...(tools === undefined ? {} : { tools: offered }) };
}

describe('releases of vLLM', () => {
  it('cover the shapes of errors', async () => {
    const seen = new Set<string>();
    for (const release of vllmReleases) {
      const simulator = await simulate({ release, models: [{ id: 'm1', maxModelLen: 64 }] });
      const long = { model: 'm1', max_tokens: 8, messages: [user('word '.repeat(80))] };
      const { text } = await send(simulator, long);
      const { shape, recognised } = readErrorBody(text);
      expect(recognised).toMatchObject({ kind: 'context-overflow', numbers: { maxModelLen: 64 } });
      seen.add(`${shape} ${recognised?.id}`);
    }
    expect([...seen]).toEqual([
      'flat vllm.ctx.requested-total',
      'nested vllm.ctx.input-messages',
      'nested vllm.ctx.you-passed',
      'nested vllm.ctx.output-plus-input',
      'nested vllm.ctx.prompt-alone',
    ]);
  });
});

describe('the model', () => {
  const tool = {
    type: 'function',
    function: { name: 'read', parameters: { type: 'object', properties: { path: { type: 'string' } } } },
  };
  const call = { model: 'm1', tools: [tool], messages: [user('use the tool read with {"path":"a.txt"}')] };

  it.each([
    ['hermes', '<tool_call>\n{"name": "read", "arguments": {"path": "a.txt"}}\n</tool_call>'],
    ['llama3_json', '{"name": "read", "parameters": {"path": "a.txt"}}'],
    ['qwen3_coder', '<tool_call>\n<function=read>\n<parameter=path>\na.txt\n</parameter>\n</function>\n</tool_call>'],
    ['mistral', '[TOOL_CALLS][{"name": "read", "arguments": {"path": "a.txt"}}]'],
    ['pythonic', '<|python_start|>[read(path="a.txt")]<|python_end|>'],
  ] as const)('writes a call as %s, which another parser leaves in the text', async (toolFormat, written) => {
    const toolParser = toolFormat === 'hermes' ? 'mistral' : 'hermes';
    const raw = JSON.parse((await send(await simulate({ toolFormat, toolParser }), call)).text);
    expect(raw.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: written } });
    const parsed = JSON.parse((await send(await simulate({ toolFormat }), call)).text);
    expect(parsed.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ function: { name: 'read', arguments: '{"path":"a.txt"}' } }] },
    });
  });

  it.each([
    ['0.10.0', { reasoning_content: expect.stringContaining('wants') }, 'reasoning'],
    ['0.11.1', { reasoning: expect.any(String), reasoning_content: expect.any(String) }, 'none'],
    ['0.16.0', { reasoning: expect.stringContaining('wants') }, 'reasoning_content'],
  ])('thinks in the fields of %s', async (release, fields, absent) => {
    const body = { model: 'm1', messages: [user('Reply with exactly: pong')] };
    const { message } = JSON.parse((await send(await simulate({ release, reasoning: 'parsed' }), body)).text)
      .choices[0];
    expect(message).toMatchObject({ content: 'pong', ...fields });
    expect(Object.keys(message)).not.toContain(absent);
  });

  it('thinks aloud without a parser, and has no room for an answer then', async () => {
    const body = { model: 'm1', messages: [user('Reply with exactly: pong')] };
    const content = async (reasoning: 'raw' | 'unopened' | 'parsed', more = {}) =>
      JSON.parse((await send(await simulate({ reasoning }), { ...body, ...more })).text).choices[0];
    expect((await content('raw')).message.content).toMatch(/^<think>\n[^<]+\n<\/think>\n\npong$/);
    expect((await content('unopened')).message.content).toMatch(/^[^<]+\n<\/think>\n\npong$/);
    expect(await content('parsed', { max_tokens: 8 })).toMatchObject({
      finish_reason: 'length',
      message: { content: null, reasoning_content: expect.any(String) },
    });
  });

  it.each([
    ['no-developer', [{ role: 'developer', content: 'x' }], 'Unexpected message role.'],
    ['no-system', [{ role: 'system', content: 'x' }], 'System role not supported'],
    ['system-first', [user('a'), { role: 'system', content: 'x' }], 'System message must be at the beginning.'],
  ] as const)('has a template with %s', async (rule, messages, says) => {
    const simulator = await simulate({ release: '0.18.0', template: [rule] });
    const { status, text } = await send(simulator, { model: 'm1', messages });
    expect([status, readErrorBody(text).message]).toEqual([400, says]);
    expect((await send(simulator, { model: 'm1', messages: [user('a')] })).status).toBe(200);
  });
});
