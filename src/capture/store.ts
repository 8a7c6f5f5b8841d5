import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../config/json.js';
import type { Capture, StoredCapture } from './types.js';

type Key = Pick<Capture, 'config' | 'agent' | 'model' | 'release'>;

/** One file for each config, agent, model and release: a new capture takes the place of the old one. */
export function captureFile(folder: string, { config, agent, model, release }: Key): string {
  const key = createHash('sha256')
    .update(JSON.stringify([config, agent, model, release]))
    .digest('hex')
    .slice(0, 16);
  return path.join(folder, `${release}-${agent}-${key}.json`);
}

/** Readable by the user alone: a prompt holds workspace files. Resolves to the file. */
export async function saveCapture(folder: string, capture: Capture): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = captureFile(folder, capture);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(capture, null, 1)}\n`, { mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return file;
}

/** Captures of this config for this release, newest first. What is no capture is passed over. */
export async function storedCaptures(
  folder: string,
  { config, release }: Pick<Capture, 'config' | 'release'>,
): Promise<readonly StoredCapture[]> {
  const names = await readdir(folder).catch(() => []);
  const mine = names.filter((name) => name.startsWith(`${release}-`) && name.endsWith('.json'));
  const read = await Promise.all(mine.map((name) => readCapture(path.join(folder, name))));
  return read
    .flatMap((stored) => stored ?? [])
    .filter(({ capture }) => capture.config === config && capture.release === release)
    .toSorted((a, b) => (a.capture.createdAt < b.capture.createdAt ? 1 : -1));
}

async function readCapture(file: string): Promise<StoredCapture | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isCapture(value) ? { file, capture: value } : undefined;
  } catch {
    return undefined; // cut short, or not ours: as if it were not there
  }
}

function isCapture(value: unknown): value is Capture {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Partial<Record<keyof Capture, unknown>>;
  const texts = [fields.createdAt, fields.release, fields.agent, fields.model, fields.config, fields.workspace];
  if (fields.schemaVersion !== 1 || !texts.every((field) => typeof field === 'string')) return false;
  const { request, fingerprint, notes, refused } = fields;
  return (
    isObject(request) &&
    isObject(request['body']) &&
    isObject(fingerprint) &&
    typeof fingerprint['config'] === 'string' &&
    isObject(fingerprint['files']) &&
    Array.isArray(notes) &&
    Array.isArray(refused)
  );
}
