import { defineRule } from '../define.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/changes-on-upgrade',
    severity: 'info',
    needs: ['way'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the same config means something else in the release at the end of the way',
    why: 'Defaults, limits and timeouts differ between releases; what the config does not say, the release decides.',
    remedy: 'write the value that you want to keep, where the new release has a key for it',
    source: ['traits of OpenClaw 2026.4.22 to 2026.9.6 (src/release/traits.ts), each read or ran'],
    messages: { changes: '{what}: {before} in {from}, {after} in {to}' },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 131072, maxTokens: 65536 }],
  } } },
}`,
    given: { release: '2026.4.22..2026.9.6' },
    finds: 'limit of compaction: 900 s in 2026.4.22, 180 s in 2026.9.6',
  },
  check({ way }, report) {
    const { from, to } = way;
    for (const { path, what, before, after, serious } of way.changes) {
      report({
        messageId: 'changes',
        severity: serious ? 'warning' : 'info',
        at: { path, part: 'key' },
        data: sentence({ what, before: shortened(before, 20), after: shortened(after, 20), from, to }),
        proof: [`${what}: ${before} in ${from}, ${after} in ${to}`],
      });
    }
  },
});

/** Cut so that the message stays on one line. */
function sentence(data: Readonly<Record<'what' | 'before' | 'after' | 'from' | 'to', string>>) {
  const { what, ...rest } = data;
  const taken = Object.values(rest).join('').length;
  return { ...rest, what: shortened(what, 100 - taken - ':  in ,  in '.length) };
}
