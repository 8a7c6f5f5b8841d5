import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { isObject, type JsonValue } from '../../src/config/json.js';
import { readErrorBody } from '../../src/probe/error-body.js';
import { startSimulator } from '../../src/simulate/server.js';
import { type ServerName, type Simulator, type SimulatorOptions, serverNames } from '../../src/simulate/types.js';

/** One request that a real server got, and what it said. */
interface Exchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: JsonValue;
    readonly raw?: string;
  };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: JsonValue;
    readonly text?: string;
  };
}

interface Recording {
  readonly origin: { readonly server: string; readonly version: string; readonly flags?: readonly string[] };
  readonly exchanges: readonly Exchange[];
}

const folder = new URL('../../fixtures/server/', import.meta.url);
const recordings = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name): readonly [string, Recording] => [
    name.replaceAll('\\', '/'),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ])
  .filter(([, { origin }]) => serverNames.some((name) => name === origin.server));

/** Routes of real servers that the simulator does not have, and questions to the model that it does not understand. */
const notImitated =
  /^\/(?:openapi\.json|v1\/completions|v1\/responses|v1\/messages|detokenize|invocations|server_info|load|docs)/;
/** Of the machine that was recorded: no cache of models there, so that MLX gives no list and knows no other name. */
const ofTheMachine: Partial<Record<ServerName, RegExp>> = {
  mlx: /^(?:GET|HEAD) \/|without role|^unknown model|^empty model|^chat without|^max_(?:completion_)?tokens (?:0|-1|text)|^(?:bad JSON|empty body|no model|no messages|messages text)$/,
  // What LiteLLM corrects by itself before vLLM sees it, and what it tells of each endpoint.
  litellm:
    /^GET \/(?:health|metrics|v1\/models\/tiny|model\/info)|^HEAD \/$|^n 2$|^messages text$|^max_tokens text$|^message without|^(?:no|empty) model$|named unknown|key without Bearer|tool_choice without/,
  'llama.cpp': /^GET \/(?:props|)$|^HEAD \/$|^max_tokens text|^no-jinja/,
};
const otherModel =
  /^top_p|^empty messages$|^prompt far too long|^tools, required|^developer$|then user$|adapter$|dead engine|engine dies|logprobs|^n =|temperature|image|^json_|reasoning_effort|no thinking|template|^OPTIONS|both,|assistant last/;

describe.each(recordings)('%s', (_file, { origin, exchanges }) => {
  const server = serverNames.find((name) => name === origin.server) ?? 'vllm';
  let simulator: Promise<Simulator> | undefined;
  const started = () => {
    simulator ??= startSimulator(optionsOf(server, origin));
    return simulator;
  };
  afterAll(async () => (await simulator)?.close());

  const replayed = exchanges.filter(
    ({ name, request, response }) =>
      response.status !== undefined &&
      !notImitated.test(request.path) &&
      !otherModel.test(name) &&
      ofTheMachine[server]?.test(name) !== true,
  );

  it.each(replayed.map((exchange) => [exchange.name, exchange] as const))('%s', async (_, { request, response }) => {
    const { url } = await started();
    const answer = await fetch(url + request.path, {
      method: request.method,
      headers: { 'content-type': 'application/json', ...request.headers },
      ...bodyOf(request),
    });
    const text = await answer.text();
    const recorded = response.text ?? (response.body === undefined ? '' : JSON.stringify(response.body));
    expect(outline(answer.status, text)).toEqual(outline(response.status ?? 0, recorded));
    expect(programOf(answer.headers.get('server'))).toBe(programOf(response.headers?.['server']));
    expect(typeOf(answer.headers.get('content-type'))).toBe(typeOf(response.headers?.['content-type']));
    expect(answer.headers.get('allow')).toBe(response.headers?.['allow'] ?? null);
  });
});

