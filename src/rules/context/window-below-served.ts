import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { limitSource, usedModels } from '../sides.js';
import { windowPath } from './places.js';

export default defineRule({
  meta: {
    id: 'context/window-below-served',
    severity: 'info',
    needs: ['effective', 'servers', 'release'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'the server has a larger context window than the config uses',
    why: 'A smaller window is often chosen on purpose, for speed or for several users; if not, conversations are compacted earlier than they must.',
    source: ['vLLM 0.5.0 and later, GET /v1/models: data[].max_model_len'],
    messages: { below: "model '{model}' uses {configured} tokens of {served} that the server has" },
    example: localModel,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 131072 }] } },
    finds: "model 'qwen3' uses 32768 tokens of 131072 that the server has",
  },
  check({ effective, servers, release }, report) {
    for (const { model, served } of usedModels({ effective, servers })) {
      const limit = served?.maxModelLen;
      const configured = model.contextWindow.value;
      // A window that is a little smaller is a margin, one below the floor has its own rule.
      if (served === undefined || limit === undefined || configured > 0.9 * limit) continue;
      if (model.contextWindow.from !== 'config' || configured < release.traits.windowFloor.block) continue;
      const path = windowPath(model);
      report({
        messageId: 'below',
        at: { path: model.contextWindow.path ?? model.path },
        label: `served: ${limit} (${limitSource(served)})`,
        data: { model: model.id, configured, served: limit },
        observed: configured,
        expected: limit,
        ...(path && {
          fix: {
            title: `set ${path.at(-1)} to ${limit}`,
            safety: 'unsafe',
            ops: [{ op: 'set', path, value: limit }],
            risk: 'longer conversations are sent, and each of them takes more memory and time',
          },
        }),
      });
    }
  },
});
