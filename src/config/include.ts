import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { ConfigDocument, ConfigNode, Member, ObjectNode, SourceText, Span } from './document.js';
import { memberOf } from './document.js';
import { mergeNodes, nodeValue, withoutKey } from './merge.js';
import { type ParseFailure, parseConfig } from './parse.js';
import type { ConfigPath } from './path.js';
import { sizeLimitBytes } from './read.js';

/** Why an `$include` cannot be resolved; OpenClaw then refuses the whole config. */
export interface IncludeProblem {
  readonly reason:
    | 'not-a-path'
    | 'outside'
    | 'link-outside'
    | 'cycle'
    | 'too-deep'
    | 'not-found'
    | 'unreadable'
    | 'not-allowed'
    | 'does-not-parse'
    | 'siblings-need-an-object';
  /** As written. */
  readonly include: string;
  /** Of what is written, in the file that includes. */
  readonly at: Span;
  /** Where the included value would stand in the merged config. */
  readonly path: ConfigPath;
  /** One line, lower case: `../x.json leaves the folder of the config (/etc/openclaw)`. */
  readonly message: string;
  /** Where the included file does not parse. */
  readonly failure?: ParseFailure & { readonly file: string };
}

/** The config as OpenClaw sees it after `$include`, before `${VAR}`. */
export interface LoadedConfig {
  /** `text` is that of the top file; nodes of `root` carry the file that they stand in. */
  readonly document: ConfigDocument;
  /** The top file first, then each included file once, in the order in which they were met. */
  readonly sources: readonly ConfigDocument[];
  readonly problems: readonly IncludeProblem[];
}

/** The disk, as far as includes need it. All of them throw what node:fs throws. */
export interface IncludeFiles {
  readonly readText: (file: string) => string;
  readonly realPath: (file: string) => string;
  readonly stat: (file: string) => Pick<Stats, 'isFile' | 'size' | 'nlink'>;
}

export const includeDisk: IncludeFiles = {
  readText: (file) => readFileSync(file, 'utf8'),
  realPath: (file) => realpathSync(file),
  stat: (file) => statSync(file),
};

export interface IncludeOptions {
  /** Folder of the config; that of `document.file` unless said. Nothing outside may be included. */
  readonly folder?: string;
  /** Further folders: OPENCLAW_INCLUDE_ROOTS (2026.5.2 and later). */
  readonly roots?: readonly string[];
  readonly files?: IncludeFiles;
}

const includeKey = '$include';
const maxDepth = 10;
const maxPathLength = 4096;

/**
 * Resolves every `$include` as `src/config/includes.ts` of 2026.4.22 and 2026.9.6 does: files left to right, then the keys
 * beside it; objects merge, arrays concatenate, the later scalar wins. What cannot be included is left out and reported.
 */
export function loadIncludes(document: ConfigDocument, options: IncludeOptions = {}): LoadedConfig {
  const { files = includeDisk } = options;
  const folder = path.normalize(options.folder ?? path.dirname(document.file));
  const state: Loading = {
    files,
    folder,
    roots: [folder, ...(options.roots ?? [])].map((root) => ({ root, real: realOf(files, root) })),
    sources: [document],
    problems: [],
  };
  const top = { file: path.join(folder, path.basename(document.file)), chain: [] };
  const root = resolveNode(document.root, [], { ...top, chain: [path.normalize(top.file)] }, state);
  const merged = root === document.root ? document : { ...document, root, value: nodeValue(root) };
  return { document: merged, sources: state.sources, problems: state.problems };
}

interface Loading {
  readonly files: IncludeFiles;
  readonly folder: string;
  readonly roots: readonly { readonly root: string; readonly real: string }[];
  readonly sources: ConfigDocument[];
  readonly problems: IncludeProblem[];
}

/** The file that is being read, and the files through which it was reached, itself last. */
interface Position {
  readonly file: string;
  readonly chain: readonly string[];
}

/** Returns `node` itself when nothing below it includes anything. */
function resolveNode(node: ConfigNode, at: ConfigPath, here: Position, state: Loading): ConfigNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'array') {
    const items = node.items.map((item, i) => resolveNode(item, [...at, i], here, state));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }
  const include = memberOf(node, includeKey);
  if (include === undefined) return resolveMembers(node, at, here, state);

  const rest = withoutKey(node, includeKey);
  const included = resolveInclude(include, at, here, state);
  if (included === undefined) return resolveMembers(rest, at, here, state);
  if (rest.members.length === 0) return included;
  if (included.kind !== 'object') {
    report(state, include.value, at, 'siblings-need-an-object', 'keys beside $include need an included object');
    return resolveMembers(rest, at, here, state);
  }
  return mergeNodes(included, resolveMembers(rest, at, here, state));
}