function optionsOf(server: ServerName, { version, flags = [] }: Recording['origin']): SimulatorOptions {
  const after = (...names: string[]) => {
    const at = flags.findIndex((flag) => names.includes(flag));
    return at === -1 ? undefined : flags[at + 1];
  };
  const from = flags.indexOf('--served-model-name') + 1;
  const until = flags.findIndex((flag, index) => index >= from && flag.startsWith('--'));
  const unnamed = after('--alias') ?? defaultNames[server] ?? 'tiny';
  const names = from === 0 ? [unnamed] : flags.slice(from, until === -1 ? undefined : until);
  const maxModelLen = Number(after('--max-model-len', '--window') ?? 2048);
  const models = names.map((id) => ({ id, maxModelLen, root: './tiny' }));
  const lora = flags.includes('--enable-lora')
    ? [{ id: 'little', maxModelLen, root: './tiny/adapter', parent: 'tiny' }]
    : [];
  const key = after('--api-key', '--key') ?? (flags.includes('litellm-key.json') ? 'sk-key-of-a-test' : undefined);
  return {
    server,
    release: version,
    models: [...models, ...lora],
    tools: server === 'vllm' ? flags.includes('--tool-call-parser') : !flags.includes('--no-jinja'),
    ...(flags.includes('--chat-template') && { rolesMustAlternate: true, template: ['system-first'] }),
    ...(key !== undefined && { apiKey: key }),
  };
}

/** What a server calls a model that was not given a name. */
const defaultNames: Partial<Record<ServerName, string>> = { mlx: './tiny', 'llama.cpp': './tiny/tiny.gguf' };

function bodyOf({ body, raw }: Exchange['request']): { body?: string } {
  if (raw !== undefined) return { body: raw };
  return body === undefined ? {} : { body: JSON.stringify(expand(body)) };
}

/** Long prompts are kept as a count of words. */
function expand(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(expand);
  if (!isObject(value)) return value;
  const words = value['$words'];
  if (typeof words === 'number') return Array.from({ length: words }, () => 'the').join(' ');
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
}

/** What two answers must have in common: status, form of an error and what it means, names of fields. */
function outline(status: number, text: string): object {
  if (text === '') return { status, empty: true };
  if (status >= 400) {
    const { shape, type, recognised } = readErrorBody(text);
    const codes = [...text.matchAll(/"code":\s*("?)/g)].map(([, quote]) => (quote === '' ? 'number' : 'text'));
    return {
      status,
      shape,
      type,
      means: recognised?.kind,
      codes,
      param: /"param":\s*("[^"]*"|null)/
        .exec(text)?.[1]
        ?.replace(/body\.\d+/, 'body.N')
        .replace(/input_(?:text|tokens)/, 'input'), // which: of the tokenizer
    };
  }
  if (/^(?:data|: keepalive)/.test(text)) {
    const events = text.split('\n\n').filter((line) => line.startsWith('data: {'));
    const first = keysOf(JSON.parse(events[0]?.slice(6) ?? '{}'));
    return {
      status,
      first,
      done: text.trimEnd().endsWith('[DONE]') || text.includes('more characters'),
      space: /^data: /m.test(text),
    };
  }
  if (!text.startsWith('{')) return { status, text: text.includes('# TYPE') ? 'metrics' : text.slice(0, 40) };
  return { status, keys: keysOf(JSON.parse(text)) };
}

/** Names of fields, sorted; of a list those of its first item. What the model said is not compared. */
function keysOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.length === 0 || !isObject(value[0]) ? 'list' : [keysOf(value[0])];
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ofTheModel.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]): readonly [string, JsonValue] => [key, keysOf(inner)]),
  );
}

/** Depends on what the model says, or on how it was loaded. */
const ofTheModel: ReadonlySet<string> = new Set([
  'content',
  'tool_calls',
  'reasoning',
  'reasoning_content',
  'stop_reason',
  'finish_reason',
  'root',
  'parent',
  'tokens',
  'completion_tokens_details',
]);

/** Without the Python that it runs on. */
function programOf(server: string | null | undefined): string | undefined {
  return server?.replace(/ Python\/.*/, '');
}

function typeOf(contentType: string | null | undefined): string | undefined {
  return contentType?.split(';')[0];
}
