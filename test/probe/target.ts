import type { ProbeTarget } from '../../src/probe/types.js';

export const fakeKey = 'sk-fake-0123456789';

export function target(baseUrl: string, changes: Partial<ProbeTarget> = {}): ProbeTarget {
  return {
    provider: 'vllm',
    baseUrl,
    modelId: 'm1',
    headers: { Authorization: `Bearer ${fakeKey}` },
    secrets: [fakeKey],
    ...changes,
  };
}
