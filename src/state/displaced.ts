import { jsonOf } from '../config/json.js';
import { type Place, sizeLimitBytes } from './read-file.js';
import type { DisplacedConfig } from './types.js';

/** OpenClaw copies, writes and renames within this time: what differs by less is one event. */
export const oneEventSeconds = 60;

const mostFiles = 50;

/**
 * Copies that OpenClaw made of the config and that are not older than it: `openclaw.json.clobbered.<time>` (set aside before
 * a backup took its place; 2026.4.22 also when it merely wondered), `openclaw.json.bak`, `.bak.1` and so on. Backups of ours
 * end in `.bak` and are not meant; neither is `.last-good`, which is a copy of the config in use.
 */
export async function readDisplaced(configFile: string, { files, paths }: Place): Promise<readonly DisplacedConfig[]> {
  const folder = paths.dirname(configFile);
  const prefix = `${paths.basename(configFile)}.`;
  const named = ((await files.list(folder)) ?? []).flatMap((name) => {
    const kind = name.startsWith(prefix) ? kindOf(name.slice(prefix.length)) : undefined;
    return kind === undefined ? [] : [{ name, kind }];
  });
  const config = named.length === 0 ? undefined : await files.look(configFile);
  if (config === undefined || config.kind !== 'file') return [];
  // Newest last by name: times of clobbered files sort as text.
  const candidates = named.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(-mostFiles);
  const looked = await Promise.all(
    candidates.map(async (candidate) => ({
      ...candidate,
      found: await files.look(paths.join(folder, candidate.name)),
    })),
  );
  const young = looked.flatMap(({ name, kind, found }) => {
    if (found === undefined || found.kind !== 'file' || found.sizeBytes > sizeLimitBytes) return [];
    const youngerBySeconds = Math.round((found.modifiedMs - config.modifiedMs) / 1000);
    return youngerBySeconds < -oneEventSeconds ? [] : [{ name, kind, youngerBySeconds }];
  });
  if (young.length === 0 || config.sizeBytes > sizeLimitBytes) return [];
  const text = await files.read(configFile);
  return Promise.all(
    young.map(async (copy) => ({
      ...copy,
      sameAsConfig: sameConfig(await files.read(paths.join(folder, copy.name)), text),
    })),
  );
}

function kindOf(ending: string): DisplacedConfig['kind'] | undefined {
  if (/^clobbered\.[\w-]+$/.test(ending)) return 'clobbered';
  return /^bak(?:\.[1-9])?$/.test(ending) ? 'backup' : undefined;
}

/** The stamp of the last writer does not make another config. */
function sameConfig(a: string, b: string): boolean {
  return a === b || unstamped(a) === unstamped(b);
}

function unstamped(text: string): string {
  const value = jsonOf(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
  return JSON.stringify({ ...value, meta: undefined });
}
