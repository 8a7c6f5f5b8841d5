import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { formatPath } from '../../config/path.js';
import { type AllowList, type RefusedReference, refusedReferences } from '../../effective/refused-references.js';
import type { EffectiveConfig } from '../../effective/types.js';
import { defineRule, type Fix } from '../define.js';
import { twoModels } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'provider/ref-not-allowed',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'a list of allowed models turns down a model that the config names',
    why: 'Without a word another model runs, or the run is refused: the list judges heartbeats, hooks and sub-agents, and beside a "provider/*" the primary too.',
    source: [
      'OpenClaw 2026.4.22: the keys of agents.defaults.models; hooks and sub-agents run the primary instead, called and ran',
      'OpenClaw 2026.5.12 to 2026.9.6: the primary beside a "provider/*" gives way to the first allowed model, ran 2026.5.12, 2026.6.11, 2026.8.2, 2026.9.6',
      'OpenClaw 2026.9.6: modelPolicy.allow; heartbeats give way too, called',
      'OpenClaw 2026.4.29 to 2026.9.6: a hook with such a model is refused, read',
    ],
    messages: {
      'primary-replaced': "turns run another model than the primary '{model}', which is not allowed",
      'no-turn': "no turn starts: neither the primary '{model}' nor another known model is allowed",
      heartbeat: "heartbeats run another model: '{model}' is not allowed",
      gmail: "mails are read by the primary: '{model}' is not allowed",
      'hook-replaced': "this hook runs the primary: '{model}' is not allowed",
      'hook-refused': "this hook is refused: '{model}' is not allowed",
      subagents: "sub-agents run the primary: '{model}' is not allowed",
      automations: "cron and hooks run the primary: '{model}' is not allowed",
    },
    example: twoModels(`{
    model: { primary: "vllm/qwen3" },
    heartbeat: { model: "vllm/qwen3-small" },
    modelPolicy: { allow: ["vllm/qwen3"] },
  }`),
    finds: "heartbeats run another model: 'vllm/qwen3-small' is not allowed",
  },
  check({ config, effective, release }, report) {
    const everywhere = release.traits.allowList.subagentModel === 'everywhere';
    for (const refused of refusedReferences(config, effective.references, release.traits)) {
      const { reference, list, place, then } = refused;
      const model = reference.resolved ?? reference.text;
      report({
        messageId: messageOf(refused, everywhere),
        at: { path: reference.implied === true ? list.path : reference.path },
        data: { model },
        label: `not in ${formatPath(list.path)}`,
        severity:
          then === 'nothing' && place !== 'hook' ? 'error' : place === 'subagents' && !everywhere ? 'info' : 'warning',
        related: [{ at: { path: list.path, part: 'key' }, note: `allows ${shown(list)}` }],
        fix: fixFor(model, list, config, effective),
      });
    }
  },
});

function messageOf({ place, then }: RefusedReference, everywhere: boolean) {
  switch (place) {
    case 'primary':
      return then === 'nothing' ? 'no-turn' : 'primary-replaced';
    case 'hook':
      return then === 'nothing' ? 'hook-refused' : 'hook-replaced';
    case 'subagents':
      return everywhere ? 'subagents' : 'automations';
    default:
      return place;
  }
}

function shown({ texts }: AllowList): string {
  const few = texts.slice(0, 3).join(', ');
  return texts.length > 3 ? `${few} and ${texts.length - 3} more` : few;
}

/** Whoever wrote the list may have wanted to keep prompts at home. */
function fixFor(model: string, { path }: AllowList, config: JsonValue, effective: EffectiveConfig): Fix {
  const list = valueAt(config, path);
  const title = `allow ${model}`;
  const op = isObject(list)
    ? ({ op: 'set', path: [...path, model], value: {} } as const)
    : ({ op: 'set', path: [...path, Array.isArray(list) ? list.length : 0], value: model } as const);
  const provider = effective.providers.find(({ id }) => model.startsWith(`${id}/`));
  if (provider?.selfHosted === true) return { title, safety: 'safe', ops: [op] };
  return { title, safety: 'unsafe', ops: [op], risk: `its prompts then go to ${provider?.id ?? model.split('/')[0]}` };
}
