import { askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/store-refused',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'this release sends store: false to every server, and this one refuses the field',
    why: 'vLLM ignores fields that it does not know; a strict server or proxy refuses the whole request.',
    source: [
      'OpenClaw 2026.4.22: sent to every server, not with compat.supportsStore false, ran; 2026.5.2 to 2026.9.6: not sent, ran',
    ],
    messages: { refused: "{host} refuses the field 'store': {says}" },
    example: localModel,
    given: {
      release: '2026.4.22',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'store-field', verdict: 'no', says: 'Unsupported parameter: store' }],
      },
    },
    finds: "127.0.0.1:8000 refuses the field 'store': Unsupported parameter: store",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('store-field');
      if (found === undefined || !asked.model.request.store) continue;
      report({
        messageId: 'refused',
        at: asked.at,
        data: { host: asked.host, says: saysOf(found) },
        proof: proofOf(found),
        fix: compatFix(asked, { key: 'supportsStore', value: false }),
      });
    }
  },
});
