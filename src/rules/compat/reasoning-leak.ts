import { askedModels, mark, proofOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/reasoning-leak',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the thoughts of the model stand in its answer',
    why: 'Users read them, they fill the history, and replies that have to be exact, such as HEARTBEAT_OK, are not recognised.',
    remedy: 'start the server with the --reasoning-parser of this model: qwen3, deepseek_r1, glm45, mistral, …',
    source: ['vLLM 0.7.1 on: without --reasoning-parser <think> stays in content'],
    messages: { leaks: "{marker} stands in the answer of '{model}'" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'reasoning-field', verdict: 'no', marks: { leak: '<think>' } }],
      },
    },
    finds: "'<think>' stands in the answer of 'qwen3'",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('reasoning-field');
      const leak = found && mark(found, 'leak');
      if (found === undefined || leak === undefined) continue;
      const data = { marker: `'${leak}'`, model: asked.model.id };
      report({ messageId: 'leaks', at: asked.at, data, proof: proofOf(found) });
    }
  },
});
