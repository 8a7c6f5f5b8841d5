import { type ModelChain, modelChains } from '../../effective/chains.js';
import type { EffectiveConfig } from '../../effective/types.js';
import { defineRule } from '../define.js';
import { twoModels } from '../example-configs.js';
import { hostReached, isStranger } from './reached-host.js';

export default defineRule({
  meta: {
    id: 'provider/fallback-same-host',
    severity: 'info',
    needs: ['config', 'effective', 'release'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'every fallback stands on the server of the primary, and falls with it',
    why: 'Another model on one server helps when a model errs or its window is full; when that server is down or busy, every attempt of the chain fails at the same address.',
    source: ['OpenClaw 2026.9.6, ran: primary and fallback on one dead port, each is tried there, then the run fails'],
    messages: {
      same: "each fallback of '{primary}' is at {host} too: when that is down, all of them are",
    },
    example: twoModels('{ model: { primary: "vllm/qwen3", fallbacks: ["vllm/qwen3-small"] } }'),
    finds: "each fallback of 'vllm/qwen3' is at 127.0.0.1:8000 too: when that is down, all of them are",
  },
  check({ config, effective, release }, report) {
    const seen = new Set<string>();
    for (const chain of modelChains(config, effective.references, release.traits)) {
      const origin = sharedOrigin(chain, effective);
      const [first] = chain.fallbacks;
      const path = first?.path.slice(0, -1);
      if (origin === undefined || path === undefined || seen.has(path.join('.'))) continue;
      seen.add(path.join('.'));
      report({
        messageId: 'same',
        at: { path },
        data: { primary: chain.primary.resolved ?? chain.primary.text, host: new URL(origin).host },
        fix: { title: 'name a fallback on another server as well', safety: 'manual', ops: [] },
      });
    }
  },
});

/** Of the primary, when it is a server of one's own and no fallback goes elsewhere. */
function sharedOrigin({ primary, fallbacks }: ModelChain, effective: EffectiveConfig): string | undefined {
  const own = hostReached(primary, effective);
  if (own?.provider.selfHosted !== true || isStranger(own) || fallbacks.length === 0) return undefined;
  const isBeside = fallbacks.every((fallback) => hostReached(fallback, effective)?.origin === own.origin);
  return isBeside ? own.origin : undefined;
}
