import { type AskedModel, askedModels, mark, proofOf, saysOf } from '../asked.js';
import { defineRule, type Fix } from '../define.js';
import { localModel } from '../example-configs.js';
import { needsFlags } from './auto-choice-refused.js';
import { toolsOff } from './tools-off.js';

export default defineRule({
  meta: {
    id: 'tools/tools-refused',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'the server refuses what is said about tools, and answers requests that say nothing',
    why: 'OpenClaw sends tools with every turn and hides the sentence of the server.',
    remedy: 'serve a model that calls tools, or a server that passes them on',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: tools in every turn, ran; 2026.4.22: tools [] with compat.supportsTools false, ran',
      'vLLM refuses an empty list from 0.20.0 on; Ollama: "does not support tools", 400',
    ],
    messages: {
      tools: "{host} refuses tools for '{model}': {says}",
      empty: "{host} refuses the empty list of tools that OpenClaw {release} sends for '{model}'",
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'tools-stream', verdict: 'no', says: 'qwen3 does not support tools' }],
      },
    },
    finds: "127.0.0.1:8000 refuses tools for 'qwen3': qwen3 does not support tools",
  },
  check({ effective, servers, release }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const { host, at, model } = asked;
      const refused = asked.refused('tools-stream');
      const isRefusal = refused?.marks?.['refused'] === true && !needsFlags(mark(refused, 'error'));
      if (model.request.tools === 'sent' && refused !== undefined && isRefusal) {
        const data = { host, model: model.id, says: saysOf(refused) };
        report({ messageId: 'tools', at, data, proof: proofOf(refused), fix: toolsOff(asked) });
      }
      const empty = asked.refused('tools-empty');
      if (model.request.tools === 'empty-list' && empty !== undefined) {
        const data = { host, model: model.id, release: release.version };
        report({ messageId: 'empty', at, data, proof: proofOf(empty), fix: toolsOn(asked) });
      }
    }
  },
});

function toolsOn({ model }: AskedModel): Fix {
  return {
    title: 'remove compat.supportsTools',
    safety: 'unsafe',
    ops: [{ op: 'remove', path: [...model.path, 'compat', 'supportsTools'] }],
    risk: 'tools are sent again, and the server has to take them',
  };
}
