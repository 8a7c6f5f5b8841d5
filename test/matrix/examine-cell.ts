import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, type JsonObject, type JsonValue } from '../../src/config/json.js';
import { examine } from '../../src/examine.js';
import type { Finding } from '../../src/rules/finding.js';
import type { Cell, Written } from './cells.js';

/** What the doctor says of a cell, given the origin of its server: the real flow, from the file to the findings. */
export async function examineCell(cell: Cell, origin: string): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-matrix-'));
  try {
    const file = join(folder, 'openclaw.json');
    writeFileSync(file, JSON.stringify(configOf(cell.written, origin), null, 2));
    const run = await examine({
      config: file,
      env: { ...cell.env, HOME: folder, OPENCLAW_STATE_DIR: folder },
      cwd: folder,
      platform: process.platform,
      openclawVersion: cell.release,
      timeoutMs: cell.timeoutMs ?? 5_000,
    });
    const crashed = run.rules.filter(({ state }) => state === 'crashed');
    if (crashed.length > 0) throw new Error(`crashed: ${JSON.stringify(crashed)}`);
    return run.findings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A config in order, but for what was written differently. */
export function configOf(written: Written, origin: string): JsonObject {
  const { path = '/v1', providerId = 'vllm', modelId = 'm1', scheme, block = {}, row = {}, more = {} } = written;
  const address = scheme === undefined ? origin : origin.replace(/^http/, scheme);
  const model = { id: modelId, name: 'Model', contextWindow: 131072, maxTokens: 8192 };
  const provider = {
    baseUrl: path.includes('://') ? path : `${address}${path}`,
    api: 'openai-completions',
    apiKey: 'sk-fake-local',
    models: [changed(model, row)],
  };
  const providers = { [providerId]: changed(provider, block) };
  return changed(
    { agents: { defaults: { model: { primary: `${providerId}/${modelId}` } } }, models: { providers } },
    more,
  );
}

function changed(object: JsonObject, changes: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...object };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else merged[key] = isObject(value) && isObject(merged[key]) ? changed(merged[key], value) : value;
  }
  return merged;
}
