import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../../../src/probe/ask-server.js';
import { type ProductionFetch, productionFetch } from '../../../src/probe/production-fetch.js';
import { allQuestions } from '../../../src/probe/questions/index.js';
import { costOf, type ProbeLevel, questionsOf } from '../../../src/probe/questions/question.js';
import type { Capability, CapabilityName } from '../../../src/probe/types.js';
import { fakeKey, target } from '../target.js';
import { obedient, type Said, type Script, type SeenBody, scripted } from './scripted-server.js';

let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 2_000 });
});
afterAll(() => production.close());

async function ask(script: Script, level: ProbeLevel = 'deep', changes: Parameters<typeof target>[1] = {}) {
  const server = await scripted(script);
  const given = { ...target(server.baseUrl), ...changes };
  const report = await askServer(given, { fetch: production.fetch, timeoutMs: 10_000, level, random: () => 0.5 });
  const capability = (name: CapabilityName): Capability => {
    const found = report.capabilities?.find((row) => row.name === name);
    if (found === undefined) throw new Error(`${name} was not asked`);
    return found;
  };
  return { report, capability, seen: server.seen };
}

const sentence = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';
const parts = ({ messages = [] }: SeenBody) => messages.some(({ content }) => Array.isArray(content));
const roles = ({ messages = [] }: SeenBody) => messages.map(({ role }) => role).join(' ');

/** Refuses chat requests that fit, with 400 and a sentence. */
const refusing = (fits: (body: SeenBody) => boolean, says: string, status = 400): Script => ({
  say: obedient,
  refuse: (body, path) => (path === '/v1/chat/completions' && fits(body) ? [status, says] : undefined),
});

/** Without the long prompts by which speed is measured: how many there are depends on how busy this machine is. */
const untimed = (seen: readonly { readonly body: SeenBody }[]) =>
  seen.filter(({ body }) => JSON.stringify(body).length < 1_500).length;

