import { type JsonValue, valueAt } from '../config/json.js';
import type { StoredLimits } from '../config/stored.js';
import { defaultAgent } from './logins.js';
import type { StateReport } from './types.js';

/** Rows of the models.json that a plain run reads; none with `models.mode: "replace"`, which writes the file anew. */
export function storedLimits({ agents }: StateReport, config: JsonValue): readonly StoredLimits[] {
  if (valueAt(config, ['models', 'mode']) === 'replace') return [];
  const file = agents.find(({ id }) => id === defaultAgent(config))?.models;
  return (file?.providers ?? []).flatMap(({ id: provider, models }) =>
    models.map((model) => ({ ...model, provider: provider.toLowerCase(), file: file?.file ?? '' })),
  );
}
