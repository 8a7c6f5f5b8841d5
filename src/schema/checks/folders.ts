import { type JsonValue, valueAt } from '../../config/json.js';
import { type AgentEntry, agentsOf, defaultAgentOf, normalizeAgentId } from '../agents.js';
import { holdsFor } from '../range.js';
import { pathsOf, resolveUserPath, type Surroundings, stateDir, workspaceDir } from '../surroundings.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { stringsAt } from './places.js';

/** Rules about where agents keep their files. */
export const folderChecks: readonly Check[] = [
  {
    name: 'agents that share an agentDir',
    source: 'agent-dirs.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value, release, surroundings }) {
      const roster = holdsFor({ from: '2026.8.2' }, release) ? 'entries' : 'list';
      const idOf = new Map<string, string>();
      for (const id of referencedIds(value, roster)) {
        const folder = agentDir(value, id, surroundings);
        const first = idOf.get(folder);
        idOf.set(folder, first ?? id);
        if (first === undefined) continue;
        const entry = entryOf(value, id);
        const path = entry === undefined ? ['agents', roster] : [...entry.path, 'agentDir'];
        yield { ...policy(path, `agents ${first} and ${id} share one agentDir`), reported: ['agents', roster] };
      }
    },
  },
  {
    name: 'identity.avatar',
    source: 'validateIdentityAvatar, read in 2026.4.22 to 2026.9.6',
    *run(input) {
      for (const { path, value: written } of stringsAt(input.value, 'agents.{list.*,entries.*}.identity.avatar')) {
        const avatar = written.trim();
        if (avatar === '' || /^data:/i.test(avatar) || /^https?:\/\//i.test(avatar)) continue;
        const scheme = /^[a-z][a-z0-9+.-]*:/i.test(avatar) && !/^[a-z]:[\\/]/i.test(avatar);
        if (avatar.startsWith('~') || scheme) {
          yield policy(path, 'an avatar must be a path inside the workspace, an http(s) URL or a data URI');
        } else if (!staysInside(avatar, workspaceOf(input, path), input.surroundings)) {
          yield policy(path, 'an avatar must stay inside the workspace of its agent');
        }
      }
    },
  },
];

/** The agents that exist, and those that bindings name. */
function referencedIds(value: JsonValue, roster: 'list' | 'entries'): readonly string[] {
  const agents = agentsOf(value);
  const named = agents.flatMap(({ id }) => (id === '' ? [] : [normalizeAgentId(id)]));
  // Up to 2026.7.1 there is always a default agent, also in a config without agents.
  if (roster === 'list' && agents.length === 0) named.push('main');
  const bound = stringsAt(value, 'bindings.*.agentId').map(({ value: id }) => id);
  return [...new Set([...named, ...bound.filter((id) => id.trim() !== '').map(normalizeAgentId)])];
}

function entryOf(value: JsonValue, id: string): AgentEntry | undefined {
  return agentsOf(value).find((agent) => normalizeAgentId(agent.id) === id);
}

function agentDir(value: JsonValue, id: string, surroundings: Surroundings): string {
  const paths = pathsOf(surroundings);
  const configured = entryOf(value, id)?.entry['agentDir'];
  const folder =
    typeof configured === 'string' && configured.trim() !== ''
      ? resolveUserPath(configured, surroundings)
      : paths.join(stateDir(surroundings), 'agents', id, 'agent');
  // macOS and Windows do not tell upper from lower case.
  return surroundings.platform === 'linux' ? paths.resolve(folder) : paths.resolve(folder).toLowerCase();
}

function workspaceOf(
  { value, written, release, surroundings }: CheckInput,
  avatar: readonly (string | number)[],
): string {
  const paths = pathsOf(surroundings);
  const agent = agentsOf(value).find(({ path }) => path[2] === avatar[2]);
  const id = normalizeAgentId(agent?.id ?? '');
  const own = agent?.entry['workspace'];
  if (typeof own === 'string' && own.trim() !== '') return resolveUserPath(own, surroundings);
  const shared = valueAt(value, ['agents', 'defaults', 'workspace']);
  const fallback =
    typeof shared === 'string' && shared.trim() !== '' ? resolveUserPath(shared, surroundings) : undefined;
  if (id === defaultAgent(written, release)) return fallback ?? workspaceDir(surroundings);
  return fallback === undefined ? paths.join(stateDir(surroundings), `workspace-${id}`) : paths.join(fallback, id);
}

function defaultAgent(written: JsonValue, release: string): string | undefined {
  const agents = agentsOf(written);
  const chosen = defaultAgentOf(agents);
  const isNamed = chosen?.entry['default'] === true || agents.length === 1;
  if (!isNamed && holdsFor({ from: '2026.8.2' }, release)) return undefined;
  return chosen === undefined ? undefined : normalizeAgentId(chosen.id);
}

function staysInside(avatar: string, workspace: string, surroundings: Surroundings): boolean {
  const paths = pathsOf(surroundings);
  const relative = paths.relative(workspace, paths.resolve(workspace, avatar));
  return relative === '' || (relative.split(paths.sep)[0] !== '..' && !paths.isAbsolute(relative));
}
