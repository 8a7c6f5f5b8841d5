import JSON5 from 'json5';
import type { LostBackslash } from '../facts/types.js';
import type { ConfigDocument, ConfigNode, SourceText, Span } from './document.js';
import type { ConfigPath } from './path.js';
import { scanTokens } from './scan.js';

/** Strings of a config that parses whose backslashes mean something else than a backslash. */
export function lostBackslashes({ root, text }: ConfigDocument): readonly LostBackslash[] {
  const found: LostBackslash[] = [];
  const visit = (node: ConfigNode, path: ConfigPath): void => {
    if (node.kind === 'object') for (const { key, value } of node.members) visit(value, [...path, key]);
    else if (node.kind === 'array') for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    else if (typeof node.value === 'string') {
      const meant = meantValue(text.slice(node.start, node.end), path.at(-1));
      if (meant !== undefined) found.push({ path, at: spanOf(node), reads: node.value, meant });
    }
  };
  visit(root, []);
  return found;
}

/** The same for a text that does not parse: Windows paths only, and of the path the key alone is known. */
export function lostWindowsPaths({ text, file }: SourceText): readonly LostBackslash[] {
  const tokens = scanTokens(text).filter(({ kind }) => kind !== 'comment');
  return tokens.flatMap((token, i): LostBackslash[] => {
    const literal = text.slice(token.start, token.end);
    if (token.kind !== 'string' || !token.closed || !looksLikeWindowsPath(literal.slice(1, -1))) return [];
    const path = keyBefore(text, tokens, i);
    const meant = meantValue(literal, path[0]);
    if (meant === undefined) return [];
    return [{ path, at: { file, start: token.start, end: token.end }, reads: readsAs(literal), meant }];
  });
}

function keyBefore(text: string, tokens: readonly { start: number; end: number }[], i: number): ConfigPath {
  const [key, colon] = [tokens[i - 2], tokens[i - 1]];
  if (key === undefined || colon === undefined || text[colon.start] !== ':') return [];
  return [text.slice(key.start, key.end).replace(/^(["'])(.*)\1$/s, '$2')];
}

/** What JSON5 makes of the literal; as written when it refuses it. */
function readsAs(literal: string): string {
  try {
    return String(JSON5.parse(literal));
  } catch {
    return literal.slice(1, -1); // `\u` or `\x` without digits: nothing is read at all
  }
}

const escapes = /\\(\r\n|[\s\S])/g;

/** A drive, a share, or a relative path with backslashes, and nothing that a file name cannot hold. */
export function looksLikeWindowsPath(inner: string): boolean {
  return /^(?:[A-Za-z]:\\|\\\\[\w.$-]|\.{1,2}\\|~\\|%\w+%\\)[^\s:*?"<>|\r\n/][^:*?"<>|\r\n/]*$/.test(inner);
}

/**
 * The value that the literal was surely meant to have, or undefined when its escapes may be intended. json5 2.2.3 drops
 * the backslash before any character that is no escape of its own: `\U` reads as `U`.
 */
function meantValue(literal: string, key: string | number | undefined): string | undefined {
  const inner = literal.slice(1, -1);
  const lone = [...inner.matchAll(escapes)].map(([, what]) => what ?? '').filter((what) => what !== '\\');
  const dropped = lone.filter(isDropped);
  const windows = looksLikeWindowsPath(inner) && lone.every((what) => !/^["'\r\n]/.test(what));
  const named =
    typeof key === 'string' && /(?:path|dir|directory|folder|file|workspace|cwd|root|home|bin|command)s?$/i.test(key);
  // `Q:\n…` is also the start of a question: without a dropped letter it takes a second separator, or a key that says path.
  const surelyPath = windows && (dropped.length > 0 || lone.length > 1 || (named && lone.length > 0));
  if (!surelyPath && dropped.length === 0) return undefined;

  const doubled = inner.replace(escapes, (whole, what: string) => {
    if (what === '\\') return whole;
    return surelyPath || isDropped(what) ? `\\${whole}` : whole;
  });
  const share = surelyPath && inner.startsWith('\\\\') && !inner.slice(2).includes('\\\\');
  const quote = literal[0] ?? '"';
  return String(JSON5.parse(`${quote}${share ? '\\\\' : ''}${doubled}${quote}`));
}

/** Not an escape of JSON5, and none that people write on purpose (`\/`, `\$`). */
function isDropped(what: string): boolean {
  return /^[^bfnrtv0-9xu'"\\/$\r\n\u2028\u2029]/.test(what);
}

function spanOf({ file, start, end }: Span): Span {
  return { file, start, end };
}
