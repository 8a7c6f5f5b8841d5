import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readErrorBody, recogniseError } from '../../src/probe/error-body.js';
import { type ServerErrorPattern, serverErrorById, serverErrors } from '../../src/probe/server-errors.js';

interface FixtureRow {
  id: string;
  server: string;
  kind: string;
  match: string;
  regex: string;
  template: string;
  cause: string;
  since: string | null;
  until: string | null;
  httpStatus: number | string | null;
  bodyShape: string;
}

const fixture: FixtureRow[] = JSON.parse(
  readFileSync(new URL('../../fixtures/vllm-errors.json', import.meta.url), 'utf8'),
);
const rows: readonly ServerErrorPattern[] = serverErrors;

// Gaps that stand for a text or have a form of their own; all others are filled with numbers.
const words: Readonly<Record<string, string>> = {
  promptType: 'decoder',
  multimodalSuffix: '',
  atLeast: '',
  param: 'max_tokens',
  totalParam: 'max_model_len',
  outputParam: 'max_output_tokens',
  operation: 'embedding generation',
  model: 'org/model',
  errorType: 'missing',
  loc: "'body', 'messages'",
  msg: 'Field required',
  detail: 'Expecting value',
  which: 'sample',
  choice: '"required"',
  value: '2.5',
  kwargs: "{'tools'}",
  type: 'video_url',
  list: 'text',
  modality: 'image',
  device: 'cuda:0',
  key: 'max_position_embeddings',
  provider: 'OpenAIException',
  upstreamMessage: 'too long',
};

function filled(template: string): { text: string; numbers: Record<string, number> } {
  const numbers: Record<string, number> = {};
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = words[name];
    if (word !== undefined) return word;
    numbers[name] ??= 1001 + Object.keys(numbers).length;
    return String(numbers[name]);
  });
  return { text, numbers };
}

describe('serverErrors', () => {
  it('is the table of the fixture', () => {
    const mine = rows.map((row) => ({
      id: row.id,
      server: row.server,
      kind: row.kind,
      match: row.match,
      regex: row.pattern.source,
      template: row.template,
      cause: row.cause,
      since: row.since ?? null,
      until: row.until ?? null,
      httpStatus: row.status,
      bodyShape: row.shape,
    }));
    const theirs = fixture.map((row) => ({
      id: row.id,
      server: row.server,
      kind: row.kind,
      match: row.match,
      // A quotation mark needs no escape, in JSON or out of it.
      regex: new RegExp(row.regex).source.replaceAll('\\"', '"'),
      template: row.template,
      cause: row.cause,
      since: row.since,
      until: row.until,
      httpStatus: row.httpStatus === null ? '' : String(row.httpStatus),
      bodyShape: row.bodyShape,
    }));
    expect(mine).toEqual(theirs);
  });

  it('names no row twice', () => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('finds a row by its id', () => {
    expect(serverErrorById('vllm.unauthorized').kind).toBe('auth');
  });

  it.each(rows.map((row) => [row.id, row] as const))('%s: the filled template gives its numbers back', (_, row) => {
    const { text, numbers } = filled(row.template);
    const groups = row.pattern.exec(text)?.groups;
    expect(row.pattern.test(text)).toBe(true);
    for (const [name, value] of Object.entries(groups ?? {})) {
      if (numbers[name] !== undefined) expect(value, name).toBe(String(numbers[name]));
    }
    const read = recogniseError(text, text);
    expect(read?.kind).toBe(row.kind);
    for (const [name, value] of Object.entries(read?.numbers ?? {})) {
      if (numbers[name] !== undefined) expect(value, name).toBe(numbers[name]);
    }
  });

  it.each(rows.filter((row) => row.match === 'message').map((row) => [row.id, row] as const))(
    '%s: is recognised inside a body of its server',
    (_, row) => {
      const { text } = filled(row.template);
      const flat = JSON.stringify({ object: 'error', message: text, type: 'BadRequestError', param: null, code: 400 });
      const nested = JSON.stringify({ error: { message: text, type: 'BadRequestError', param: null, code: 400 } });
      const inside = row.template.startsWith('{"') ? text : undefined;
      for (const body of inside === undefined ? [flat, nested] : [inside]) {
        expect(readErrorBody(body).recognised?.kind).toBe(row.kind);
      }
    },
  );
});
