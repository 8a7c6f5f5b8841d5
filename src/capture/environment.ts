import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Machine } from '../release/installed.js';
import { dummySecret } from './config-copy.js';

export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Home folder of the run. */
  readonly home: string;
  readonly configFile: string;
  readonly stateDir: string;
  readonly temp: string;
  /** Stand-ins for programs that would reach out; first on the PATH. */
  readonly shims: string;
  /** Folder of the Node that runs it. */
  readonly nodeFolder: string;
  readonly guard: string;
  readonly port: number;
  readonly log: string;
  /** Compiled code of earlier runs: a quarter of the start-up time. */
  readonly compileCache: string;
  /** Variables that hold a key here: skills and tools ask whether they are set. */
  readonly keyNames: readonly string[];
}

/** Names that say something about this machine, and nothing about its owner's accounts. */
const passed =
  /^(?:LANG|LANGUAGE|LC_\w+|TZ|SHELL|TERM|USER|LOGNAME|SystemRoot|windir|ComSpec|PATHEXT|ProgramData|ProgramFiles.*|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|OS)$/i;

/** A port where nobody listens: what obeys proxy variables ends there. */
const closedProxy = 'http://127.0.0.1:9';

/**
 * The environment of a captured run. Nothing of the user's own but the search path, language and time zone; keys are dummies under the
 * same names; OpenClaw's own variables name the temporary folders; Node is preloaded with the guard.
 */
export function childEnvironment(options: ChildEnvironment): Record<string, string> {
  const { env, platform, home, temp, shims, nodeFolder } = options;
  const separator = platform === 'win32' ? ';' : ':';
  const pathKey = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const kept = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    value !== undefined && passed.test(name) ? [[name, value]] : [],
  );
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
  const quoted = options.guard.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(options.keyNames.map((name) => [name, dummySecret])),
    [pathKey]: [shims, nodeFolder, env[pathKey] ?? ''].filter((folder) => folder !== '').join(separator),
    HOME: home,
    USERPROFILE: home,
    APPDATA: path.join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: path.join(home, 'AppData', 'Local'),
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_STATE_HOME: path.join(home, '.local', 'state'),
    TMPDIR: temp,
    TEMP: temp,
    TMP: temp,
    OPENCLAW_STATE_DIR: options.stateDir,
    OPENCLAW_CONFIG_PATH: options.configFile,
    ...Object.fromEntries(proxies.map((name) => [name, closedProxy])),
    NO_PROXY: '127.0.0.1,localhost,::1',
    no_proxy: '127.0.0.1,localhost,::1',
    NO_COLOR: '1',
    npm_config_offline: 'true',
    npm_config_fetch_retries: '0',
    NODE_COMPILE_CACHE: options.compileCache,
    NODE_OPTIONS: `--require "${quoted}"`,
    OVD_CAPTURE_PORT: String(options.port),
    OVD_CAPTURE_LOG: options.log,
  };
}

/** Would install, download or start something; a run of 2026.4.22 begins with `npm install` for its browser plugin. */
const keptOff = [
  ...['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'bun', 'bunx', 'corepack', 'uv', 'uvx', 'pip', 'pip3', 'go', 'brew'],
  ...['docker', 'podman', 'ssh', 'curl', 'wget', 'systemctl', 'launchctl', 'schtasks'],
];

/** Writes programs that do nothing and fail, for those that exist here: what looks for them still finds them. */
export async function writeShims(folder: string, machine: Machine): Promise<void> {
  await mkdir(folder, { recursive: true });
  const windows = machine.platform === 'win32';
  const key = Object.keys(machine.env).find((name) => name.toUpperCase() === 'PATH');
  const folders = (machine.env[key ?? 'PATH'] ?? '').split(windows ? ';' : ':').filter((name) => name !== '');
  const here = (name: string) =>
    folders.some((place) =>
      (windows ? ['.cmd', '.exe', '.bat'] : ['']).some((end) => isThere(path.join(place, name + end))),
    );
  const isThere = (file: string) => machine.realPath(file) !== undefined;
  for (const name of keptOff.filter(here)) {
    const file = path.join(folder, windows ? `${name}.cmd` : name);
    await writeFile(file, windows ? '@exit /b 1\r\n' : '#!/bin/sh\nexit 1\n');
    await chmod(file, 0o755);
  }
}
