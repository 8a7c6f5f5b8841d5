import { askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/stream-usage',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'the server sends no token counts in a stream, although it is asked for them',
    why: 'The context meter stays at zero, and compaction does not know when the window is full.',
    remedy:
      'update the server, or look at the proxy in front of it: the last event of the stream, the one with usage, is lost',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6 ask with stream_options.include_usage, ran',
      'vLLM 0.5.0 on answers with a last event that holds usage and no choices',
    ],
    messages: {
      silent: "{host} sends no token counts at the end of a stream of '{model}'",
      refused: '{host} refuses stream_options: {says}',
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        usageSeen: false,
        found: [{ name: 'stream-usage', verdict: 'no' }],
      },
    },
    finds: "127.0.0.1:8000 sends no token counts at the end of a stream of 'qwen3'",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('stream-usage');
      // Not asked for, it cannot be missed: compat/usage-not-asked speaks of that.
      if (found === undefined || !asked.model.usageInStream.value) continue;
      if (found.marks?.['refused'] === true) {
        report({
          messageId: 'refused',
          severity: 'error',
          at: asked.at,
          data: { host: asked.host, says: saysOf(found) },
          why: 'OpenClaw asks with every turn, and the server refuses the whole request for it.',
          proof: proofOf(found),
          fix: compatFix(asked, { key: 'supportsUsageInStreaming', value: false }),
        });
        continue;
      }
      const data = { host: asked.host, model: asked.model.id };
      report({ messageId: 'silent', at: asked.at, data, proof: proofOf(found) });
    }
  },
});
