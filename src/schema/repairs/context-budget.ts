import { draftAt, draftsIn } from './draft.js';
import type { Repair } from './repair.js';

/** Provider-wide context sizes are copied into the models that lack them; the agents' own are dropped. */
export const contextBudgetRepair: Repair = {
  name: 'contextWindow, contextTokens',
  from: '2026.8.2',
  source: 'legacy.context-budget.ts of 2026.9.6',
  apply(root, moved) {
    for (const [id, provider] of draftsIn(draftAt(root, 'models')?.['providers'])) {
      for (const key of ['contextTokens', 'contextWindow']) {
        const size = provider[key];
        if (size === undefined) continue;
        const models = Array.isArray(provider['models']) ? draftsIn(provider['models']) : [];
        for (const [index, model] of models) {
          if (model[key] !== undefined) continue;
          model[key] = size;
          moved(['models', 'providers', id, key], ['models', 'providers', id, 'models', Number(index), key]);
        }
        delete provider[key];
      }
    }
    const agents = draftAt(root, 'agents');
    if (agents === undefined) return;
    const owners = [
      draftAt(agents, 'defaults'),
      ...['entries', 'list'].flatMap((key) => draftsIn(agents[key]).map(([, entry]) => entry)),
    ];
    for (const owner of owners) if (owner !== undefined) delete owner['contextTokens'];
  },
};
