import type { ConfigOp } from '../rules/define.js';
import type { ConfigDocument } from './document.js';
import { Refusal } from './edit/draft.js';
import { refuseOtherValues } from './edit/verify.js';
import { applyOps, conflictBetween, moveAcross, opKey } from './edit.js';
import { type ConfigFiles, withTexts } from './files.js';
import { type ConfigPath, formatPath } from './path.js';
import { type WriteTarget, writeTarget } from './write-target.js';

export type EditedFiles =
  | { readonly ok: true; readonly files: ConfigFiles }
  | { readonly ok: false; readonly reason: string };

/** A move from one file into another. */
interface Crossing {
  readonly from: WriteTarget;
  readonly to: WriteTarget;
}

/** Operations in the terms of the file that owns each key. */
export interface OwnedOps {
  readonly byFile: ReadonlyMap<string, readonly ConfigOp[]>;
  readonly crossings: readonly Crossing[];
}

/** Paths of `ops` mean the merged config. The reason says which of them no single file owns. */
export function ownedOps(files: ConfigFiles, ops: readonly ConfigOp[]): OwnedOps | { readonly reason: string } {
  const byFile = new Map<string, ConfigOp[]>();
  const crossings: Crossing[] = [];
  const add = (file: string, op: ConfigOp) => byFile.set(file, [...(byFile.get(file) ?? []), op]);
  for (const op of ops) {
    if (op.op === 'rewrite') {
      add(op.at.file, op);
      continue;
    }
    const target = writeTarget(files, op.path);
    if (target === undefined) return { reason: manyOwners(op.path) };
    if (op.op !== 'move') {
      add(target.file, { ...op, path: target.path });
      continue;
    }
    const to = writeTarget(files, op.to);
    if (to === undefined) return { reason: manyOwners(op.to) };
    if (to.file === target.file) add(target.file, { ...op, path: target.path, to: to.path });
    else crossings.push({ from: target, to });
  }
  return { byFile, crossings };
}

function manyOwners(path: ConfigPath): string {
  return `${formatPath(path)} comes from several files`;
}

/**
 * Carries out `ops` in the files that own the keys, all or none, reads everything again, and refuses the result unless the
 * merged config changed exactly as asked: a file that is included twice, or a value that another file hides, is told by that.
 */
export function applyToFiles(files: ConfigFiles, ops: readonly ConfigOp[]): EditedFiles {
  const owned = ownedOps(files, ops);
  if ('reason' in owned) return { ok: false, reason: owned.reason };
  const changed = new Map<string, ConfigDocument>();
  const present = (file: string) => changed.get(file) ?? documentOf(files, file);
  for (const [file, own] of owned.byFile) {
    const document = present(file);
    if (document === undefined) return { ok: false, reason: `${file} is not part of this config` };
    const edited = applyOps(document, own);
    if (!edited.ok) return edited;
    changed.set(file, edited.document);
  }
  for (const { from, to } of owned.crossings) {
    const [source, target] = [present(from.file), present(to.file)];
    if (source === undefined || target === undefined) return { ok: false, reason: 'a file is not part of this config' };
    const moved = moveAcross(source, from.path, target, to.path);
    if (!moved.ok) return moved;
    changed.set(from.file, moved.from).set(to.file, moved.to);
  }
  return reread(files, changed, ops);
}

function reread(
  files: ConfigFiles,
  changed: ReadonlyMap<string, ConfigDocument>,
  ops: readonly ConfigOp[],
): EditedFiles {
  const after = withTexts(files, new Map([...changed].map(([file, { text }]) => [file, text])));
  if (after === undefined) return { ok: false, reason: 'the changed text would not parse' };
  // A single file is checked as it is edited; a literal has its place in one file, not in the merged config.
  if (files.sources.length === 1 || ops.some(({ op }) => op === 'rewrite')) return { ok: true, files: after };
  try {
    refuseOtherValues(files.document, after.document, ops);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, reason: 'several files have a say in this value' };
  }
  return { ok: true, files: after };
}

/** Why two operations cannot be part of one change: they touch the same place of a file. */
export function conflictInFiles(files: ConfigFiles, left: ConfigOp, right: ConfigOp): string | undefined {
  if (opKey(left) === opKey(right)) return undefined;
  const [a, b] = [ownedOps(files, [left]), ownedOps(files, [right])];
  if ('reason' in a || 'reason' in b) return undefined; // neither can be carried out
  for (const [file, ops] of inEachFile(a)) {
    const document = documentOf(files, file);
    const others = inEachFile(b).get(file) ?? [];
    if (document === undefined) continue;
    for (const op of ops) {
      for (const other of others) {
        const at = conflictBetween(document, op, other);
        if (at !== undefined) return at;
      }
    }
  }
  return undefined;
}

/** A move between files removes here and writes there. */
function inEachFile({ byFile, crossings }: OwnedOps): ReadonlyMap<string, readonly ConfigOp[]> {
  const all = new Map(byFile);
  const add = (file: string, op: ConfigOp) => all.set(file, [...(all.get(file) ?? []), op]);
  for (const { from, to } of crossings) {
    add(from.file, { op: 'remove', path: from.path });
    add(to.file, { op: 'set', path: to.path, value: null });
  }
  return all;
}

function documentOf({ top, sources }: ConfigFiles, file: string): ConfigDocument | undefined {
  return file === top.file ? top : sources.find((source) => source.file === file);
}
