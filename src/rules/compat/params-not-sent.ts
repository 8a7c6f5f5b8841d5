import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import { sentAs } from '../../effective/body-params.js';
import type { BodyParam, EffectiveModel } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { type ConfigOp, defineRule, type Fix } from '../define.js';
import { paramsOfModel, riskOfParams } from '../params-home.js';

export default defineRule({
  meta: {
    id: 'compat/params-not-sent',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'a parameter for the model is written, and this release leaves it out of every request',
    why: 'OpenClaw drops what it does not know below params without a word: the server then samples with its own defaults, and replies read otherwise than intended.',
    remedy: 'let the server have it as its default: vllm serve --override-generation-config',
    source: [
      'OpenClaw 2026.4.22: of params only temperature and parallel_tool_calls are sent, ran',
      'OpenClaw 2026.5.28 to 2026.9.6: topP is sent and top_p is not, extra_body is merged into the request, params of rows and providers add nothing, ran',
    ],
    messages: {
      name: "'{name}' is not sent: OpenClaw {release} does not know it by that name",
      value: "'{name}' is not sent: its value is of the wrong type",
      place: "'{name}' is not sent: params of a {owner} add nothing to a request",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" }, params: { top_p: 0.8 } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "'top_p' is not sent: OpenClaw 2026.9.6 does not know it by that name",
  },
  check({ config, effective, release }, report) {
    const told = new Set<string>();
    for (const model of effective.models) {
      for (const param of model.bodyParams ?? []) {
        const { path, sent } = param;
        if (sent || told.has(formatPath(path))) continue;
        told.add(formatPath(path));
        const name = String(path.at(-1));
        const to = sentAs(name, release.traits);
        const fix = fixFor(param, to, { config, model, traits: release.traits });
        report({
          ...messageFor(param, to, release.version),
          at: { path, part: 'key' },
          proof: to === undefined ? [] : [`sent: ${['params', ...to].join('.')} of an agent`],
          ...(fix && { fix }),
        });
      }
    }
  },
});

function messageFor({ path }: BodyParam, to: readonly string[] | undefined, release: string) {
  const name = String(path.at(-1));
  if (path[0] === 'models')
    return {
      messageId: 'place',
      data: { name, owner: path.includes('models', 1) ? 'model row' : 'provider' },
    } as const;
  return to?.length === 1 && to[0] === name
    ? ({ messageId: 'value', data: { name } } as const)
    : ({ messageId: 'name', data: { name, release } } as const);
}

interface Scene {
  readonly config: JsonValue;
  readonly model: EffectiveModel;
  readonly traits: ReleaseTraits;
}

function fixFor(
  { path }: BodyParam,
  to: readonly string[] | undefined,
  { config, model, traits }: Scene,
): Fix | undefined {
  const name = String(path.at(-1));
  if (to === undefined) return undefined;
  const home = path[0] === 'models' ? paramsOfModel(model.ref) : path.slice(0, -1);
  const target = [...home, ...to];
  const shown = formatPath(path[0] === 'models' ? target : to);
  if (formatPath(target) === formatPath(path)) return numberFix(path, config);
  if (valueAt(config, target) !== undefined) {
    const ops = [{ op: 'remove' as const, path }];
    return { title: `remove '${name}': ${shown} is there as well, and counts`, safety: 'safe', ops };
  }
  const isRename = to.length === 1 && path[0] !== 'models';
  const ops: readonly ConfigOp[] = isRename
    ? [{ op: 'rename', path, key: String(to[0]) }]
    : [
        { op: 'move', path, to: target },
        ...(isAlone(path, config) ? [{ op: 'remove', path: path.slice(0, -1) } as const] : []),
      ];
  const title = isRename ? `rename it to '${to[0]}'` : `move it to ${shown}`;
  const risk = riskOfParams({ home, to, config, traits });
  return risk === undefined ? { title, safety: 'safe', ops } : { title, safety: 'unsafe', ops, risk };
}

/** Nothing would be left of the `params` of a row. */
function isAlone(path: ConfigPath, config: JsonValue): boolean {
  const params = valueAt(config, path.slice(0, -1));
  return path[0] === 'models' && isObject(params) && Object.keys(params).length === 1;
}

/** A number in quotes. */
function numberFix(path: ConfigPath, config: JsonValue): Fix | undefined {
  const text = valueAt(config, path);
  if (typeof text !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(text.trim())) return undefined;
  const value = Number(text);
  return { title: `write ${value} without quotes`, safety: 'safe', ops: [{ op: 'set', path, value }] };
}
