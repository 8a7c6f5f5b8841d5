import { readFile } from 'node:fs/promises';
import type { JsonValue } from '../config/json.js';
import { valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { type AgentChoice, agentChoices, agentValue } from './agents.js';
import { type PromptFile, promptFiles, type Surroundings, skillFiles, skillFolders, workspaceOf } from './files.js';
import { injectedFiles } from './injected.js';
import type { Blocked, BootstrapLimits, SkillEntry, WorkspaceReport } from './types.js';
import { blockedAt } from './write-access.js';

const mostAgents = 50;

/**
 * The workspace of each agent, the default agent's first, as far as it stands in prompts; with `named`, those that the config does not
 * name count as not there. Never throws.
 */
export async function readPromptWorkspaces(
  value: JsonValue,
  traits: ReleaseTraits,
  around: Surroundings & ReadingOptions,
  which: 'all' | 'named' = 'all',
): Promise<readonly WorkspaceReport[]> {
  const shared = which === 'all' ? await sharedSkills(value, around) : [];
  const read = (agent: AgentChoice) => {
    if (which === 'all') return readOne(value, agent, { traits, around, shared });
    // A config from elsewhere may mean another machine: whether we could write there says nothing.
    const apart = { ...around, blockedAt: async () => undefined };
    if (namesWorkspace(value, agent)) return readOne(value, agent, { traits, around: apart, shared });
    const folder = workspaceOf(value, agent, traits, around);
    return { agent: agent.id, folder, path: [], state: 'absent' as const, files: [], skills: [] };
  };
  return Promise.all(agentChoices(value).slice(0, mostAgents).map(read));
}

export interface ReadingOptions {
  /** Whether the user may write there; asks the disk unless given. */
  readonly blockedAt?: ((folder: string) => Promise<Blocked | undefined>) | undefined;
}

/** The config itself says where this agent works. */
export function namesWorkspace(value: JsonValue, agent: AgentChoice): boolean {
  return typeof agentValue(value, agent, 'workspace') === 'string';
}

interface Reading {
  readonly traits: ReleaseTraits;
  readonly around: Surroundings & ReadingOptions;
  readonly shared: readonly SkillEntry[];
}

async function readOne(
  value: JsonValue,
  agent: AgentChoice,
  { traits, around, shared }: Reading,
): Promise<WorkspaceReport> {
  const folder = workspaceOf(value, agent, traits, around);
  const found = await promptFiles(folder);
  const texts = await Promise.all(
    found
      .filter(({ kind }) => kind === 'bootstrap')
      .map(async ({ name, file }) => ({ name, text: await textOf(file) })),
  );
  const blocked = await (around.blockedAt ?? blockedAt)(folder);
  const names = new Set(found.map(({ name }) => name));
  const lacks = filesToMake(value, traits).find((name) => !names.has(name));
  const limits = limitsOf(value, agent, traits);
  const own = await skillsIn(found.filter(({ kind }) => kind === 'skill'));
  return {
    agent: agent.id,
    folder,
    path: pathOf(value, agent),
    ...(lacks !== undefined && { lacks }),
    ...(blocked && { blocked }),
    state: stateOf(texts.map(({ name }) => name)),
    limits,
    files: injectedFiles(texts, limits),
    skills: [...own, ...shared.filter(({ name }) => !own.some((skill) => skill.name === name))],
  };
}

function pathOf(value: JsonValue, agent: AgentChoice): ConfigPath {
  const own = agent.entry && [...agent.entry.path, 'workspace'];
  const named = [...(own === undefined ? [] : [own]), ['agents', 'defaults', 'workspace']];
  return named.find((path) => typeof valueAt(value, path) === 'string') ?? [];
}

function filesToMake(value: JsonValue, { workspaceFiles }: ReleaseTraits): readonly string[] {
  if (valueAt(value, ['agents', 'defaults', 'skipBootstrap']) === true) return [];
  const skipped = valueAt(value, ['agents', 'defaults', 'skipOptionalBootstrapFiles']);
  return Array.isArray(skipped) ? workspaceFiles.filter((name) => !skipped.includes(name)) : workspaceFiles;
}

/** As OpenClaw sees it: without any of its files it makes them anew, BOOTSTRAP.md among them. */
function stateOf(names: readonly string[]): WorkspaceReport['state'] {
  if (names.length === 0) return 'absent';
  return names.includes('BOOTSTRAP.md') ? 'first-run' : 'established';
}

/** `bootstrapMaxChars` and `bootstrapTotalMaxChars` of the agent, else of `agents.defaults`, else those of the release. */
function limitsOf(value: JsonValue, agent: AgentChoice, { bootstrapChars }: ReleaseTraits): BootstrapLimits {
  const written = (key: string) => {
    const number = agentValue(value, agent, key);
    return typeof number === 'number' && number >= 1 ? Math.floor(number) : undefined;
  };
  const perFile = written('bootstrapMaxChars') ?? bootstrapChars.perFile;
  return {
    perFile,
    // Only newer releases have one for USER.md that no key raises.
    user: bootstrapChars.user < bootstrapChars.perFile ? Math.min(perFile, bootstrapChars.user) : perFile,
    total: written('bootstrapTotalMaxChars') ?? bootstrapChars.total,
  };
}

async function sharedSkills(value: JsonValue, around: Surroundings): Promise<readonly SkillEntry[]> {
  const folders = await Promise.all(skillFolders(value, around).map(({ folder }) => skillFiles(folder, '')));
  return skillsIn(folders.flat());
}

async function skillsIn(files: readonly PromptFile[]): Promise<readonly SkillEntry[]> {
  return Promise.all(files.map(async ({ file }) => skillOf(file, await textOf(file))));
}

/** Name and description from the front matter; the folder's name when there is none. */
function skillOf(file: string, text: string): SkillEntry {
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const field = (key: string) =>
    new RegExp(`^${key}:[ \\t]*(?:[>|][-+]?[ \\t]*\\r?\\n)?(.*(?:\\r?\\n[ \\t]+.*)*)`, 'm').exec(head)?.[1]?.trim();
  const name = field('name') ?? file.split(/[\\/]/).at(-2) ?? 'skill';
  return { name, file, chars: name.length + (field('description') ?? '').length + file.length + aroundASkill };
}

/** `<skill><name>…</name><description>…</description><location>…</location></skill>` with its line breaks. */
const aroundASkill = 110;

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