describe('a server that takes everything', () => {
  it('gets yes from every question that its answers can settle', async () => {
    const { report, capability } = await ask({
      say: (body) => obedient(body) ?? { text: 'ok', reasoning: 'hm' },
      routes: { '/metrics': 'vllm:num_requests_running{model="m1"} 1.0\nvllm:num_requests_waiting{model="m1"} 2\n' },
    });
    const yes = (report.capabilities ?? []).filter(({ verdict }) => verdict === 'yes').map(({ name }) => name);
    expect(yes).toEqual([
      'system-role',
      'parts-content',
      'two-user-messages',
      'developer-role',
      'system-in-the-middle',
      'tools-stream',
      'tools-auto',
      'tools-result',
      'tools-no-arguments',
      'tools-special-characters',
      'tools-required',
      'tools-named',
      'tools-strict',
      'tools-empty',
      'stream-usage',
      'max-completion-tokens',
      'max-tokens',
      'store-field',
      'unknown-fields',
      'reasoning-field',
      'reasoning-effort',
      'server-load',
    ]);
    expect(capability('reasoning-field')).toMatchObject({ marks: { field: 'reasoning_content' } });
    expect(capability('server-load')).toMatchObject({
      detail: '1 running, 2 waiting',
      marks: { running: 1, waiting: 2 },
    });
    expect(capability('tools-special-characters').detail).toBe('called as asked');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('is asked as often as announced, and not more', async () => {
    for (const level of ['quick', 'standard', 'deep'] as const) {
      const server = { say: obedient, routes: { '/metrics': 'vllm:num_requests_running 0\n' } };
      const { seen, report } = await ask(server, level);
      const announced = costOf(questionsOf(allQuestions, level)).requests;
      const base = (await ask(server, 'quick')).seen;
      expect(untimed(seen) - untimed(base)).toBeLessThanOrEqual(announced);
      expect(report.cost.requests).toBe(seen.length);
    }
  });
});

describe('a turn as a config makes OpenClaw send it', () => {
  const sends = {
    contentParts: true,
    twoUserMessages: true,
    systemRole: 'system',
    tools: 'sent',
    strictTools: false,
    limitField: 'max_completion_tokens',
    store: false,
    reasoningEffort: true,
    usageInStream: true,
    maxTokens: 8192,
    contextWindow: 131072,
  } as const;

  it('is asked with all fields at once, and with those that only this config brings', async () => {
    const { capability, seen } = await ask({ say: obedient }, 'standard', { sends });
    expect(capability('whole-request').verdict).toBe('yes');
    expect(capability('reasoning-effort').verdict).toBe('yes');
    const whole = seen.find(({ body }) => body.max_completion_tokens === 8192)?.body;
    expect(whole).toMatchObject({ stream: true, stream_options: { include_usage: true }, reasoning_effort: 'medium' });
    expect(roles(whole ?? {})).toBe('system user user');
    expect(whole?.tools).toHaveLength(2);
  });

  it('is refused though every part is taken', async () => {
    const both = (body: SeenBody) => body.tools !== undefined && roles(body).startsWith('system');
    const { capability } = await ask(refusing(both, 'no tools beside a system message'), 'standard', { sends });
    expect(capability('whole-request')).toMatchObject({
      verdict: 'no',
      marks: { says: 'no tools beside a system message' },
    });
    expect(capability('tools-auto').verdict).toBe('yes');
  });

  it('brings out a window that no list tells', async () => {
    const { report } = await ask(
      {
        say: obedient,
        routes: { '/v1/models': { object: 'list', data: [{ id: 'm1', object: 'model' }] } },
        refuse: ({ max_completion_tokens: limit }) =>
          typeof limit === 'number' && limit > 16000
            ? [
                400,
                "This model's maximum context length is 16384 tokens. However, you requested 131084 tokens (12 in the messages, 131072 in the completion). Please reduce the length of the messages or completion.",
              ]
            : undefined,
      },
      'standard',
      { sends },
    );
    expect(report.models).toMatchObject({
      value: [{ id: 'm1', maxModelLen: 16384, limitFrom: 'the refusal of a longer answer' }],
    });
  });

  it('is refused for the wish for usage alone', async () => {
    const asks = (body: SeenBody) => body['stream_options'] !== undefined;
    const { report, capability } = await ask(
      refusing(asks, 'stream_options: Extra inputs are not permitted'),
      'standard',
    );
    expect(report.stream).toMatchObject({ ok: true, value: { usageRefused: { http_status: 400 } } });
    expect(capability('stream-usage')).toMatchObject({ verdict: 'no', marks: { refused: true } });
  });
});

describe('what a server refuses, and takes in the plain form', () => {
  it.each<[CapabilityName, Script, string]>([
    [
      'parts-content',
      refusing(parts, 'messages[0].content must be a string'),
      'refused with 400: messages[0].content must be a string',
    ],
    [
      'two-user-messages',
      refusing(
        (body) => /user user/.test(roles(body)),
        'Conversation roles must alternate user/assistant/user/assistant/...',
      ),
      'refused with 400: Conversation roles must alternate user/assistant/user/assistant/...',
    ],
    // llama.cpp answers what a template raises with 500
    [
      'two-user-messages',
      refusing((body) => /user user/.test(roles(body)), 'roles must alternate', 500),
      'refused with 500: roles must alternate',
    ],
    [
      'developer-role',
      refusing((body) => /developer/.test(roles(body)), "'developer' is not one of", 422),
      "refused with 422: 'developer' is not one of",
    ],
    [
      'system-in-the-middle',
      refusing((body) => /user.*system/.test(roles(body)), 'System message must be at the beginning.'),
      'refused with 400: System message must be at the beginning.',
    ],
    ['tools-auto', refusing((body) => body.tools !== undefined, sentence), `refused with 400: ${sentence}`],
    ['tools-stream', refusing((body) => body.tools !== undefined, sentence), `refused with 400: ${sentence}`],
    [
      'tools-result',
      refusing(
        (body) => /tool$/.test(roles(body)),
        'Tool call id was chatcmpltoolabc123 but must be a-z, A-Z, 0-9, with a length of 9.',
      ),
      'refused with 400: Tool call id was chatcmpltoolabc123 but must be a-z, A-Z, 0-9, with a length of 9.',
    ],
    [
      'tools-empty',
      refusing((body) => body.tools?.length === 0, 'tools must not be an empty array'),
      'refused with 400: tools must not be an empty array',
    ],
    [
      'store-field',
      refusing((body) => 'store' in body, "Unsupported parameter: 'store'"),
      "refused with 400: Unsupported parameter: 'store'",
    ],
    [
      'max-completion-tokens',
      refusing((body) => 'max_completion_tokens' in body, "Unknown field 'max_completion_tokens'"),
      "refused with 400: Unknown field 'max_completion_tokens'",
    ],
  ])('%s: no, with the sentence (%#)', async (name, script, detail) => {
    const { capability, report } = await ask(script, 'deep');
    expect(capability(name)).toMatchObject({ verdict: 'no', detail, marks: { refused: true } });
    expect(capability(name).proof[0]?.request).toMatch(/^POST \/v1\/chat\/completions/);
    expect(report.chat.ok).toBe(true);
    if (name === 'parts-content') expect(capability('two-user-messages').verdict).toBe('yes');
    if (name === 'max-completion-tokens') expect(capability('max-tokens').verdict).toBe('yes');
  });

  it('names the row of the table of sentences', async () => {
    const { capability } = await ask(
      refusing((body) => body.tools !== undefined, sentence),
      'standard',
    );
    expect(capability('tools-stream').marks).toMatchObject({ error: 'vllm.tools.auto-needs-flags', status: 400 });
  });
});

describe('tool calls that arrive, and not as calls', () => {
  const saying = (said: Said, streamed = true): Script => ({
    say: (body) => (body.tools !== undefined && (streamed || body.stream !== true) ? said : obedient(body)),
  });
  const hermes = '<tool_call>\n{"name": "add_numbers", "arguments": {"a": 17, "b": 25}}\n</tool_call>';

  it.each([
    [hermes, '<tool_call>', 'hermes'],
    ['<tool_call>\n<function=add_numbers>\n<parameter=a>\n17\n</parameter>', '<function=…>', 'qwen3_coder'],
    ['[TOOL_CALLS][{"name": "add_numbers", "arguments": {"a": 17}}]', '[TOOL_CALLS]', 'mistral'],
    ['{"name": "add_numbers", "parameters": {"a": 17, "b": 25}}', '{"name": …, "parameters": …}', 'llama3_json'],
    ['[add_numbers(a=17, b=25)]', '[tool(…)]', 'pythonic'],
    ['<tool_call>add_numbers\n<arg_key>a</arg_key><arg_value>17</arg_value>', '<arg_key>', 'glm45'],
  ])('raw text %j is %s, for %s', async (text, marker, parser) => {
    const { capability } = await ask(saying({ text }), 'standard');
    for (const name of ['tools-stream', 'tools-auto'] as const) {
      expect(capability(name)).toMatchObject({ verdict: 'no', marks: { raw: marker, parser } });
      expect(capability(name).detail).toBe(`the call stands in the text as ${marker}, not in tool_calls`);
    }
  });

  it.each<[string, Said, Partial<Capability>]>([
    [
      'words',
      { text: 'The sum is 42.' },
      { verdict: 'inconclusive', detail: 'accepted, but the model answered in words' },
    ],
    ['JSON about something else', { text: '{"name": "Ann", "arguments": []}' }, { verdict: 'inconclusive' }],
    [
      'thinking to the end',
      { text: '', reasoning: 'hm', finish: 'length' },
      { verdict: 'inconclusive', detail: 'the answer ended after 512 tokens, before any call' },
    ],
    ['another tool', { call: { name: 'made_up', arguments: '{}' } }, { verdict: 'inconclusive' }],
    [
      'half an object',
      { call: { name: 'add_numbers', arguments: '{"a": 17, "b"' } },
      { verdict: 'no', detail: 'the arguments are not JSON' },
    ],
    [
      'half an object, cut',
      { call: { name: 'add_numbers', arguments: '{"a": 17' }, finish: 'length' },
      { verdict: 'inconclusive' },
    ],
    [
      'no arguments',
      { call: { name: 'add_numbers', arguments: '' } },
      { verdict: 'no', detail: 'the arguments are an empty text' },
    ],
    [
      'an object in place of text',
      { call: { name: 'add_numbers', arguments: { a: 17, b: 25 } } },
      { verdict: 'no', marks: { broken: 'object' } },
    ],
    [
      'other numbers',
      { call: { name: 'add_numbers', arguments: '{"a": 1, "b": 2}' } },
      { verdict: 'yes', detail: 'called, with other arguments than asked' },
    ],
    [
      'pieces',
      { call: { name: 'add_numbers', arguments: '', pieces: ['{"a"', ': 17, "b', '": 25}'] } },
      { verdict: 'yes', detail: 'called as asked' },
    ],
  ])('%s', async (_, said, expected) => {
    expect((await ask(saying(said), 'standard')).capability('tools-stream')).toMatchObject(expected);
  });

  it('a stream that says in words what one piece says as a call', async () => {
    const { capability } = await ask({ say: (body) => (body.stream ? { text: hermes } : obedient(body)) }, 'standard');
    expect(capability('tools-auto').verdict).toBe('yes');
    expect(capability('tools-stream')).toMatchObject({ verdict: 'no', marks: { raw: '<tool_call>' } });
  });
});

describe('what proves nothing', () => {
  it.each([401, 403, 429, 503])(
    'status %i of one variant',
    async (status) => {
      const { capability } = await ask(refusing(parts, 'not now', status), 'standard');
      expect(capability('parts-content').verdict).toBe('inconclusive');
    },
    20_000,
  );

  it('anything, when the plain completion fails already', async () => {
    const { report } = await ask(
      refusing(() => true, 'no chat template is defined'),
      'deep',
    );
    const verdicts = new Set(report.capabilities?.map(({ verdict }) => verdict));
    expect([...verdicts].toSorted()).toEqual(['inconclusive', 'no']);
    // What the models route told does not depend on completions.
    expect(report.capabilities?.filter(({ verdict }) => verdict === 'no').map(({ name }) => name)).toEqual([
      'key-required',
    ]);
  });

  it('a limit that a short answer did not reach', async () => {
    expect((await ask({ say: obedient }, 'standard')).capability('max-completion-tokens').verdict).toBe('yes');
    const quiet = await ask({ say: (body) => ({ ...obedient(body), tokens: 20 }) }, 'standard');
    expect(quiet.capability('max-completion-tokens').verdict).toBe('inconclusive');
  });
});

describe('what is taken and ignored', () => {
  it('the limit of the answer', async () => {
    const { capability } = await ask({ say: (body) => obedient(body) ?? { text: 'ok', tokens: 80 } }, 'deep');
    const row = { verdict: 'no', detail: 'ignored: 80 tokens came where 16 were allowed', marks: { ignored: true } };
    expect(capability('max-completion-tokens')).toMatchObject(row);
    expect(capability('max-tokens')).toMatchObject(row);
  });

  it('the JSON schema', async () => {
    expect((await ask({}, 'deep')).capability('json-schema')).toMatchObject({
      verdict: 'no',
      marks: { ignored: true },
    });
    const obeys = await ask(
      { say: (body) => (body['response_format'] ? { text: '{"city": "Rome", "people": 1}' } : {}) },
      'deep',
    );
    expect(obeys.capability('json-schema').verdict).toBe('yes');
  });

  it('the wish for usage', async () => {
    expect((await ask({ usage: false }, 'quick')).capability('stream-usage').verdict).toBe('no');
  });
});

describe('the rest', () => {
  it('thoughts in the answer', async () => {
    const { capability } = await ask({ say: () => ({ text: '<think>hm</think>ok' }) }, 'quick');
    expect(capability('reasoning-field')).toMatchObject({ verdict: 'no', marks: { leak: '<think>' } });
    expect((await ask({}, 'quick')).capability('reasoning-field').verdict).toBe('inconclusive');
  });

  it('routes that the key does not guard', async () => {
    const { capability } = await ask({
      routes: { '/metrics': 'x 1\n', '/version': { version: '0.11.0' } },
      refuse: (_, path, { authorization }) =>
        path === '/invocations'
          ? [400, 'Field required']
          : path.startsWith('/v1') && authorization === undefined
            ? [401, 'Unauthorized']
            : undefined,
    });
    expect(capability('key-required').verdict).toBe('yes');
    expect(capability('open-routes')).toMatchObject({
      verdict: 'yes',
      detail: '/version, /metrics, /invocations answer without the key',
      marks: { runsModel: true },
    });
  });

  it('a prefix cache by its counters, or by what usage says', async () => {
    const counters = (hits: () => number): Script => {
      let queries = 0;
      return {
        get routes() {
          queries += 600;
          return {
            '/metrics': `vllm:prefix_cache_queries_total{e="0"} ${queries}\nvllm:prefix_cache_hits_total{e="0"} ${hits()}\n`,
          };
        },
      };
    };
    let hits = 0;
    expect((await ask(counters(() => (hits += 500)))).capability('prefix-cache').verdict).toBe('yes');
    expect((await ask(counters(() => 0))).capability('prefix-cache').verdict).toBe('no');
    expect((await ask({})).capability('prefix-cache').verdict).toBe('inconclusive');
  });

  it('the Responses API', async () => {
    expect((await ask({})).capability('responses-api')).toMatchObject({ verdict: 'no', marks: { status: 404 } });
    const routes = { '/v1/responses': { object: 'response', output: [] } };
    expect((await ask({ routes })).capability('responses-api').verdict).toBe('yes');
  });

  it('never lets the key or what the server says about the terminal through', async () => {
    const { report } = await ask(refusing(parts, `bad \u001b[31mkey ${fakeKey}`), 'deep');
    const text = JSON.stringify(report);
    expect(text).not.toContain(fakeKey);
    expect(text).not.toContain('\\u001b');
  });
});
