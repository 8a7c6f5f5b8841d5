import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { requestDeciders } from '../../src/effective/request-shape.js';
import type { EffectiveModel, EffectiveTools } from '../../src/effective/types.js';
import type { Answer, ServerReport } from '../../src/probe/types.js';
import { measurePrompts, type PromptsQuestion } from '../../src/tokens/measure.js';
import { readPrompt } from '../../src/tokens/prompt-file.js';
import { type LocalModel, localModel, pythonJson } from './local-model.js';

const from = 'release' as const;

function model(id: string, more: Partial<EffectiveModel> = {}): EffectiveModel {
  return {
    ref: `vllm/${id}`,
    provider: 'vllm',
    id,
    listed: true,
    api: { value: 'openai-completions', from },
    path: ['models', 'providers', 'vllm', 'models', 0],
    contextWindow: { value: 131_072, from },
    maxTokens: { value: 4_096, from },
    outputLimit: { value: 4_096, from },
    reserveTokens: { value: 20_000, from },
    supportsTools: true,
    requiresStringContent: false,
    usageInStream: { value: true, from },
    request: {
      contentParts: false,
      twoUserMessages: false,
      systemRole: 'system',
      tools: 'sent',
      strictTools: false,
      limitField: 'max_completion_tokens',
      store: false,
      reasoningEffort: false,
    },
    requestFrom: requestDeciders(() => undefined, undefined, '2026.9.6'),
    reasoning: false,
    usedBy: ['agents.defaults.model.primary'],
    ...more,
  };
}

const tools: EffectiveTools = {
  profile: { value: 'full', from },
  lean: { value: false, from },
  toolSearch: undefined,
  bootstrap: { value: true, from },
};

function failed<T>(): Answer<T> {
  return {
    ok: false,
    ms: 0,
    failure: {
      kind: 'skipped',
      message: 'not asked',
      route: 'POST /v1/chat/completions',
      provider_family: 'vllm',
      http_status: null,
      correlation_id: 'test',
      remediation_hint: '',
    },
  };
}

function ok<T>(value: T): Answer<T> {
  return { ok: true, ms: 1, value };
}

function server(more: Partial<ServerReport> = {}): ServerReport {
  return {
    provider: 'vllm',
    baseUrl: 'http://127.0.0.1:8000/v1',
    origin: 'http://127.0.0.1:8000',
    family: 'vLLM 0.11.0',
    version: '0.11.0',
    models: ok([{ id: 'qwen3', root: 'Qwen/Qwen3-8B', maxModelLen: 16_384 }]),
    identity: ok({ version: '0.11.0' }),
    chat: ok({ model: 'qwen3', text: 'smoke-ok', finishReason: 'stop', promptTokens: 15 }),
    stream: failed(),
    tokenize: ok({ count: 15 }),
    speed: failed(),
    askedModel: 'qwen3',
    cost: { requests: 1, promptTokens: 15, answerTokens: 3 },
    ...more,
  };
}

function question(more: Partial<PromptsQuestion> = {}): PromptsQuestion {
  return {
    models: [model('qwen3')],
    tools,
    release: '2026.4.22',
    newest: '2026.9.6',
    servers: [],
    askFor: () => undefined,
    ...more,
  };
}

function withServer(local: LocalModel, more: Partial<ServerReport> = {}) {
  const running = localModel(local);
  return { ...running, question: question({ servers: [server(more)], askFor: () => running.ask }) };
}

/** Captured from 2026.4.22: system 6413, tools printed with spaces 10628, user 121 tokens of o200k_base. */
const truth = 6_413 + 10_628 + 121;

