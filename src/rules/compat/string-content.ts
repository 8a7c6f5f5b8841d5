import { askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/string-content',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'the server wants message content as text, and this release sends some of it as a list of parts',
    why: 'Every turn is refused, and OpenClaw shows no more than "provider rejected the request schema or tool payload".',
    source: [
      'OpenClaw 2026.4.22 to 2026.5.12: the user message comes in parts, ran; 2026.9.3 to 2026.9.6: the block behind it, ran',
      'OpenClaw 2026.4.22 to 2026.9.6: compat.requiresStringContent makes all content text, ran; the key exists from 2026.4.12',
    ],
    messages: { refused: "{host} refuses content in parts for '{model}': {says}" },
    example: localModel,
    given: {
      release: '2026.4.22',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'parts-content', verdict: 'no', says: 'messages[1].content must be a string' }],
      },
    },
    finds: "127.0.0.1:8000 refuses content in parts for 'qwen3': messages[1].content must be a string",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('parts-content');
      if (found === undefined || !asked.model.request.contentParts) continue;
      report({
        messageId: 'refused',
        at: asked.at,
        data: { host: asked.host, model: asked.model.id, says: saysOf(found) },
        proof: proofOf(found),
        fix: compatFix(asked, { key: 'requiresStringContent', value: true, releases: { from: '2026.4.12' } }),
      });
    }
  },
});
