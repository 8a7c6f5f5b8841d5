import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import { isSecretKey } from '../../config/secrets.js';
import { sentAs } from '../../effective/body-params.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { compareReleases } from '../../release/version.js';
import type { Fix } from '../define.js';
import { paramsOfModel, riskOfParams } from '../params-home.js';
import { adapterNamed } from './adapter-names.js';
import type { Advised } from './advice.js';

/** Invented keys of a provider or a model row that say what is so anyway, or what another key says. */
export function plainAdvice(
  path: ConfigPath,
  config: JsonValue,
  { release, traits }: { readonly release: string; readonly traits: ReleaseTraits },
): Advised | undefined {
  const key = String(path.at(-1));
  const value = valueAt(config, path);
  if (isRootProviders(path, value, config)) return { real: 'models.providers', fix: toModels(path) };
  const moved = sampled(path, config, traits);
  if (moved !== undefined && compareReleases(release, moved.fix.releases?.from ?? release) >= 0) return moved;
  const place = placeOf(path);
  if (place === undefined || value === undefined || isSecretKey(key)) return undefined;
  return (
    adapter(path, key, { value, config }) ??
    switchedOn(path, key, value) ??
    (place === 'provider'
      ? usualModel(path, key, { value, config })
      : (rowId(path, key, { value, config }) ?? tools(path, key, { value, config }))) ??
    label(path, key, { value, config, place })
  );
}

interface Scene {
  readonly value: JsonValue;
  readonly config: JsonValue;
}

function placeOf(path: ConfigPath): 'provider' | 'row' | undefined {
  if (path[0] !== 'models' || path[1] !== 'providers') return undefined;
  if (path.length === 4) return 'provider';
  return path.length === 6 && path[3] === 'models' ? 'row' : undefined;
}

function remove(path: ConfigPath, drops?: string): Fix {
  const ops = [{ op: 'remove' as const, path }];
  const title = `remove '${String(path.at(-1))}'`;
  return { title, safety: 'safe', ops, ...(drops !== undefined && { drops: [`${formatPath(path)}: ${drops}`] }) };
}

interface Written {
  readonly to: ConfigPath;
  readonly value: JsonValue;
  readonly title: string;
}

function writeAs(path: ConfigPath, { to, value, title }: Written): Fix {
  const ops = [
    { op: 'remove' as const, path },
    { op: 'set' as const, path: to, value },
  ];
  return { title, safety: 'safe', ops };
}

