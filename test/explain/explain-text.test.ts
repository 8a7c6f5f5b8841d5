import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CauseId, causes } from '../../src/explain/causes.js';
import { explainText, symptoms } from '../../src/explain/explain-text.js';
import { serverCauses, shownByOpenClaw } from '../../src/explain/server-symptoms.js';
import type { Cause } from '../../src/explain/types.js';
import { knownErrors } from '../../src/probe/error-body.js';
import { allRules } from '../../src/rules/index.js';

function ids(text: string): readonly string[] {
  return explainText(text).explanations.map(({ id }) => id);
}

describe('the tables', () => {
  const rules = new Set<string>(allRules.map(({ meta }) => meta.id));
  const everything: readonly [string, Cause][] = Object.entries(causes);

  it.each(everything)('cause %s: its rule exists, or it says where to look', (_, { rule, look, why, fix }) => {
    if (rule === undefined) expect(look).toMatch(/\w/);
    else expect(rules.has(rule), rule).toBe(true);
    expect(why).toMatch(/^[a-z2A-Z]/);
    for (const text of [why, fix, look ?? 'x']) expect(text).not.toMatch(/\.$/);
  });

  it('uses every cause, and none twice for one symptom', () => {
    const lists = [...symptoms.map((row) => row.causes), ...knownErrors.map(serverCauses)];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
    const used = new Set<CauseId>(lists.flat());
    expect(Object.keys(causes).filter((id) => !used.has(id as CauseId))).toEqual([]);
  });

  it('has no id twice, and knows every symptom that another one leads to', () => {
    const all = [...symptoms, ...knownErrors].map(({ id }) => id);
    expect(all.filter((id, i) => all.indexOf(id) !== i)).toEqual([]);
    const named = [
      ...symptoms.flatMap((row) => row.leadsTo ?? []),
      ...knownErrors.flatMap((row) => shownByOpenClaw(row)?.leadsTo ?? []),
    ];
    expect(named.filter((id) => !symptoms.some((row) => row.id === id))).toEqual([]);
  });

  it.each(symptoms.map((row) => [row.id, row] as const))('%s comes first for its own wording', (id, { wording }) => {
    const [first] = explainText(wording).explanations;
    expect(first?.id).toBe(id);
    expect(first?.causes.length).toBeGreaterThan(0);
  });
});

describe('sentences of servers', () => {
  const words: Readonly<Record<string, string>> = {
    promptType: 'decoder',
    which: 'sample',
    multimodalSuffix: '',
    atLeast: '',
  };
  const filled = (template: string) => template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '1001');

  it.each(knownErrors.filter(({ kind }) => kind !== 'startup-info').map((row) => [row.id, row] as const))(
    '%s is told first, in the body of an answer too',
    (_, row) => {
      const sentence = filled(row.template);
      const inBody = sentence.startsWith('{') ? sentence : JSON.stringify({ error: { message: sentence, code: 400 } });
      for (const text of [sentence, `rawError=400 ${inBody}`]) {
        const [first] = explainText(text).explanations;
        const told = knownErrors.find(({ id }) => id === first?.id);
        expect(told?.kind, text).toBe(row.kind);
      }
    },
  );

  it('adds the numbers up, and names what would fit', () => {
    const text =
      "400 'max_tokens' or 'max_completion_tokens' is too large: 8192. This model's maximum context length is 16384 tokens and your request has 13612 input tokens (8192 > 16384 - 13612).";
    const [first] = explainText(text).explanations;
    expect(first).toMatchObject({
      id: 'vllm.ctx.max-tokens-too-large',
      releases: 'vllm 0.10.1 to 0.17.1',
      numbers: { outputTokens: 8192, maxModelLen: 16384, inputTokens: 13612 },
      sums: ['prompt 13612 + answer 8192 = 21804 > 16384 served: 2772 left for the answer', 'maxTokens 2048 would fit'],
    });
    expect(first?.shownAs?.[0]).toMatch(/^Context overflow/);
    expect(first?.causes[0]?.rule).toBe('context/no-room-for-answer');
  });

  it('promises nothing where the count is a floor', () => {
    const [first] = explainText(
      "This model's maximum context length is 2048 tokens. However, your prompt contains at least 2049 input tokens, which exceeds this limit even without any output tokens.",
    ).explanations;
    expect(first?.sums?.join(' ')).toMatch(/at least 2049 of 2048 tokens: no maxTokens helps.*POST \/tokenize/);
  });
});

