import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What each layer may import besides itself; files at the top of src/ are shared words (paths of modules without .ts). */
const allowed: Record<string, readonly string[]> = {
  config: ['doctor-error', 'release', 'rules/define', 'facts/types', 'facts/fact', 'nearest'],
  release: ['doctor-error', 'schema/releases', 'nearest', 'config/json'],
  schema: ['config', 'release', 'facts/types', 'facts/fact', 'nearest', 'doctor-error'],
  effective: ['config', 'release', 'schema/agents', 'facts/fact', 'nearest'],
  probe: ['config/json', 'doctor-error', 'version'],
  tokens: [
    'config/json',
    'doctor-error',
    'effective/types',
    'probe/types',
    'release',
    'facts/fact',
    'facts/types',
    'workspace/types',
  ],
  migrate: [
    'config',
    'effective/hosts',
    'release',
    'rules/define',
    'schema/lists',
    'schema/model-refs',
    'schema/range',
  ],
  state: ['config', 'release', 'effective/key-text', 'schema/agents', 'schema/checks/places', 'facts/fact'],
  facts: [
    'service',
    'migrate',
    'config',
    'release',
    'schema',
    'effective',
    'probe',
    'tokens',
    'state',
    'workspace',
    'doctor-error',
    'version',
  ],
  rules: [
    'migrate/types',
    'config',
    'facts',
    'effective',
    'probe/types',
    'tokens/types',
    'tokens/predict',
    'timeouts',
    'state/logins',
    'state/types',
    'workspace/types',
    'schema/agents',
    'release',
    'nearest',
    'doctor-error',
  ],
  service: ['config'],
  workspace: ['config', 'effective/types', 'release', 'schema/agents', 'state/user-path'],
  capture: ['config', 'doctor-error', 'release', 'workspace'],
  budget: ['config', 'effective', 'probe/types', 'release', 'tokens', 'workspace'],
  fix: ['config', 'examination', 'rules', 'release', 'doctor-error'],
  explain: ['probe', 'effective/limits'],
  report: [
    'timeouts',
    'budget/types',
    'capture/types',
    'config',
    'explain/types',
    'examination',
    'rules',
    'effective',
    'probe/types',
    'tokens/types',
    'facts',
    'version',
  ],
  suggest: [
    'config',
    'facts',
    'fix/diff',
    'fix/write',
    'effective',
    'nearest',
    'probe',
    'release',
    'report/terminal',
    'rules',
    'schema',
    'doctor-error',
  ],
  simulate: ['config', 'probe', 'tokens', 'doctor-error'],
};

/** Packages that cost start-up time: only by `await import()`. */
const heavy = ['ajv', 'undici', 'gpt-tokenizer', 'ora', '@clack/prompts', 'diff', 'dotenv', 'msw'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function moduleOf(file: string): string {
  return relative(src, file)
    .split(sep)
    .join('/')
    .replace(/\.[tj]s$/, '');
}

describe.each(Object.entries(allowed))('src/%s', (layer, others) => {
  it('imports only what its layer may know', () => {
    const wrong: string[] = [];
    for (const file of sources(join(src, layer))) {
      for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
        const target = moduleOf(resolve(dirname(file), specifier));
        const ok = [layer, ...others].some((prefix) => target === prefix || target.startsWith(`${prefix}/`));
        if (!ok) wrong.push(`${moduleOf(file)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

it('what differs between releases is data: traits, lists with ranges, rows of the migration', () => {
  // A release in a comparison; ranges as in `holdsFor({ from: '…' }, release)` only where they are tables of one place.
  const compared =
    /(?:compareReleases|startsWith)\([^()]*'20\d\d\.|(?:[<>]=?|[=!]==)\s*'20\d\d\.|'20\d\d\.[\d.]+'\s*(?:[<>]|[=!]==)/;
  const ranged = /holdsFor\(\{[^}]*'20\d\d\./;
  const isTable = (module: string) => /^(?:schema|migrate)\//.test(module);
  const wrong = sources(src).filter((file) => {
    const text = readFileSync(file, 'utf8');
    return compared.test(text) || (ranged.test(text) && !isTable(moduleOf(file)));
  });
  expect(wrong.map(moduleOf)).toEqual([]);
});

it('rules are pure: no I/O, no clock, no randomness, no environment', () => {
  const impure = /node:|process\.|Date\.|Math\.random|fetch\(|console\./;
  const wrong = sources(join(src, 'rules')).filter((file) => impure.test(readFileSync(file, 'utf8')));
  expect(wrong.map(moduleOf)).toEqual([]);
});

it('heavy packages are imported only when they are needed', () => {
  const wrong: string[] = [];
  for (const file of sources(src)) {
    for (const [line, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /^import (?!type)[^;]*from '([^'.][^']*)';/gms,
    )) {
      if (
        heavy.some((name) => specifier === name || specifier.startsWith(`${name}/`)) &&
        !/^import \{ type [^,}]*\}/.test(line)
      ) {
        wrong.push(`${moduleOf(file)} imports ${specifier}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('only bin/ and main.ts see the process', () => {
  const wrong = sources(src).filter((file) => /process\.(exit|argv|stdout|stderr)\b/.test(readFileSync(file, 'utf8')));
  expect(wrong.map(moduleOf)).toEqual([]);
});

it('packages written for require() are taken through their default export, the only one the bundle has', () => {
  const named = /const \{ (?!default)[^}]*\} = await import\('(?:ajv|undici|dotenv)'\)/;
  expect(sources(src).filter((file) => named.test(readFileSync(file, 'utf8')))).toEqual([]);
});
