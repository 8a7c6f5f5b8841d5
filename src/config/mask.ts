import type { ConfigDocument, ConfigNode, ScalarNode } from './document.js';
import { isObject, type JsonValue } from './json.js';
import { scanTokens } from './scan.js';
import { isPlaceholder, isPlainHeader, isSecretKey, isSecretRef, namesVariable, secretShapes } from './secrets.js';

/** Half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const dot = '•';
/** Long and mixed enough that the same text elsewhere is no accident: `vllm-local` may also be the name of a provider. */
function isSearchable(secret: string): boolean {
  return secret.length >= 20 || (secret.length >= 12 && /\d/.test(secret) && /[A-Za-z]/.test(secret));
}

/** Where secrets stand in the text of `document`, quotes left out; comments and repetitions of a secret included. */
export function secretSpans(document: Pick<ConfigDocument, 'text' | 'root' | 'comments' | 'file'>): readonly Range[] {
  const { text, file } = document;
  const found: Range[] = [];
  const visit = (node: ConfigNode, secret: boolean, inHeaders: boolean): void => {
    if (node.file !== file) return; // a piece of an included file has its own text
    if (node.kind === 'scalar') {
      if (secret && isMaskable(node.value)) found.push(inner(text, node));
    } else if (node.kind === 'array') {
      for (const item of node.items) visit(item, secret, inHeaders);
    } else {
      const reference = isSecretRef(Object.fromEntries(node.members.map(({ key, value }) => [key, scalarOf(value)])));
      for (const { key, value } of node.members) {
        visit(value, isSecretMember(key, value.kind === 'object', { secret, inHeaders, reference }), isHeaders(key));
      }
    }
  };
  visit(document.root, false, false);
  for (const { start, end } of document.comments) {
    found.push(
      ...rawSpans(text.slice(start, end)).map((span) => ({ start: span.start + start, end: span.end + start })),
    );
  }
  return merged([...found, ...shapesIn(text), ...repetitions(text, found)]);
}

/** The text with each span painted over, line ends kept: every offset stays what it was. */
export function maskText(text: string, spans: readonly Range[]): string {
  let masked = '';
  let done = 0;
  for (const { start, end } of merged(spans)) {
    masked += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]/g, dot);
    done = end;
  }
  return masked + text.slice(done);
}

/** A copy with `••••` for secrets; what names a variable or a SecretRef stays readable. */
export function maskValue(value: JsonValue): JsonValue {
  const secrets = new Set<string>();
  const hide = (text: string) => {
    if (isSearchable(text)) secrets.add(text);
    return dot.repeat(4);
  };
  const masked = maskUnder(value, { secret: false, inHeaders: false, hide });
  return secrets.size === 0 ? masked : withoutAny(masked, [...secrets]);
}

/** For text that does not parse, a log line, an answer: paints over more rather than less. Same length. */
export function maskRawText(text: string): string {
  return maskText(text, rawSpans(text));
}

interface Under {
  readonly secret: boolean;
  readonly inHeaders: boolean;
  /** What stands in the place of a secret; learns it. */
  readonly hide: (secret: string) => string;
}

function maskUnder(value: JsonValue, under: Under): JsonValue {
  const { secret, inHeaders, hide } = under;
  if (typeof value === 'string') return secret && isMaskable(value) ? hide(value) : maskShapes(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskUnder(item, under));
  if (!isObject(value)) return secret && isMaskable(value) ? hide(String(value)) : value;
  const reference = isSecretRef(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const own = isSecretMember(key, isObject(member), { secret, inHeaders, reference });
      return [key, maskUnder(member, { secret: own, inHeaders: isHeaders(key), hide })];
    }),
  );
}

function withoutAny(value: JsonValue, secrets: readonly string[]): JsonValue {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, dot.repeat(4)), value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutAny(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutAny(member, secrets)]));
}

interface Place {
  readonly secret: boolean;
  readonly inHeaders: boolean;
  readonly reference: boolean;
}