describe('a pasted log', () => {
  const sentence = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';

  it('puts the sentence of the server first, and what OpenClaw made of it under it', () => {
    const log = [
      '2026-11-21T14:00:00.123Z [agent] starting run',
      `\u001b[31m2026-11-21T14:00:01.000Z [agent/embedded] error rawError=400 ${sentence}\u001b[39m`,
      '14:00:01 LLM request failed: provider rejected the request schema or tool payload.',
    ].join('\r\n');
    const { explanations, lines } = explainText(log);
    expect(lines).toBe(3);
    expect(explanations.map(({ id }) => id)).toEqual(['vllm.tools.auto-needs-flags']);
    expect(explanations[0]).toMatchObject({
      line: 2,
      at: '2026-11-21T14:00:01.000Z',
      follows: [{ line: 3, text: 'LLM request failed: provider rejected the request schema or tool payload.' }],
    });
    expect(explanations[0]?.text).not.toContain('\u001b');
  });

  it.each([
    [
      'OpenClaw, JSON lines',
      JSON.stringify({
        0: 'agent',
        1: `rawError=400 {"error":{"message":"\\"auto\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set"}}`,
        _meta: { date: 'x' },
        time: '2026-11-21T14:00:00Z',
      }),
    ],
    [
      'docker json-file',
      JSON.stringify({ log: `ERROR ${sentence}\n`, stream: 'stderr', time: '2026-11-21T14:00:00Z' }),
    ],
    ['docker compose', `openclaw-1  | ${sentence}`],
    ['journald', `Nov 21 14:00:00 box openclaw[123]: ${sentence}`],
    ['kubectl', `2026-11-21T14:00:00.000Z stderr F ${sentence}`],
    ['vLLM', `(APIServer pid=12) ERROR 11-21 14:00:00 [serving_chat.py:200] ${sentence}`],
    ['a quotation', `> ${sentence}`],
    ['broken into lines', sentence.replace('and ', 'and\n  ')],
    ['escaped', `message: "${sentence.replaceAll('"', '\\"')}"`],
  ])('reads through %s', (_, text) => {
    expect(ids(text)[0]).toBe('vllm.tools.auto-needs-flags');
  });

  it('counts what comes again and again, and keeps the first place', () => {
    const text = `${'connect ECONNREFUSED 127.0.0.1:8000\n'.repeat(7)}LLM request failed: network connection error.`;
    expect(explainText(text).explanations).toMatchObject([
      { id: 'net.refused', line: 1, count: 7, follows: [{ line: 8 }] },
    ]);
  });

  it('ranks the refused config above what follows from it', () => {
    const text = [
      'gateway closed (1006): abnormal closure (no close frame)',
      'Config invalid at ~/.openclaw/openclaw.json:',
      '  × agents.defaults: Unrecognized key: "llm"',
    ].join('\n');
    expect(ids(text)).toEqual(['config.unknown-key']);
  });

  it('needs little time for a large one', () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, i) => `2026-11-21T14:00:00Z INFO [queue] request ${i % 3_000} took ${i % 7} ms`,
    );
    lines.push(`error ${sentence}`);
    const started = performance.now();
    expect(ids(lines.join('\n'))).toEqual(['vllm.tools.auto-needs-flags']);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('what users paste', () => {
  it.each([
    ['Error: connect ECONNREFUSED ::1:8000', 'net.refused-ipv6'],
    ['404 {"detail":"Not Found"}', 'vllm.route-not-found'],
    ['HTTP 401: {"error":"Unauthorized"}', 'vllm.unauthorized'],
    ['No API key found for provider "vllm"', 'openclaw.no-api-key'],
    ['Unknown model: org/m1. Run `openclaw models list --refresh --provider org`', 'openclaw.unknown-model'],
    ['The model `gpt` does not exist.', 'vllm.model-not-found'],
    ['  × agents.list.1: Unrecognized key: "contextTokens"', 'config.unknown-key'],
    ['gateway closed (1008): pairing required', 'gateway.pairing'],
    ['gateway closed (1006 abnormal closure (no close frame)): no close reason', 'gateway.closed'],
    [
      'TypeError: fetch failed\n  [cause]: HeadersTimeoutError: Headers Timeout Error { code: "UND_ERR_HEADERS_TIMEOUT" }',
      'net.headers-timeout',
    ],
    ['SsrFBlockedError: Blocked hostname or private/internal/special-use IP address', 'openclaw.ssrf'],
    ['Model context window too small (4096 tokens). Minimum is 16000.', 'openclaw.window-too-small'],
    ['messages[1].content must be a string', 'template.content-string'],
    ['System message must be at the beginning.', 'vllm.template.system-first'],
    ['HeyHeyHeyHeyHeyHeyHeyHey', 'answer.gibberish'],
    ['0/33k (0%)', 'answer.meter-zero'],
    ['Tool call id was exec1774exec but must be a-z, A-Z, 0-9, with a length of 9', 'template.tool-call-id'],
    ['self-signed certificate in certificate chain', 'net.tls-trust'],
    ['openclaw.service: Main process exited, code=exited, status=78/CONFIG', 'config.invalid'],
    ['<html><head><title>504 Gateway Time-out</title></head></html>', 'proxy.gateway-timeout'],
    ['max_tokens must be at least 1, got -186.', 'vllm.max-tokens.below-one'],
    [
      'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
      'vllm.template.missing',
    ],
    ['torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB', 'vllm.start.oom'],
    ['TypeError: fetch failed: bad port', 'net.bad-port'],
  ])('%s', (text, id) => {
    expect(ids(text)[0]).toBe(id);
  });

  it.each([
    ['thread-a.json5', 'config.advice-key'],
    ['thread-b.json5', 'vllm.ctx.max-tokens-too-large'],
    ['thread-c.json', 'config.lost-backslash'],
    ['thread-d.json', 'config.url-encoded'],
    ['windows-path.json5', 'config.lost-backslash'],
  ])('the posted config %s', (file, id) => {
    const url = new URL(`../../fixtures/cases/${file}`, import.meta.url);
    expect(existsSync(url)).toBe(true);
    const explained = explainText(readFileSync(url, 'utf8'));
    expect(explained.explanations[0]?.id).toBe(id);
    expect(explained.isConfig).toBe(true);
  });
});

describe('what is not known', () => {
  it('says so, and names what is alike', () => {
    const { explanations, nearest } = explainText('the provider endpoint refused the certificate chain of the tunnel');
    expect(explanations).toEqual([]);
    expect(nearest.length).toBeGreaterThan(0);
  });

  it('names nothing for a text without any likeness', () => {
    expect(explainText('lorem ipsum dolor sit amet')).toMatchObject({ explanations: [], nearest: [] });
  });
});

describe('what is shown', () => {
  it('holds no key, no escape sequence and no direction override', () => {
    const text =
      '\u001b]0;title\u0007\u001b[2J401 Authentication Error, LiteLLM Virtual Key expected. Received=sk-fakefakefakefake1234 Bearer fakefakefakefake\u202e';
    const shown = JSON.stringify(explainText(text));
    expect(shown).toContain('litellm.key-expected');
    expect(shown).not.toMatch(/fakefake|\\u001b|\\u202e|title/);
  });

  it('never throws and never holds a control character, whatever was pasted', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.constantFrom(...symptoms.map((row) => `\u001b[1m${row.wording}\u009b\u0000`)),
        ),
        (text) => {
          const explained = explainText(text);
          expect(JSON.parse(JSON.stringify(explained))).toEqual(explained);
          for (const row of explained.explanations) {
            // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
            expect(row.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