describe('measurePrompts', () => {
  it('counts with the tokenizer of the server', async () => {
    const { question, asked } = withServer({ printTool: pythonJson });
    const [size] = await measurePrompts(question);
    expect(asked.map(({ route }) => route)).toEqual(['tokenize', 'tokenize', 'tokenize']);
    expect(size).toMatchObject({
      ref: 'vllm/qwen3',
      what: 'first agent turn of OpenClaw 2026.4.22 (tools full, fresh workspace files)',
      chars: 65_893,
      total: {
        method: 'server-tokenizer',
        detail: 'POST /tokenize of vLLM 0.11.0, on a text of the same size; measured on 2026.4.22',
      },
    });
    const { total, parts } = size ?? {};
    expect(Math.abs((total?.tokens ?? 0) / truth - 1)).toBeLessThan(0.025);
    expect(total?.low).toBeLessThan(truth);
    expect(total?.high).toBeGreaterThan(truth);
    expect((parts?.system ?? 0) + (parts?.tools ?? 0) + (parts?.messages ?? 0)).toBe(total?.tokens);
    expect(parts?.tools).toBeGreaterThan(parts?.system ?? 0);
  });

  it('says what lean mode would save, in tokens of the model, here and in the newest release', async () => {
    const [size] = await measurePrompts(withServer({ printTool: pythonJson }).question);
    // o200k_base, compact: 4928 of tools and 223 of text; 27 and 373 on 2026.9.6 with tool search.
    expect(size?.leanSaves).toBeGreaterThan(5_900);
    expect(size?.leanSaves).toBeLessThan(6_600);
    expect(size?.leanSavesNewest).toBeGreaterThan(300);
    expect(size?.leanSavesNewest).toBeLessThan(600);
    const [lean] = await measurePrompts(question({ tools: { ...tools, lean: { value: true, from: 'config' } } }));
    expect(lean).not.toHaveProperty('leanSaves');
    expect(lean).not.toHaveProperty('leanSavesNewest');
  });

  it('asks for usage where there is no tokenizer', async () => {
    const { question, asked, promptTokens } = withServer(
      { printTool: pythonJson },
      { tokenize: failed(), family: 'llama.cpp' },
    );
    const [size] = await measurePrompts(question);
    expect(asked.map(({ route }) => route)).toEqual(['chat', 'chat']);
    expect(size?.total.method).toBe('server-usage');
    expect(size?.total.detail).toMatch(
      /^usage of two requests of up to \d+ tokens to llama\.cpp; measured on 2026\.4\.22$/,
    );
    const real = truth + promptTokens([], []);
    expect(size?.total.low).toBeLessThan(real);
    expect(size?.total.high).toBeGreaterThan(real);
  });

  it('estimates without any server, by the name of the model', async () => {
    const [size] = await measurePrompts(question());
    expect(size?.total).toMatchObject({
      method: 'estimate',
      detail: 'o200k_base x 1.012, as for Qwen; measured on 2026.4.22',
    });
    expect(size?.total.low).toBeLessThan(truth);
    expect(size?.total.high).toBeGreaterThan(truth);
    expect((size?.total.high ?? 0) / (size?.total.low ?? 1)).toBeLessThan(1.15);
  });

  it('learns the family from the root that the server names', async () => {
    const { question } = withServer(
      {},
      {
        tokenize: failed(),
        chat: failed(),
        askedModel: 'chat',
        models: ok([{ id: 'chat', root: '/models/gemma-3-27b-it' }]),
      },
    );
    const [size] = await measurePrompts({ ...question, models: [model('chat')] });
    expect(size?.total.detail).toMatch(/as for Gemma/);
  });

  it('counts two names of one model once, and two models twice', async () => {
    const { question, asked } = withServer(
      { printTool: pythonJson },
      {
        models: ok([
          { id: 'qwen3', root: 'Qwen/Qwen3-8B' },
          { id: 'chat', root: 'Qwen/Qwen3-8B' },
          { id: 'other', root: 'google/gemma-3-4b-it' },
        ]),
      },
    );
    const sizes = await measurePrompts({ ...question, models: [model('qwen3'), model('chat'), model('other')] });
    expect(sizes.map(({ ref }) => ref)).toEqual(['vllm/qwen3', 'vllm/chat', 'vllm/other']);
    expect(sizes[0]?.total).toEqual(sizes[1]?.total);
    expect(asked).toHaveLength(6);
  });

  it('leaves the tools out for a model that takes none', async () => {
    const [size] = await measurePrompts(question({ models: [model('qwen3', { supportsTools: false })] }));
    expect(size).toMatchObject({ parts: { tools: 0 }, chars: 24_523 });
  });

  it('follows the window on 2026.9.6', async () => {
    const search = { ...tools, toolSearch: { value: true, from } };
    const at = (value: number) => model(`w${value}`, { contextWindow: { value, from } });
    const sizes = await measurePrompts(
      question({ release: '2026.9.6', tools: search, models: [at(16_384), at(131_072)] }),
    );
    expect(sizes[0]?.chars).toBe(50_820);
    expect(sizes[1]?.chars).toBe(59_441);
  });

  it('has nothing to say about what is no release', async () => {
    expect(await measurePrompts(question({ release: 'latest' }))).toEqual([]);
  });
});

describe("measurePrompts with the user's own prompt", () => {
  const body = JSON.stringify({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ],
    tools: [{ type: 'function', function: { name: 'read', parameters: { type: 'object', properties: {} } } }],
  });
  const prompt = { file: 'prompt.json', prompt: readPrompt(body) };
  const promptFor = () => prompt;

  it('is exact where the server counts it', async () => {
    const { question, promptTokens } = withServer({ printTool: pythonJson });
    const [size] = await measurePrompts({ ...question, promptFor });
    const own = readPrompt(body);
    const tokens = 'text' in own ? 0 : promptTokens(own.messages, own.tools);
    expect(size).toMatchObject({
      what: 'the prompt in prompt.json',
      total: { tokens, low: tokens, high: tokens, method: 'server-tokenizer', detail: 'POST /tokenize of vLLM 0.11.0' },
    });
    expect(size).not.toHaveProperty('leanSaves');
  });

  it('takes plain text for one message, of one piece', async () => {
    const { question, promptTokens } = withServer({});
    const text = '# Manual\n\nBe brief.';
    const [size] = await measurePrompts({ ...question, promptFor: () => ({ file: 'p.md', prompt: { text } }) });
    expect(size?.total.tokens).toBe(promptTokens([{ role: 'user', content: text }], []));
    expect(size).not.toHaveProperty('parts');
    expect(size?.chars).toBe(text.length);
  });

  it('estimates it offline', async () => {
    const [size] = await measurePrompts(question({ promptFor }));
    expect(size?.total.method).toBe('estimate');
    expect(size?.total.low).toBeLessThan(size?.total.high ?? 0);
  });
});

it('importing it loads neither the tokenizer nor the text of the stand-in', async () => {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../../src/tokens/measure.ts', import.meta.url))],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'unused',
    write: false,
    metafile: true,
  });
  const entry = Object.values(result.metafile.outputs).find((output) => output.entryPoint?.endsWith('measure.ts'));
  const eager = Object.keys(entry?.inputs ?? {});
  for (const { path, kind } of entry?.imports ?? []) {
    if (kind === 'import-statement') eager.push(...Object.keys(result.metafile.outputs[path]?.inputs ?? {}));
  }
  expect(eager.length).toBeGreaterThan(5);
  expect(eager.filter((file) => /gpt-tokenizer|tokens\/sample|estimate|calibrate/.test(file))).toEqual([]);
});
