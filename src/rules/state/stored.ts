import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { classOfHost, hostOf } from '../../effective/hosts.js';
import { rosterOf } from '../../state/logins.js';
import type { ModelsFile, StateReport, StoredProvider } from '../../state/types.js';

/** What one generated models.json says of one provider. */
export interface StoredRow {
  readonly file: ModelsFile;
  readonly provider: StoredProvider;
}

/** Rows of every agent that the config has, by provider id in lower case. */
export function storedRows({ agents }: StateReport, config: JsonValue): ReadonlyMap<string, readonly StoredRow[]> {
  const roster = rosterOf(config);
  const rows = new Map<string, StoredRow[]>();
  for (const { id, models: file } of agents) {
    if (file === undefined || !roster.includes(id)) continue;
    for (const provider of file.providers) {
      const key = provider.id.toLowerCase();
      rows.set(key, [...(rows.get(key) ?? []), { file, provider }]);
    }
  }
  return rows;
}

/** `agents/main/agent/models.json`, or how many there are. */
export function filesText(files: readonly string[], what: string): string {
  const [first, ...others] = new Set(files);
  return others.length === 0 ? (first ?? what) : `${others.length + 1} ${what}`;
}

/** The provider of the config with this id, whatever its case. */
export function configured(
  config: JsonValue,
  id: string,
): { readonly path: ConfigPath; readonly value: JsonValue } | undefined {
  const providers = valueAt(config, ['models', 'providers']);
  const own = Object.entries(isObject(providers) ? providers : {}).find(([key]) => key.toLowerCase() === id);
  return own && { path: ['models', 'providers', own[0]], value: own[1] };
}

/** Where a server that OpenClaw looks for by itself would answer (plugins of 2026.4.22). */
const discovered: Readonly<Record<string, string>> = {
  ollama: '11434',
  vllm: '8000',
  sglang: '30000',
  lmstudio: '1234',
};

/**
 * Whether somebody once wrote this row into the config: OpenClaw adds the vendors' catalogues (2026.4.22: `codex` in every
 * file) and what it found at the usual ports of this machine.
 */
export function wasConfigured({ id, baseUrl }: StoredProvider): boolean {
  const host = hostOf(baseUrl ?? '');
  const hostClass = classOfHost(host);
  if (baseUrl === undefined || hostClass === 'vendor' || hostClass === 'invalid') return false;
  return !(hostClass === 'loopback' && discovered[id.toLowerCase()] === new URL(baseUrl).port);
}
