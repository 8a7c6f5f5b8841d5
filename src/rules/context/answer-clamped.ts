import type { EffectiveModel } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { defineRule, type Fix } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';
import { budgetOf } from './budget.js';
import { windowPath } from './places.js';

/** Fewer answer tokens than this cut a tool call in the middle. */
const usable = 512;
/** With fewer than this every reply is a fragment. */
const hopeless = 128;

export default defineRule({
  meta: {
    id: 'context/answer-clamped',
    severity: 'error',
    needs: ['effective', 'prompts', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the release cuts the answer limit down to almost nothing, and no error is shown',
    why: 'OpenClaw subtracts its own estimate of the prompt, a third too high, from the configured window; what is left may be one token, and replies are one word.',
    remedy: 'send a smaller prompt, or serve and configure a larger window',
    source: [
      'OpenClaw 2026.5.28 to 2026.9.6: min(maxTokens, window - estimate - 1), at least 1, ran',
      'OpenClaw 2026.8.2 to 2026.9.5 with default tools: 1 token at a window of 32768, ran',
    ],
    messages: {
      clamped: 'of {wanted} answer tokens {sent} are left: window {window} minus an estimate of {estimate}',
    },
    example: localModel,
    given: { release: '2026.8.2', prompt: 27331 },
    finds: 'of 4096 answer tokens 1 are left: window 32768 minus an estimate of 37580',
  },
  check({ effective, prompts, servers, release }, report) {
    for (const sides of usedModels({ effective, servers, prompts })) {
      const { model } = sides;
      const { window, served, sent, estimate } = budgetOf(sides, release.traits);
      const wanted = Math.min(model.maxTokens.value ?? window, window);
      if (estimate === undefined || typeof sent !== 'number' || sent >= Math.min(usable, wanted)) continue;
      const fix = largerWindow(model, served, { needed: estimate + wanted + 1, sent }) ?? toolSearch(release.traits);
      report({
        messageId: 'clamped',
        severity: sent < hopeless ? 'error' : 'warning',
        at: { path: model.contextWindow.path ?? model.path },
        data: { wanted, sent, window, estimate },
        proof: [
          `min(${wanted}, ${window} - ${estimate} - 1) = ${window - estimate - 1 < 1 ? 'less than 1, so 1' : sent}`,
          `estimate ${estimate} = characters ${sides.prompt?.chars ?? 0} / 4 x 1.25`,
          `a window of ${estimate + wanted + 1} would leave all ${wanted}`,
        ],
        observed: sent,
        expected: wanted,
        ...(fix && { fix }),
      });
    }
  },
});

interface Shortage {
  readonly needed: number;
  readonly sent: number;
}

/** With a window in which no answer fits there is nothing to lose. */
function largerWindow(model: EffectiveModel, served: number | undefined, { needed, sent }: Shortage): Fix | undefined {
  const path = windowPath(model);
  if (path === undefined || served === undefined || served <= model.contextWindow.value || served < needed)
    return undefined;
  const title = `set ${path.at(-1)} to ${served}, which the server has`;
  const ops = [{ op: 'set' as const, path, value: served }];
  if (sent < hopeless) return { title, safety: 'safe', ops };
  return { title, safety: 'unsafe', ops, risk: 'a smaller window may have been chosen for speed' };
}

function toolSearch(traits: ReleaseTraits): Fix | undefined {
  if (traits.toolSearch !== 'off' && traits.toolSearch !== 'off-lean-turns-on') return undefined;
  return {
    title: 'set tools.toolSearch to true: most tools leave the prompt',
    safety: 'unsafe',
    ops: [{ op: 'set', path: ['tools', 'toolSearch'], value: true }],
    risk: 'the model has to search for a tool before it can call it',
    releases: { from: '2026.5.12' },
  };
}
