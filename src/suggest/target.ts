import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { ConfigDocument } from '../config/document.js';
import { applyOps } from '../config/edit.js';
import type { JsonValue } from '../config/json.js';
import { maskText, secretSpans } from '../config/mask.js';
import { parseConfig } from '../config/parse.js';
import { readConfig } from '../config/read.js';
import { DoctorError } from '../doctor-error.js';
import { unifiedDiff } from '../fix/diff.js';
import { writeConfig } from '../fix/write.js';
import type { Terminal } from '../report/terminal.js';
import { judge } from '../schema/verdict.js';
import { mergeOps } from './merge.js';

/** The file that a suggestion goes into; without a document there is none yet. */
export interface Target {
  readonly file: string;
  readonly document: ConfigDocument | undefined;
}

/** Throws DoctorError when the file cannot be read or does not parse: nothing is put into a text that nobody understands. */
export async function openTarget(file: string): Promise<Target> {
  if (file === '-')
    throw new DoctorError('usage', 'standard input cannot be written back', 'name the file: --config FILE');
  if (!existsSync(file)) return { file, document: undefined };
  const parsed = parseConfig(await readConfig(file));
  if (parsed.ok) return { file, document: parsed.document };
  throw new DoctorError('unreadable', `${file} does not parse: ${parsed.failure.problem}`, 'ovd doctor shows where');
}

export interface WriteOptions {
  readonly wanted: JsonValue;
  readonly providerId: string;
  readonly asDefault: boolean;
  readonly release: string;
  readonly terminal: Terminal;
  /** Where to ask; undefined: yes. */
  readonly confirm: { readonly input: Readable; readonly output: Writable } | undefined;
  readonly say: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Shows the diff, asks, writes. False when the answer was no. Throws DoctorError `write-refused`, with the file untouched. */
export async function writeTarget(target: Target, options: WriteOptions): Promise<boolean> {
  const before = target.document;
  const after = before === undefined ? newText(options.wanted) : mergedText(before, options);
  if (before !== undefined && after === before.text) {
    await options.say(`${target.file}: nothing to change\n`);
    return true;
  }
  await refuseWorse(target, after, options.release);
  const name = target.file.split(/[\\/]/).at(-1) ?? target.file;
  const diff = await unifiedDiff(masked(target.file, before?.text ?? ''), masked(target.file, after), {
    name,
    palette: options.terminal.colour,
  });
  await options.say(diff);
  if (options.confirm !== undefined && !(await confirmed(options.confirm, options.signal))) {
    await options.say('nothing written\n');
    return false;
  }
  const { file } = target;
  if (before === undefined) {
    await create(file, after);
    await options.say(`\nwritten  ${file}\n`);
  } else {
    const { backup } = await writeConfig({ file, before: before.text, after, now: new Date(), signal: options.signal });
    await options.say(`\nwritten  ${file}\nbackup   ${backup}\nundo     ovd fix --undo --config ${file}\n`);
  }
  return true;
}

function newText(wanted: JsonValue): string {
  return `${JSON.stringify(wanted, null, 2)}\n`;
}

function mergedText(document: ConfigDocument, { wanted, providerId, asDefault }: WriteOptions): string {
  const edited = applyOps(document, mergeOps({ present: document.value, wanted, providerId, asDefault }));
  if (edited.ok) return edited.document.text;
  throw new DoctorError(
    'write-refused',
    `the block cannot be merged: ${edited.reason}`,
    'print it without --write, and put it in by hand',
  );
}

/** A config that the release accepted must not be refused afterwards. */
async function refuseWorse({ document, file }: Target, after: string, release: string): Promise<void> {
  const parsed = parseConfig({ file, text: after });
  if (!parsed.ok) throw new DoctorError('write-refused', 'the result would not parse', 'print it without --write');
  const verdict = await judge({ value: parsed.document.value, release });
  if (verdict.accepted !== false) return;
  const old = document === undefined ? undefined : await judge({ value: document.value, release });
  if (old !== undefined && verdict.issues.length <= old.issues.length) return;
  const [issue] = verdict.issues;
  const why = issue === undefined ? '' : `: ${issue.reportedAt}: ${issue.problem}`;
  throw new DoctorError(
    'write-refused',
    `OpenClaw ${release} would refuse the result${why}`,
    'ovd doctor shows what is wrong with the file',
  );
}

function masked(file: string, text: string): string {
  const parsed = parseConfig({ file, text });
  return parsed.ok ? maskText(text, secretSpans(parsed.document)) : text;
}

async function confirmed(
  { input, output }: { input: Readable; output: Writable },
  signal: AbortSignal,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  try {
    return /^y(?:es)?$/i.test((await lines.question('write this file? [y/N] ', { signal })).trim());
  } finally {
    lines.close();
  }
}

/** The folder is OpenClaw's own, and a config may come to hold keys: nobody else may read it. */
async function create(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DoctorError('write-refused', `cannot write ${file}: ${reason}`, 'give --config another path', {
      cause: error,
    });
  }
}
