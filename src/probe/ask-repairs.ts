import { baseUrlRepairs } from './base-url-repairs.js';
import { type ClientOptions, createClient } from './client.js';
import { askModels, type ModelList } from './models.js';
import type { ProbeFailure, ProbeTarget } from './types.js';

export interface WorkingBase extends ModelList {
  readonly baseUrl: string;
}

/**
 * The likeliest base URL on the same origin under which a list of models comes back. Asked only when the failure speaks of a wrong path,
 * not of a wrong key or a dead server.
 */
export async function askRepairs(
  target: ProbeTarget,
  options: ClientOptions,
  failure: ProbeFailure,
): Promise<WorkingBase | undefined> {
  if (!isWrongPath(failure)) return undefined;
  const tries = baseUrlRepairs(target.baseUrl).map(async (baseUrl) => {
    const client = createClient({ ...target, baseUrl }, options);
    const list = await askModels(client);
    return list.ok && list.value.models.length > 0 ? { baseUrl: client.baseUrl, ...list.value } : undefined;
  });
  // All at once, but the order of likelihood decides, not the order of arrival.
  return (await Promise.all(tries)).find((working) => working !== undefined);
}

function isWrongPath({ kind, http_status: status }: ProbeFailure): boolean {
  return kind === 'not-json' || kind === 'redirect' || (kind === 'http' && (status === 404 || status === 405));
}
