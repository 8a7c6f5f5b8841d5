import type { CapabilityName } from '../../probe/types.js';
import { askedModels, mark, proofOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

/** Streamed, all of them: that is how OpenClaw asks. */
const questions: readonly CapabilityName[] = ['tools-stream', 'tools-special-characters', 'tools-no-arguments'];

const words: Readonly<Record<string, string>> = {
  empty: 'an empty text',
  object: 'an object in place of text',
  'no-json': 'a text that does not parse',
};

export default defineRule({
  meta: {
    id: 'tools/arguments-broken',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the arguments of a streamed tool call are no JSON',
    why: 'OpenClaw cannot run a call whose arguments it cannot read; the model sees an error and tries the same again.',
    remedy: 'update the server, or choose another --tool-call-parser: several lose parts of arguments in a stream',
    source: ['vLLM 0.6 to 0.10, reported by users: a missing {}, half an object, lost quotes while streaming'],
    messages: { broken: "arguments of a streamed tool call of '{model}' are no JSON: {how}" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'tools-stream', verdict: 'no', marks: { broken: 'no-json' } }],
      },
    },
    finds: "arguments of a streamed tool call of 'qwen3' are no JSON: a text that does not parse",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      if (asked.model.request.tools !== 'sent') continue;
      const refused = questions.flatMap((name) => asked.refused(name) ?? []);
      const found = refused.find((capability) => mark(capability, 'broken') !== undefined);
      const how = found && words[mark(found, 'broken') ?? ''];
      if (found === undefined || how === undefined) continue;
      report({ messageId: 'broken', at: asked.at, data: { model: asked.model.id, how }, proof: proofOf(found) });
    }
  },
});
