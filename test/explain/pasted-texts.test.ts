import { describe, expect, it } from 'vitest';
import { explainText, symptoms } from '../../src/explain/explain-text.js';
import { knownErrors } from '../../src/probe/error-body.js';

const first = (text: string) => explainText(text).explanations[0];

/** What it comes to, whichever row of the tables says it. */
function subjectOf(text: string): string | undefined {
  const id = first(text)?.id;
  return knownErrors.find((row) => row.id === id)?.kind ?? id;
}

describe('texts as people paste them', () => {
  it.each([
    [
      "400 This model's maximum context length is 16384 tokens. However, you requested 24000 tokens",
      'general.overflow',
    ],
    ["This model's maximum context length is 16384 tokens", 'general.overflow'],
    ['prompt is too long: 213462 tokens > 200000 maximum', 'general.overflow'],
    ['Requested tokens (40000) exceed context window of 32768', 'general.overflow'],
    [
      'Configured default model "vllm/m" is not allowed by agents.defaults.modelPolicy.allow, and no allowed model is available.',
      'openclaw.model-not-allowed',
    ],
    [
      "automation model override 'vllm/x' rejected by agents.defaults.models: vllm/x is not in [vllm/y]",
      'openclaw.model-not-allowed',
    ],
    ["cron: payload.model 'vllm/x' not allowed, falling back to agent defaults", 'openclaw.model-not-allowed'],
    [
      'hooks.gmail.model "vllm/x" not in agents.defaults.models allowlist (will use primary instead)',
      'openclaw.model-not-allowed',
    ],
    ['400 Bad Request', 'http.400'],
    ['400 status code (no body)', 'http.400'],
    ['INFO:     172.17.0.1:52304 - "POST /v1/chat/completions HTTP/1.1" 404 Not Found', 'http.404'],
    ['404 Not Found', 'http.404'],
    ['Error: 401 status code (no body)', 'http.401'],
    ['403 Forbidden', 'http.401'],
    ['429 status code (no body)', 'http.429'],
    ['{"detail":"Not Found"}', 'route'],
    ['502 Bad Gateway', 'proxy'],
    ['<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>', 'proxy'],
    ['connect ECONNREFUSED 127.0.0.1:8000', 'net.refused'],
    ["curl: (7) Failed to connect to 127.0.0.1 port 8000 after 0 ms: Couldn't connect to server", 'net.refused'],
    ['curl: (52) Empty reply from server', 'net.reset'],
    ['socket hang up', 'net.reset'],
    ['fetch failed', 'net.fetch-failed'],
    ['terminated', 'general.terminated'],
    ['it just says "terminated" after two minutes', 'general.terminated'],
    ['Request timed out.', 'general.timed-out'],
    ['openai.APITimeoutError: Request timed out.', 'general.timed-out'],
    ['LLM idle timeout', 'openclaw.idle-timeout'],
    ['Unauthorized', 'general.key'],
    ['401 Incorrect API key provided', 'general.key'],
    ["You didn't provide an API key", 'general.key'],
    ['model not found', 'general.model'],
    ['Error: model "qwen3:8b" not found, try pulling it first', 'model-not-found'],
    ['CUDA out of memory', 'startup'],
    ['Killed', 'general.out-of-memory'],
    ['EngineDeadError', 'engine'],
    ['max_tokens must be at least 1, got -1228', 'bad-param'],
    ['Unrecognized key: "llm"', 'config.unknown-key'],
    ['agents.defaults.llm: Unrecognized key', 'config.unknown-key'],
    ['Invalid config at /home/x/.openclaw/openclaw.json', 'config.invalid'],
    ['JSON5: invalid character', 'config.json5-number-escape'],
    ['SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON', 'general.html'],
    ["Unexpected token '<'", 'general.html'],
    ['Context overflow: prompt too large for the model', 'openclaw.context-overflow'],
    ['No API key found for provider', 'openclaw.no-api-key'],
    ['Blocked hostname or private/internal/special-use IP address', 'openclaw.ssrf'],
    ['"auto" tool choice requires --enable-auto-tool-choice', 'tools'],
    ['self signed certificate', 'net.tls-trust'],
    ['unable to verify the first certificate', 'net.tls-trust'],
    ['getaddrinfo ENOTFOUND', 'net.dns'],
    ['ETIMEDOUT', 'net.connect-timeout'],
    ['Parse Error: Expected HTTP/', 'net.not-http'],
    ['Conversation roles must alternate', 'template'],
    ["Unsupported parameter: 'max_tokens'", 'bad-param'],
    ['developer role', 'general.developer-role'],
    [
      "messages.0.role: Input should be 'system', 'user', 'assistant' or 'tool', input: developer",
      'general.developer-role',
    ],
    ['content must be a string', 'content'],
    ["jinja2.exceptions.UndefinedError: 'dict object' has no attribute 'content'", 'general.template'],
    ["EACCES: permission denied, open '/home/node/.openclaw/openclaw.json'", 'host.permission'],
    ['disconnected (1006): no reason', 'gateway.closed'],
    ['tool call arguments are not valid JSON', 'general.arguments'],
  ])('%s', (text, subject) => {
    expect(subjectOf(text)).toBe(subject);
    expect(first(text)?.causes.length).toBeGreaterThan(0);
  });

  it('reckons with the numbers that are left of a sentence', () => {
    expect(
      first("400 This model's maximum context length is 16384 tokens. However, you requested 24000 tok"),
    ).toMatchObject({
      numbers: { maxModelLen: 16384, requested: 24000 },
      sums: ['24000 tokens asked for, 16384 served: 7616 too many'],
    });
  });

  it.each([
    ['"auto" tool choice requires --enable-auto-tool-choice and --tool-call-pars…', 'vllm.tools.auto-needs-flags'],
    ['LLM request failed: provider rejected the request sche', 'openclaw.schema-rejected'],
  ])('knows a piece of a sentence, and shows the whole: %s', (text, id) => {
    const explanation = first(text);
    expect(explanation?.id).toBe(id);
    expect(explanation?.pieceOf?.length).toBeGreaterThan(text.length / 2);
  });
});

