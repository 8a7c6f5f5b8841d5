import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { VariableUse } from '../facts/types.js';
import { knownVariables, vendorVariables } from '../release/known-variables.js';
import type { ReleaseTraits } from '../release/traits.js';
import { type BlockRule, isBlockedInConfig, isBlockedInFolder } from './blocked-variables.js';
import { shownPath } from './home.js';
import { isObject, type JsonObject, type JsonValue, valueAt } from './json.js';
import { nearVariable } from './near-variable.js';

/** The variables as OpenClaw sees them when it is started here. Values stay inside: facts take `lookup` alone. */
export interface Environment {
  readonly lookup: (name: string) => Pick<VariableUse, 'state' | 'source' | 'near' | 'lostIn'>;
  /** Variables of the files that OpenClaw reads wherever it is started, and of the config: not of the process, nor of ./.env. */
  readonly keptNames: () => readonly string[];
  /** Their values; never into a fact, a message or a log. */
  readonly keptSecretOf: (name: string) => string | undefined;
  /** Undefined when it is unset; never into a fact, a message or a log. */
  readonly secretOf: (name: string) => string | undefined;
}

export interface EnvironmentOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Folders whose `.env` is read, first one first; `stateDir` alone unless given. */
  readonly envFolders?: readonly string[];
  readonly stateDir: string;
  readonly home: string;
  /** After includes, before substitution: `env.vars` and, in older releases, `env.NAME`. */
  readonly configValue?: JsonValue | undefined;
  readonly traits: ReleaseTraits;
  /** Undefined when there is no such file, or it cannot be read: OpenClaw says nothing either. */
  readonly readText?: (file: string) => Promise<string | undefined>;
}

interface Layer {
  /** `./.env`, `~/.openclaw/.env`, `env.vars` */
  readonly source: string;
  readonly values: ReadonlyMap<string, string>;
  /** Variables of a file in UTF-16, which OpenClaw reads as UTF-8: it finds none of them. */
  readonly lost?: readonly string[];
}

/**
 * Order, first wins (2026.4.22 and 2026.9.6): process; `./.env` without a list of names; `.env` of the state folder;
 * `~/.config/openclaw/gateway.env` unless the state folder was moved; `env.vars`; `env.NAME` where the release has it.
 * The import of the login shell comes after the substitution, so it feeds no `${VAR}` and is left out.
 */
export async function readEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { env, cwd, stateDir, home, traits, configValue } = options;
  const rule: BlockRule = { newer: !traits.workingDirEnvHoldsKeys, known: knownVariables(traits.knownVariables) };
  const read = (file: string, source: string) => readLayer(file, source, options.readText ?? readTextFile);

  const folder = await read(path.join(cwd, '.env'), './.env');
  const blocked = new Set([...folder.values.keys()].filter((name) => isBlockedInFolder(name, rule)));
  const files: Layer[] = [{ ...folder, values: new Map([...folder.values].filter(([name]) => !blocked.has(name))) }];
  for (const place of options.envFolders ?? [stateDir]) {
    const file = path.join(place, '.env');
    files.push(await read(file, shownPath(file, home)));
  }
  const moved = env['OPENCLAW_STATE_DIR']?.trim() && path.resolve(stateDir) !== path.resolve(home, '.openclaw');
  if (!moved) {
    const file = path.join(home, '.config', 'openclaw', 'gateway.env');
    files.push(await read(file, shownPath(file, home)));
  }
  const config = configLayers(configValue, traits);
  const kept = [...files.slice(1), ...config];

  const find = (name: string): { readonly value: string; readonly source: string } | undefined => {
    const own = env[name];
    const given = own === undefined ? inLayers(files, name) : { value: own, source: 'environment' };
    // A variable that is there but blank keeps the files out, and yet gives way to the config.
    return given === undefined || given.value.trim() === '' ? (inLayers(config, name) ?? given) : given;
  };
  const taken = takenVariables(configValue);
  const near = (name: string) => {
    // The name of a vendor's variable is no slip, and the key of a vendor is not for others.
    if (vendorVariables.has(name)) return {};
    const layers = [...files, ...config].flatMap(({ values }) => [...values.keys()]);
    const names = [...new Set([...Object.keys(env), ...layers])].filter(
      (other) =>
        /^[A-Z_][A-Z0-9_]*$/.test(other) &&
        !taken.has(other) &&
        !vendorVariables.has(other) &&
        (find(other)?.value ?? '').trim() !== '',
    );
    const meant = nearVariable(name, names);
    return meant === undefined ? {} : { near: meant };
  };
  return {
    lookup: (name) => {
      const found = find(name);
      if (found === undefined && blocked.has(name)) return { state: 'blocked', source: './.env' };
      const lostIn = files.find(({ lost }) => lost?.includes(name))?.source;
      if (found === undefined) return { state: 'unset', ...(lostIn === undefined ? near(name) : { lostIn }) };
      return { state: found.value === '' ? 'empty' : 'set', source: found.source };
    },
    keptNames: () => [...new Set(kept.flatMap(({ values }) => [...values.keys()]))],
    keptSecretOf: (name) => inLayers(kept, name)?.value,
    secretOf: (name) => find(name)?.value,
  };
}

/** Variables that some other place of the config uses: they are its, not a slip of another name. */
function takenVariables(config: JsonValue | undefined): ReadonlySet<string> {
  const text = JSON.stringify(config ?? null);
  return new Set([...text.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g)].map(([, name = '']) => name));
}

function inLayers(
  layers: readonly Layer[],
  name: string,
): { readonly value: string; readonly source: string } | undefined {
  for (const { values, source } of layers) {
    const value = values.get(name);
    if (value !== undefined) return { value, source };
  }
  return undefined;
}

/** `env.NAME` replaces the same name in `env.vars` (2026.4.22). */
function configLayers(config: JsonValue | undefined, traits: ReleaseTraits): readonly Layer[] {
  const env = valueAt(config, ['env']);
  if (!isObject(env)) return [];
  const vars = isObject(env['vars']) ? env['vars'] : {};
  const { vars: _vars, shellEnv: _shell, ...direct } = env;
  const layers = [{ source: 'env.vars', values: settable(vars, traits) }];
  return traits.envShorthand ? [{ source: 'env', values: settable(direct, traits) }, ...layers] : layers;
}

/** Values that refer to other variables are not exported, nor are names that OpenClaw keeps for itself. */
function settable(members: JsonObject, { workingDirEnvHoldsKeys }: ReleaseTraits): ReadonlyMap<string, string> {
  const pairs = Object.entries(members).flatMap(([key, value]): [string, string][] => {
    const name = key.trim();
    const usable = typeof value === 'string' && value.trim() !== '' && !/\$\{[A-Z_][A-Z0-9_]*\}/.test(value);
    const named = /^[A-Za-z_]\w*$/.test(name) && !isBlockedInConfig(name, !workingDirEnvHoldsKeys);
    return usable && named ? [[name, value]] : [];
  });
  return new Map(pairs);
}

async function readLayer(
  file: string,
  source: string,
  readText: (file: string) => Promise<string | undefined>,
): Promise<Layer> {
  const text = await readText(file);
  if (text === undefined) return { source, values: new Map() };
  const { parse } = (await import('dotenv')).default;
  const variables = (content: string) =>
    Object.entries(parse(content))
      .map(([key, value]): [string, string] => [key.trim(), value])
      .filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  if (!text.includes('\0')) return { source, values: new Map(variables(text)) };
  const lost = variables(text.replace(/[\0\ufffd]/g, '')).map(([name]) => name);
  return { source, values: new Map(), lost };
}

async function readTextFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // most people have none of these files
  }
}
