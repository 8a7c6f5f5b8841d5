import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';

export default defineRule({
  meta: {
    id: 'compat/degenerate-output',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the model repeats one piece of text again and again',
    why: 'Such a model does not hear the question: every turn ends at its limit with noise, and no setting of OpenClaw helps.',
    remedy:
      'compare with the model card: quantisation, --dtype, --chat-template and the generation config; a broken kernel or a half-loaded weight file shows like this',
    source: [
      'vLLM 0.6.0 to 0.25.1, public issues: damaged or badly quantised weights give one token for ever, "!!!!" most often',
    ],
    messages: {
      repeats: "'{model}' of {host} says '{piece}' {times} times in a row",
    },
    example: localModel,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], text: '!'.repeat(120), finishReason: 'length' } },
    finds: "'qwen3' of 127.0.0.1:8000 says '!' 120 times in a row",
  },
  check({ effective, servers }, report) {
    for (const { model, provider, server } of usedModels({ effective, servers })) {
      if (server === undefined || server.askedModel !== model.id) continue;
      const said = [server.chat, server.stream].flatMap((answer) => (answer.ok ? [answer.value.text] : []));
      const loops = said.map(repetitionIn);
      const [first] = loops;
      // Both answers, or it was a whim.
      if (first === undefined || loops.includes(undefined)) continue;
      report({
        messageId: 'repeats',
        at: { path: model.listed ? model.path : provider.path },
        data: { model: model.id, host: server.origin.replace(/^https?:\/\//, ''), ...first },
        proof: ['asked: Reply with exactly: smoke-ok', `answer: ${said[0]?.slice(0, 60) ?? ''}…`],
      });
    }
  },
});

const least = { characters: 60, times: 12 };

/** The short piece that the end of a text consists of; undefined when it is no such loop. */
function repetitionIn(text: string): { readonly piece: string; readonly times: number } | undefined {
  // Behind it may stand a piece that was cut.
  const [, loop = '', piece = ''] = /((.{1,12}?)\2{11,}).{0,12}$/su.exec(text) ?? [];
  const times = piece === '' ? 0 : loop.length / piece.length;
  if (times < least.times || loop.length < least.characters || loop.length < text.length / 2) return undefined;
  // `e th` of `the the the` is shown as `the`.
  const start = piece.search(/\s/) + 1;
  const word = (piece.slice(start) + piece.slice(0, start)).trim();
  return { piece: word === '' ? 'a space' : word, times };
}