describe('what chats, mails and logs make of a text', () => {
  const words: Readonly<Record<string, string>> = {
    promptType: 'decoder',
    which: 'sample',
    multimodalSuffix: '',
    atLeast: '',
  };
  const texts = [
    ...knownErrors
      .filter(({ kind }) => kind !== 'startup-info')
      .map(
        ({ id, template }) => [id, template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '1001')] as const,
      ),
    ...symptoms.map(({ id, wording }) => [id, wording] as const),
  ].filter((_, i) => i % 3 === 0);
  const wrapped = (text: string, start: string) => text.replace(/(.{30,60}?) /g, `$1\n${start}`);
  const dresses: Readonly<Record<string, { readonly dress: (text: string) => string; readonly share: number }>> = {
    colours: { dress: (text) => `\u001b[31m\u001b[1m${text}\u001b[22m\u001b[39m`, share: 1 },
    compose: { dress: (text) => `openclaw-gateway-1  | ${text}`, share: 1 },
    journald: { dress: (text) => `Nov 21 14:00:00 box openclaw[123]: ${text}`, share: 1 },
    'docker json-file': { dress: (text) => JSON.stringify({ log: `${text}\n`, stream: 'stderr' }), share: 1 },
    quotation: { dress: (text) => `> ${text}`, share: 1 },
    'curly quotes': { dress: (text) => text.replace(/"([^"]*)"/g, '“$1”').replaceAll("'", '’'), share: 1 },
    'entities of HTML': {
      dress: (text) =>
        text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('<', '&lt;'),
      share: 1,
    },
    'broken into lines': { dress: (text) => wrapped(text, ''), share: 0.97 },
    'broken and quoted': { dress: (text) => `> ${wrapped(text, '> ')}`, share: 0.97 },
    'a sentence around it': { dress: (text) => `since the update it says ${text} and I do not know why`, share: 0.95 },
    'JSON in JSON': {
      dress: (text) => JSON.stringify({ msg: `rawError=400 ${JSON.stringify({ error: { message: text } })}` }),
      share: 0.9,
    },
    'error of Python': {
      dress: (text) => `openai.BadRequestError: Error code: 400 - {'error': {'message': "${text}"}}`,
      share: 0.9,
    },
    'the last fifth cut off': { dress: (text) => text.slice(0, Math.ceil(text.length * 0.8)), share: 0.8 },
    'the first third cut off': { dress: (text) => text.slice(Math.floor(text.length * 0.3)), share: 0.65 },
  };

  it.each(Object.entries(dresses))('%s', (_, { dress, share }) => {
    const wrong = texts.filter(([, text]) => subjectOf(dress(text)) !== subjectOf(text)).map(([id]) => id);
    expect(1 - wrong.length / texts.length, wrong.join(' ')).toBeGreaterThanOrEqual(share);
  });
});

describe('what is no error', () => {
  it.each([
    'INFO:     127.0.0.1:5 - "GET /v1/models HTTP/1.1" 200 OK',
    '2026-11-21T14:00:00Z [gateway] listening on ws://127.0.0.1:18789 (PID 400)',
    '2026-11-21T14:00:00Z [agent] run completed in 404 ms',
    '[queue] 500 jobs done, 401 left',
    'Chunked prefill is enabled with max_num_batched_tokens=2048.',
    'model loaded: qwen3, context length 32768',
    'started tool call exec with arguments {"cmd":"ls"}',
    'session main: 14 messages, 23k tokens',
  ])('%s', (text) => {
    expect(explainText(text).explanations).toEqual([]);
  });
});

describe('a long log', () => {
  it('is read to its first line: lines that differ in a number count as one', () => {
    const noise = Array.from(
      { length: 30_000 },
      (_, i) => `2026-11-21T14:00:00Z INFO [queue] request ${i} took ${i % 977} ms`,
    );
    const { explanations } = explainText(
      ['error rawError=404 The model `m1` does not exist.', ...noise, 'LLM request failed: 404 Not Found'].join('\n'),
    );
    expect(explanations).toMatchObject([
      { id: 'vllm.model-not-found', line: 1, count: 1, follows: [{ line: 30_002 }] },
    ]);
  });

  it('keeps answers of different status apart', () => {
    const { explanations } = explainText('"POST /v1/x HTTP/1.1" 200 OK\n"POST /v1/x HTTP/1.1" 404 Not Found');
    expect(explanations).toMatchObject([{ id: 'http.404', line: 2 }]);
  });
});
