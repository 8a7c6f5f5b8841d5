import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownErrors, readErrorBody, recogniseError } from '../../src/probe/error-body.js';
import { otherErrors } from '../../src/probe/other-errors.js';
import { remedyFor } from '../../src/probe/remediation.js';
import type { ServerErrorPattern } from '../../src/probe/server-errors.js';

const rows: readonly ServerErrorPattern[] = otherErrors;

const words: Readonly<Record<string, string>> = {
  model: 'org/model',
  list: 'a, b',
  param: 'max_tokens',
  atLeast: '',
  errorType: 'missing',
  loc: 'body.messages',
  msg: 'Field required',
};

function filled(template: string): { text: string; numbers: Record<string, number> } {
  const numbers: Record<string, number> = {};
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (words[name] !== undefined) return words[name];
    numbers[name] ??= 1001 + Object.keys(numbers).length;
    return String(numbers[name]);
  });
  return { text, numbers };
}

describe('otherErrors', () => {
  it('names no row twice, and none of the other table', () => {
    const ids = knownErrors.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(rows.map((row) => [row.id, row] as const))('%s: its template is read back, numbers and all', (id, row) => {
    const { text, numbers } = filled(row.template);
    const read = recogniseError(text, text);
    expect(read?.id).toBe(id);
    for (const [name, value] of Object.entries(read?.numbers ?? {})) expect(value, name).toBe(numbers[name]);
  });
});

describe('what a count is worth', () => {
  const sentence = (count: string) =>
    `This model's maximum context length is 2048 tokens. However, your prompt contains ${count} input tokens, which exceeds this limit even without any output tokens.`;

  it('calls a count a floor where the server stopped counting', () => {
    expect(recogniseError(sentence('at least 2049'))).toEqual({
      id: 'vllm.ctx.prompt-alone',
      kind: 'context-overflow',
      numbers: { maxModelLen: 2048, inputTokens: 2049 },
      floor: true,
    });
    expect(recogniseError(sentence('2300'))).not.toHaveProperty('floor');
  });

  it('knows the floor of vLLM 0.16, which does not say so', () => {
    const passed = (inputTokens: number) =>
      `You passed ${inputTokens} input tokens and requested 48 output tokens. However, the model's context length is only 2048 tokens, resulting in a maximum input length of 2000 tokens. Please reduce the length of the input prompt.`;
    expect(recogniseError(passed(2001))?.floor).toBe(true);
    expect(recogniseError(passed(1990))).not.toHaveProperty('floor');
  });
});

describe('pages of proxies', () => {
  it.each([
    [
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0</center></body></html>',
      'proxy.no-upstream',
    ],
    ['<html><head><title>504 Gateway Time-out</title></head><body></body></html>', 'proxy.gateway-timeout'],
    ['<html><head><title>413 Request Entity Too Large</title></head></html>', 'proxy.payload-too-large'],
    [
      '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
      'proxy.plain-to-https',
    ],
    ['<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head></html>', 'proxy.challenge'],
    ['error code: 524', 'proxy.gateway-timeout'],
    ['error code: 521', 'proxy.no-upstream'],
    [
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      'proxy.no-upstream',
    ],
    ['Invalid HTTP request received.', 'http.invalid-request'],
    ['Client sent an HTTP request to an HTTPS server.\n', 'proxy.plain-to-https'],
  ])('%s', (page, id) => {
    const { recognised } = readErrorBody(page);
    expect(recognised?.id).toBe(id);
    if (recognised === undefined) return;
    expect(remedyFor({ kind: 'http', status: 502, serverError: recognised })).toMatch(/proxy|baseUrl|server/);
  });
});

interface Recording {
  readonly exchanges: readonly {
    readonly name: string;
    readonly response: { readonly status: number; readonly body?: unknown; readonly text?: string };
  }[];
}

const folder = new URL('../../fixtures/server/', import.meta.url);

function refusals(): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const recording: Partial<Recording> = JSON.parse(
        readFileSync(new URL(file.replaceAll('\\', '/'), folder), 'utf8'),
      );
      return (recording.exchanges ?? []).flatMap(({ name, response }): [string, string][] => {
        const text = response.body === undefined ? (response.text ?? '') : JSON.stringify(response.body);
        return response.status >= 400 && text !== '' ? [[`${file}: ${name}`, text]] : [];
      });
    });
}

describe('recordings of real servers', () => {
  it('recognises every refusal of vLLM', () => {
    const unknown = refusals()
      .filter(([name, text]) => name.startsWith('vllm') && readErrorBody(text).recognised === undefined)
      .map(([name, text]) => `${name}: ${readErrorBody(text).message.slice(0, 120)}`);
    expect(unknown).toEqual([]);
  });

  it('has something to say about every refusal', () => {
    expect(refusals().filter(([, text]) => readErrorBody(text).message === '')).toEqual([]);
  });
});
