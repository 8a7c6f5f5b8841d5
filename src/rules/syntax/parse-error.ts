import type { Span } from '../../config/document.js';
import type { ParseCause } from '../../facts/types.js';
import { defineRule, type Report } from '../define.js';

export default defineRule({
  meta: {
    id: 'syntax/parse-error',
    severity: 'error',
    needs: ['syntax'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the config is not JSON5',
    why: 'OpenClaw reads openclaw.json with a JSON5 parser; one slip and neither the gateway nor an agent starts.',
    remedy: 'correct the text at this place',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: JSON5 parse failed, ran `openclaw config validate`'],
    messages: {
      stops: 'does not parse: {problem}',
      'url-encoded': "the text was URL-encoded: '{example}' stands for '{decoded}'",
      'text-before-object': 'there is text before the opening brace: {problem}',
      'smart-quotes': 'typographic quotes instead of plain ones: {problem}',
      'markdown-fence': 'a Markdown fence stands around the config: {problem}',
      unclosed: "'{bracket}' is never closed: {problem}",
      'windows-path': 'a Windows path with single backslashes: {problem}',
      'missing-comma': 'a comma is missing: {problem}',
      'missing-colon': 'a colon is missing: {problem}',
      'extra-comma': 'one comma too many: {problem}',
      'missing-value': 'a value is missing: {problem}',
      empty: 'the file is empty',
      'foreign-token': "'{written}' is no JSON5, '{meant}' is: {problem}",
      'two-documents': 'there is more text after the closing brace: {problem}',
    },
    example: '{ gateway: { port: 18789 %7D }',
    finds: "the text was URL-encoded: '%7D' stands for '}'",
  },
  check({ syntax }, report) {
    if (syntax.failure === undefined) return;
    const { offset, problem, cause, repair } = syntax.failure;
    const at: Span = { file: syntax.file, start: offset, end: offset + 1 };
    if (cause === undefined) {
      report({ messageId: 'stops', at, data: { problem } });
      return;
    }
    const { title, ...explained } = explain(cause, at, problem);
    const ops = (repair?.edits ?? []).map(({ start, end, text }) => ({
      op: 'rewrite' as const,
      at: { file: syntax.file, start, end },
      text,
    }));
    report({ ...explained, confidence: 'likely', fix: { title, ops, ...howSafe(repair?.sure) } });
  },
});

function howSafe(sure: boolean | undefined) {
  if (sure === undefined) return { safety: 'manual' as const };
  if (sure) return { safety: 'safe' as const };
  return { safety: 'unsafe' as const, risk: 'the text can be repaired in another way too' };
}

type Explained = Omit<Report<ParseCause['kind']>, 'fix'> & { readonly title: string };

function explain(cause: ParseCause, at: Span, problem: string): Explained {
  const messageId = cause.kind;
  const data = { problem };
  switch (cause.kind) {
    case 'url-encoded':
      return {
        messageId,
        at,
        data: { example: cause.example, decoded: cause.decoded },
        title: 'decode the text',
      };
    case 'unclosed':
      return {
        messageId,
        at,
        data: { bracket: cause.bracket, problem },
        related: [{ at: cause.opened, note: 'opened here' }],
        title: `close '${cause.bracket}'`,
      };
    case 'windows-path':
      return { messageId, at: cause.literal, data, title: 'double every backslash of the path' };
    case 'foreign-token': {
      const { token, written, meant } = cause;
      return { messageId, at: token, data: { written, meant, problem }, title: `write '${meant}'` };
    }
    case 'empty':
      return { messageId, at, data: {}, title: 'write at least {}' };
    default:
      return { messageId, at, data, title: titles[cause.kind] };
  }
}

const titles = {
  'text-before-object': 'make a comment of what stands before the opening brace',
  'smart-quotes': 'replace the typographic quotes by plain ones',
  'markdown-fence': 'remove the lines with the fence',
  'missing-comma': 'put a comma before this place',
  'missing-colon': 'put a colon behind the key',
  'extra-comma': 'remove the comma',
  'missing-value': 'write a value, or remove the key',
  'two-documents': 'remove what stands behind the object',
} as const;
