import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { type ModelIndex, resolveReference, resolveWithin, withoutProfile } from './model-ref.js';
import type { ModelReference } from './types.js';

interface Place {
  readonly keys: ConfigPath;
  readonly role: ModelReference['role'];
  /** Media models come from plugins that no list knows: only the ones that resolve are of interest. */
  readonly lenient?: true;
}

/** Under `agents.defaults` and under each agent; a string, or `{ primary, fallbacks }`. Schemas 2026.3.31 to 2026.9.6. */
const agentPlaces: readonly Place[] = [
  { keys: ['model'], role: 'primary' },
  { keys: ['imageModel'], role: 'image' },
  { keys: ['pdfModel'], role: 'other' },
  { keys: ['utilityModel'], role: 'other' },
  { keys: ['decisionModel'], role: 'other' },
  { keys: ['heartbeat', 'model'], role: 'heartbeat' },
  { keys: ['subagents', 'model'], role: 'subagent' },
  { keys: ['compaction', 'model'], role: 'compaction' },
  { keys: ['compaction', 'memoryFlush', 'model'], role: 'compaction' },
  { keys: ['tools', 'exec', 'reviewer', 'model'], role: 'other' },
  { keys: ['tts', 'summaryModel'], role: 'other' },
  { keys: ['voiceModel'], role: 'other', lenient: true },
  { keys: ['imageGenerationModel'], role: 'other', lenient: true },
  { keys: ['musicGenerationModel'], role: 'other', lenient: true },
  { keys: ['videoGenerationModel'], role: 'other', lenient: true },
  { keys: ['mediaModels', 'image'], role: 'other', lenient: true },
  { keys: ['mediaModels', 'music'], role: 'other', lenient: true },
  { keys: ['mediaModels', 'video'], role: 'other', lenient: true },
];

const rootPlaces: readonly Place[] = [
  { keys: ['hooks', 'gmail', 'model'], role: 'other' },
  { keys: ['tools', 'exec', 'reviewer', 'model'], role: 'other' },
  { keys: ['messages', 'tts', 'summaryModel'], role: 'other' },
  { keys: ['tts', 'summaryModel'], role: 'other' },
];

/** Agent of a reference that no agent owns. */
export const everybody = 'defaults';

/** Every place that names a model, in the order of importance, with what it reaches. */
export function collectReferences(config: JsonValue, index: ModelIndex): readonly ModelReference[] {
  const found: ModelReference[] = [];
  const implied = impliedPrimary(config, index);
  const add = (path: ConfigPath, place: Place, role: ModelReference['role'], agent: string) => {
    const text = valueAt(config, path);
    // Blank means "none" everywhere but at the primary, e.g. no utility model.
    if (typeof text !== 'string' || (text.trim() === '' && role !== 'primary')) return;
    const provider = role === 'heartbeat' ? providerOfPrimary(found, implied, agent) : undefined;
    const { resolved, problem } =
      provider === undefined ? resolveReference(text, index) : resolveWithin(text, provider, index);
    if (place.lenient && problem !== undefined) return;
    const profile = text
      .trim()
      .slice(withoutProfile(text.trim()).length)
      .replace(/^\s*@\s*/, '');
    found.push({
      path,
      text,
      role,
      agent,
      ...(resolved !== undefined && { resolved }),
      ...(problem && { problem }),
      ...(profile !== '' && { profile }),
    });
  };
  const look = (path: ConfigPath, place: Place, agent: string) => {
    const value = valueAt(config, path);
    if (!isObject(value)) return add(path, place, place.role, agent);
    add([...path, 'primary'], place, place.role, agent);
    const fallbacks = value['fallbacks'];
    const role = place.role === 'primary' ? 'fallback' : place.role;
    if (Array.isArray(fallbacks)) for (const i of fallbacks.keys()) add([...path, 'fallbacks', i], place, role, agent);
  };
  for (const { path, agent } of agentPaths(config)) {
    for (const place of agentPlaces) look([...path, ...place.keys], place, agent);
  }
  for (const place of rootPlaces) look(place.keys, place, everybody);
  const mappings = valueAt(config, ['hooks', 'mappings']);
  const hook: Place = { keys: [], role: 'other' };
  if (Array.isArray(mappings))
    for (const i of mappings.keys()) look(['hooks', 'mappings', i, 'model'], hook, everybody);

  const isPrimary = ({ role, agent }: ModelReference) => role === 'primary' && agent === everybody;
  if (implied === undefined) return found;
  if (!found.some(isPrimary)) return [implied, ...found];
  // An empty text, and one such as `vllm/`, is passed over (called in 2026.9.6, read 2026.4.22).
  const { resolved } = implied;
  return found.map((row) =>
    isPrimary(row) && row.problem === 'empty' && resolved !== undefined ? { ...row, resolved } : row,
  );
}

/** Heartbeats look no provider up. */
function providerOfPrimary(
  found: readonly ModelReference[],
  implied: ModelReference | undefined,
  agent: string,
): string | undefined {
  const primaries = found.filter(({ role, resolved }) => role === 'primary' && resolved !== undefined);
  const own = primaries.find((row) => row.agent === agent) ?? primaries.find((row) => row.agent === everybody);
  return (own ?? implied)?.resolved?.split('/')[0];
}

interface AgentPath {
  readonly path: ConfigPath;
  readonly agent: string;
}

/** `agents.defaults`, then the roster of either generation. */
export function agentPaths(config: JsonValue): readonly AgentPath[] {
  const [list, entries] = [valueAt(config, ['agents', 'list']), valueAt(config, ['agents', 'entries'])];
  const listed = Array.isArray(list)
    ? list.map(
        (agent: JsonValue, i): AgentPath => ({
          path: ['agents', 'list', i],
          agent: String(valueAt(agent, ['id']) ?? i),
        }),
      )
    : [];
  const named = Object.keys(isObject(entries) ? entries : {});
  return [
    { path: ['agents', 'defaults'], agent: everybody },
    ...listed,
    ...named.map((agent): AgentPath => ({ path: ['agents', 'entries', agent], agent })),
  ];
}

/**
 * Without `agents.defaults.model` the first row of the first provider that has rows is taken, unless openai is configured
 * (2026.4.22, 2026.9.6).
 */
function impliedPrimary(config: JsonValue, { providers }: ModelIndex): ModelReference | undefined {
  const first = [...providers].find(([, ids]) => ids.length > 0);
  if (first === undefined || valueAt(config, ['models', 'providers', 'openai']) !== undefined) return undefined;
  const [provider, [id]] = first;
  const path = ['agents', 'defaults', 'model'];
  return { path, text: '', role: 'primary', agent: everybody, resolved: `${provider}/${id}`, implied: true };
}