function resolveMembers(node: ObjectNode, at: ConfigPath, here: Position, state: Loading): ObjectNode {
  const members = node.members.map((member): Member => {
    const value = resolveNode(member.value, [...at, member.key], here, state);
    return value === member.value ? member : { ...member, value };
  });
  return members.every((member, i) => member === node.members[i]) ? node : { ...node, members };
}

/** Undefined when nothing of it could be read. `[]` is an empty object. */
function resolveInclude({ value }: Member, at: ConfigPath, here: Position, state: Loading): ConfigNode | undefined {
  if (value.kind === 'array') {
    const { file, start, end } = value;
    const nothing: ConfigNode = { kind: 'object', file, start, end, members: [] };
    const parts = value.items.flatMap((item) => resolveOne(item, at, here, state) ?? []);
    return parts.length === 0 && value.items.length > 0 ? undefined : parts.reduce(mergeNodes, nothing);
  }
  return resolveOne(value, at, here, state);
}

function resolveOne(node: ConfigNode, at: ConfigPath, here: Position, state: Loading): ConfigNode | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    report(state, node, at, 'not-a-path', '$include takes a path or a list of paths');
    return undefined;
  }
  const written = node.value;
  const complain = (reason: IncludeProblem['reason'], message: string, failure?: IncludeProblem['failure']) => {
    report(state, node, at, reason, message, failure);
    return undefined;
  };
  const file = path.normalize(path.resolve(path.dirname(here.file), written));
  if (written.includes('\0') || file.length >= maxPathLength)
    return complain('not-a-path', `no path: ${written.slice(0, 60)}`);
  const within = (field: 'root' | 'real', candidate: string) =>
    state.roots.some((root) => isInside(root[field], candidate));
  if (!within('root', file)) return complain('outside', `${written} leaves the folder of the config (${state.folder})`);
  if (!within('real', realOf(state.files, file))) {
    return complain('link-outside', `${written} is a link out of the folder of the config (${state.folder})`);
  }
  if (here.chain.includes(file)) return complain('cycle', `${written} includes itself`);
  if (here.chain.length > maxDepth)
    return complain('too-deep', `${written} is nested deeper than ${maxDepth} includes`);

  const source = readSource(file, written, state, complain);
  if (source === undefined) return undefined;
  const result = parseConfig(source);
  if (!result.ok) {
    // Read as UTF-8, as OpenClaw does, every other character of such a file is a zero.
    if (source.text.includes('\0'))
      return complain('does-not-parse', `${written} is UTF-16, not UTF-8: save it as UTF-8`);
    return complain('does-not-parse', `${written} does not parse: ${result.failure.problem}`, {
      ...result.failure,
      file,
    });
  }
  if (!state.sources.some((known) => known.file === file)) state.sources.push(result.document);
  return resolveNode(result.document.root, at, { file, chain: [...here.chain, file] }, state);
}

function readSource(
  file: string,
  written: string,
  { files }: Loading,
  complain: (reason: IncludeProblem['reason'], message: string) => undefined,
): SourceText | undefined {
  try {
    const stats = files.stat(file);
    if (!stats.isFile()) return complain('not-allowed', `${written} is no regular file`);
    if (stats.size > sizeLimitBytes) return complain('not-allowed', `${written} is larger than 2 MiB`);
    if (stats.nlink > 1) return complain('not-allowed', `${written} is a hard link`);
    return { file, text: files.readText(file) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return complain('not-found', `${written} does not exist`);
    if (code !== '') return complain('unreadable', `${written} cannot be read (${code})`);
    throw error;
  }
}

function report(
  { problems }: Loading,
  { file, start, end, ...node }: ConfigNode,
  at: ConfigPath,
  reason: IncludeProblem['reason'],
  message: string,
  failure?: IncludeProblem['failure'],
): void {
  const include = node.kind === 'scalar' ? String(node.value) : '';
  problems.push({ reason, include, at: { file, start, end }, path: at, message, ...(failure && { failure }) });
}

function realOf(files: IncludeFiles, file: string): string {
  try {
    return path.normalize(files.realPath(file));
  } catch {
    return file; // missing: reading it says so
  }
}

function isInside(folder: string, candidate: string): boolean {
  const way = path.relative(folder, candidate);
  return way === '' || (!way.startsWith(`..${path.sep}`) && way !== '..' && !path.isAbsolute(way));
}