/** `type: "openai-compatible"`, as the configs of other programs have it. */
function adapter(path: ConfigPath, key: string, { value, config }: Scene): Advised | undefined {
  if (
    !/^(?:type|kind|apiType|api_type|adapter|protocol|format|sdk|npm|providerType|provider_type|apiFormat|api_format)$/.test(
      key,
    )
  )
    return undefined;
  const row = path.length === 6 && key === 'type' && /^(?:chat|llm|model|text|language)$/i.test(String(value));
  if (row) return { note: 'every model of a provider is one for chat', fix: remove(path) };
  const meant = typeof value === 'string' ? adapterNamed(value.replace(/^@ai-sdk\//, '')) : undefined;
  if (meant === undefined) return undefined;
  const to = [...path.slice(0, -1), 'api'];
  const real = formatPath(to);
  if (valueAt(config, to) !== undefined) return { real, note: 'api says it already', fix: remove(path) };
  return { real, fix: writeAs(path, { to, value: meant, title: `write it as api: '${meant}'` }) };
}

/** A provider that is written is on, and answers are always streamed. */
function switchedOn(path: ConfigPath, key: string, value: JsonValue): Advised | undefined {
  const always = /^(?:enabled?|active|isEnabled|stream(?:ing)?|supportsStreaming|supports_streaming)$/.test(key);
  return always && value === true ? { note: 'it is so without a key', fix: remove(path) } : undefined;
}

/** The model that the references name anyway. */
function usualModel(path: ConfigPath, key: string, { value, config }: Scene): Advised | undefined {
  if (!/^(?:default_?model|model|modelName|model_name)$/i.test(key) || typeof value !== 'string') return undefined;
  const model = valueAt(config, ['agents', 'defaults', 'model']);
  const primary = isObject(model) ? model['primary'] : model;
  const same = primary === value || primary === `${String(path[2])}/${value}`;
  return same ? { real: 'agents.defaults.model.primary', note: 'which says the same', fix: remove(path) } : undefined;
}

function rowId(path: ConfigPath, key: string, { value, config }: Scene): Advised | undefined {
  if (!/^(?:model|model_?id|model_?name|modelName|modelId)$/.test(key) || typeof value !== 'string') return undefined;
  const row = path.slice(0, -1);
  const [id, name] = [valueAt(config, [...row, 'id']), valueAt(config, [...row, 'name'])];
  const real = formatPath([...row, 'id']);
  const rename = (to: string): Fix => ({
    title: `rename it to '${to}'`,
    safety: 'safe',
    ops: [{ op: 'rename', path, key: to }],
  });
  if (id === undefined) return { real, fix: rename('id') };
  return id === value || name === value ? { real, note: 'which says the same', fix: remove(path) } : undefined;
}

/** Whether the model takes tools: on unless `compat.supportsTools` is false. */
function tools(path: ConfigPath, key: string, { value, config }: Scene): Advised | undefined {
  const named =
    /^(?:tools|tool_?calls?|tool_?calling|tool_?use|function_?call(?:s|ing)?|supports_?tool_?(?:s|calls|calling|use)|supports_tools)$/i;
  if (!named.test(key) || typeof value !== 'boolean') return undefined;
  const to = [...path.slice(0, -1), 'compat', 'supportsTools'];
  const real = formatPath(to);
  const there = valueAt(config, to);
  if (value === (there ?? true)) return { real, note: 'which says the same', fix: remove(path) };
  if (there !== undefined) return undefined;
  return { real, fix: writeAs(path, { to, value: false, title: 'write it as compat.supportsTools: false' }) };
}

const labels = /^(?:name|label|title|display_?name|description|desc|notes?)$/i;
/** What `GET /v1/models` tells of a model, copied into its row. */
const listed = /^(?:object|owned_by|ownedBy|created|root|parent|permission|family|size|quantization|provider|vendor)$/;

function label(
  path: ConfigPath,
  key: string,
  { value, config, place }: Scene & { readonly place: 'provider' | 'row' },
): Advised | undefined {
  if (place === 'row' && listed.test(key))
    return { note: 'OpenClaw asks for no such thing', fix: remove(path, 'it only described the model') };
  if (!labels.test(key) || typeof value !== 'string') return undefined;
  const to = [...path.slice(0, -1), 'name'];
  if (place === 'row' && valueAt(config, to) === undefined) {
    const fix: Fix = { title: "rename it to 'name'", safety: 'safe', ops: [{ op: 'rename', path, key: 'name' }] };
    return { real: formatPath(to), fix };
  }
  return { note: 'it is shown nowhere', fix: remove(path, 'it only described the block') };
}

const sampling = /^(?:temperature|top_?p|top_?k|min_?p|seed|(?:repetition|presence|frequency)_?penalty)$/i;

/** What is meant for the server belongs below `params` of the agents, under the name that the release sends. */
function sampled(path: ConfigPath, config: JsonValue, traits: ReleaseTraits): Advised | undefined {
  const key = String(path.at(-1));
  const to = sampling.test(key) ? sentAs(key, traits) : undefined;
  const place = to && paramsPlace(path, config);
  if (to === undefined || place === undefined) return undefined;
  const { home, from } = place;
  const target = [...home, ...to];
  if (valueAt(config, target) !== undefined) return undefined;
  const ops = [{ op: 'move' as const, path, to: target }];
  const fix = { title: `move it to ${formatPath(target)}`, ops, releases: { from } };
  const risk = riskOfParams({ home, to, config, traits });
  return {
    real: formatPath(target),
    fix: risk === undefined ? { ...fix, safety: 'safe' } : { ...fix, safety: 'unsafe', risk },
  };
}

/** The `params` that stand for the same models, and since when. */
function paramsPlace(
  path: ConfigPath,
  config: JsonValue,
): { readonly home: ConfigPath; readonly from: string } | undefined {
  const [root, second, third] = path;
  const parent = path.slice(0, -1);
  if (root === 'agents' && second === 'defaults') {
    if (path.length === 3) return { home: [...parent, 'params'], from: '2026.4.12' };
    return path.length === 5 && third === 'models' ? { home: [...parent, 'params'], from: '2026.3.31' } : undefined;
  }
  const id = placeOf(path) === 'row' ? valueAt(config, [...parent, 'id']) : undefined;
  return typeof id === 'string' ? { home: paramsOfModel(`${path[2]}/${id}`), from: '2026.3.31' } : undefined;
}

/** `providers` at the root, which belongs under `models`. */
function isRootProviders(path: ConfigPath, value: JsonValue | undefined, config: JsonValue): boolean {
  if (path.length !== 1 || path[0] !== 'providers' || !isObject(value)) return false;
  const blocks = Object.values(value);
  return (
    valueAt(config, ['models', 'providers']) === undefined &&
    blocks.length > 0 &&
    blocks.every((block) => isObject(block) && ('baseUrl' in block || 'models' in block || 'apiKey' in block))
  );
}

function toModels(path: ConfigPath): Fix {
  const to = ['models', 'providers'];
  return { title: 'move it to models.providers', safety: 'safe', ops: [{ op: 'move', path, to }] };
}
