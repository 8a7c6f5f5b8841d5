import { type AskedModel, askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule, type Fix } from '../define.js';
import { localModel } from '../example-configs.js';

const questions = { max_completion_tokens: 'max-completion-tokens', max_tokens: 'max-tokens' } as const;
const others = { max_completion_tokens: 'max_tokens', max_tokens: 'max_completion_tokens' } as const;

export default defineRule({
  meta: {
    id: 'compat/max-tokens-field',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'the server refuses or ignores the field in which the limit of the answer is sent',
    why: 'Refused, no turn goes through; ignored, an answer may run on to the end of the window.',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: max_completion_tokens, with compat.maxTokensField the other one, ran',
      'vLLM takes max_completion_tokens from 0.6.4 on',
    ],
    messages: {
      refused: '{host} refuses {field}: {says}',
      ignored: '{host} ignores {field}: {written} tokens came where {allowed} were allowed',
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [
          { name: 'max-completion-tokens', verdict: 'no', says: 'Unknown field max_completion_tokens' },
          { name: 'max-tokens', verdict: 'yes' },
        ],
      },
    },
    finds: '127.0.0.1:8000 refuses max_completion_tokens: Unknown field max_completion_tokens',
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const field = asked.model.request.limitField;
      const found = asked.refused(questions[field]);
      if (found === undefined) continue;
      const fix = fixFor(asked, field);
      const common = { at: asked.at, proof: proofOf(found), ...(fix && { fix }) };
      const written = found.marks?.['written'];
      if (typeof written === 'number') {
        const data = { host: asked.host, field, written, allowed };
        report({ ...common, messageId: 'ignored', severity: 'warning', data });
      } else report({ ...common, messageId: 'refused', data: { host: asked.host, field, says: saysOf(found) } });
    }
  },
});

/** Tokens that the question allows. */
const allowed = 16;

/** The other field, when the server showed that it takes that one. */
function fixFor(asked: AskedModel, field: keyof typeof others): Fix | undefined {
  const other = others[field];
  if (asked.capability(questions[other])?.verdict !== 'yes') return undefined;
  return compatFix(asked, { key: 'maxTokensField', value: other });
}
