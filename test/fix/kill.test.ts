import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockPath } from '../../src/fix/lock.js';
import { writeConfig } from '../../src/fix/write.js';

const kills = process.env.OVD_LONG === '1' ? 1_000 : 100;
const texts = ['A'.repeat(70_000), 'B'.repeat(50_000)] as const;

let folder: string;
let program: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-kill-')));
  program = join(folder, 'writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./endless-writer.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function writer(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no output');
  await once(child.stdout, 'data'); // it wrote once and goes on
  return child;
}

it(`leaves the old or the new text, whole, wherever it is killed (${kills} times)`, {
  timeout: kills * 10_000,
}, async () => {
  const file = join(folder, 'openclaw.json');
  writeFileSync(file, texts[0]);
  chmodSync(file, 0o640);
  let inTheMiddle = 0;
  for (let i = 0; i < kills; i += 1) {
    const child = await writer(file);
    const gone = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
    child.kill('SIGKILL');
    await gone;
    if (existsSync(lockPath(file))) inTheMiddle += 1;
    expect(texts).toContain(readFileSync(file, 'utf8'));
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o7777).toBe(0o640);
  }
  expect(inTheMiddle).toBeGreaterThan(kills / 10);

  const before = readFileSync(file, 'utf8');
  await writeConfig({ file, before, after: 'end', now: new Date() });
  const left = readdirSync(folder).filter((name) => name !== 'writer.mjs' && name !== 'openclaw.json');
  expect(left.every((name) => name.endsWith('.bak'))).toBe(true);
  expect(left).toHaveLength(10);
  for (const name of left) expect(texts).toContain(readFileSync(join(folder, name), 'utf8'));
});