/** A secret key hides everything below it; a SecretRef hides nothing of its own. */
function isSecretMember(key: string, isContainer: boolean, { secret, inHeaders, reference }: Place): boolean {
  if (reference && /^(?:source|provider|id)$/.test(key)) return false;
  // `pin: { … }` or `key: { … }` is a group of settings, `token: { … }` a SecretRef or a group of tokens.
  const own = isSecretKey(key) && !(isContainer && /^(?:key|pin|credentials|cookie)$/i.test(key));
  return own || secret || (inHeaders && !isPlainHeader(key));
}

function isHeaders(key: string): boolean {
  return /headers$/i.test(key);
}

function isMaskable(value: JsonValue): boolean {
  if (typeof value === 'string') return !namesVariable(value) && !isPlaceholder(value);
  return typeof value === 'number';
}

function maskShapes(text: string): string {
  const spans = merged(shapesIn(text));
  return spans.reduceRight(
    (masked, { start, end }) => masked.slice(0, start) + dot.repeat(4) + masked.slice(end),
    text,
  );
}

function shapesIn(text: string): readonly Range[] {
  return secretShapes(text).map(([start, end]) => ({ start, end }));
}

function scalarOf(node: ConfigNode): unknown {
  return node.kind === 'scalar' ? node.value : undefined;
}

function inner(text: string, { start, end }: ScalarNode): Range {
  const quoted = /["']/.test(text.charAt(start));
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Other places in which the same secret stands, e.g. as an argument of a command. */
function repetitions(text: string, found: readonly Range[]): readonly Range[] {
  const secrets = new Set(found.map(({ start, end }) => text.slice(start, end)));
  const spans: Range[] = [];
  for (const secret of secrets) {
    if (!isSearchable(secret)) continue;
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ start: at, end: at + secret.length });
    }
  }
  return spans;
}

/** `key: value` and `key=value` as far as they can be told without a parser, URL-encoded ones too. */
function rawSpans(text: string): readonly Range[] {
  const found: Range[] = [];
  const tokens = scanTokens(text);
  for (const [i, value] of tokens.entries()) {
    const [key, colon] = [tokens[i - 2], tokens[i - 1]];
    if (key === undefined || colon === undefined || text.slice(colon.start, colon.end) !== ':') continue;
    if (!isSecretKey(text.slice(key.start, key.end).replace(/["']/g, ''))) continue;
    const quoted = value.kind === 'string';
    const span = quoted ? { start: value.start + 1, end: value.end - (value.closed ? 1 : 0) } : value;
    if (value.kind !== 'punctuation' && !isBareConstant(text, span, quoted)) found.push(span);
  }
  const pair =
    /(?<key>[A-Za-z][\w.-]{1,63})(?<between>(?:["'“”‘’]|%22|%27)?\s*(?:[:=]|%3A|%3D)\s*(?:["'“”‘’]|%22|%27)?)(?<value>(?:(?!%22|%27|%2C|%7D)[^\s"'“”‘’,;{}[\]])+)/gi;
  for (const match of text.matchAll(pair)) {
    const { key = '', between = '', value = '' } = match.groups ?? {};
    if (!isSecretKey(key.split('.').at(-1) ?? '') || namesVariable(value)) continue;
    const start = match.index + key.length + between.length;
    if (!isBareConstant(text, { start, end: start + value.length }, false))
      found.push({ start, end: start + value.length });
  }
  return merged([...found, ...shapesIn(text), ...repetitions(text, found)]);
}

function isBareConstant(text: string, { start, end }: Range, quoted: boolean): boolean {
  const value = text.slice(start, end);
  if (/^\$\{\w*\}/.test(text.slice(start, start + 200))) return true;
  return namesVariable(value) || (!quoted && /^(?:true|false|null)$/.test(value));
}

function merged(spans: readonly Range[]): readonly Range[] {
  const sorted = spans.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start);
  const result: Range[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}
