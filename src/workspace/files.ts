import type { Dirent } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type JsonValue, valueAt } from '../config/json.js';
import type { ReleaseTraits } from '../release/traits.js';
import { userPath } from '../state/user-path.js';
import type { AgentChoice } from './agents.js';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly stateDir: string;
  readonly cwd: string;
}

/** Where OpenClaw has this agent work (resolveAgentWorkspaceDir of 2026.4.22, 2026.8.2 and 2026.9.6). Absolute. */
export function workspaceOf(
  value: JsonValue,
  agent: AgentChoice,
  { workspaceInState }: ReleaseTraits,
  { env, home, stateDir, cwd }: Surroundings,
): string {
  const resolve = (text: string) => userPath(text, { home, cwd, paths: path });
  const own = agent.entry && text(valueAt(agent.entry.entry, ['workspace']));
  if (own !== undefined) return resolve(own);
  const shared = text(valueAt(value, ['agents', 'defaults', 'workspace']));
  if (!agent.isDefault) {
    return shared === undefined ? path.join(stateDir, `workspace-${agent.id}`) : path.join(resolve(shared), agent.id);
  }
  if (shared !== undefined) return resolve(shared);
  const named = text(env['OPENCLAW_WORKSPACE_DIR']);
  if (workspaceInState) return named === undefined ? path.join(stateDir, 'workspace') : resolve(named);
  const profile = text(env['OPENCLAW_PROFILE']);
  const suffix = profile === undefined || profile.toLowerCase() === 'default' ? '' : `-${profile}`;
  return path.join(home, '.openclaw', `workspace${suffix}`);
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Files that OpenClaw writes into the prompt, in its order; all releases together (4.22 to 9.6). */
export const bootstrapNames: readonly string[] = [
  'AGENTS.md',
  'SOUL.md',
  'TOOLS.md',
  'IDENTITY.md',
  'USER.md',
  'HEARTBEAT.md',
  'BOOTSTRAP.md',
  'MEMORY.md',
  'memory.md',
];

/** A text that takes part in the prompt. */
export interface PromptFile {
  /** Below the workspace, with forward slashes; absolute when it is elsewhere. */
  readonly name: string;
  readonly file: string;
  readonly kind: 'bootstrap' | 'skill' | 'state';
}

export const limits = { fileBytes: 2 * 1024 * 1024, totalBytes: 16 * 1024 * 1024, skills: 500 } as const;

export interface SkillFolder {
  readonly folder: string;
  /** Where it stands in the copy, below its home folder. */
  readonly copy: string;
}

/** Folders besides the workspace whose skills are listed in the prompt. */
export function skillFolders(value: JsonValue, around: Surroundings): readonly SkillFolder[] {
  const extra = valueAt(value, ['skills', 'load', 'extraDirs']);
  const named = (Array.isArray(extra) ? extra : []).flatMap((folder: JsonValue) => text(folder) ?? []);
  return [
    { folder: path.join(around.stateDir, 'skills'), copy: path.join('.openclaw', 'skills') },
    { folder: path.join(around.home, '.agents', 'skills'), copy: path.join('.agents', 'skills') },
    ...named.map((folder, i) => ({
      folder: userPath(folder, { home: around.home, cwd: around.cwd, paths: path }),
      copy: path.join('extra-skills', String(i)),
    })),
  ];
}

/** What of a workspace can be in a prompt: its files at the top, the skills, and the marks that say it is set up. */
export async function promptFiles(workspace: string): Promise<readonly PromptFile[]> {
  const names = await list(workspace);
  const top = names
    .filter((entry) => entry.isFile() && bootstrapNames.includes(entry.name))
    .map(({ name }): PromptFile => ({ name, file: path.join(workspace, name), kind: 'bootstrap' }));
  const marks = (await list(path.join(workspace, '.openclaw')))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(
      ({ name }): PromptFile => ({
        name: `.openclaw/${name}`,
        file: path.join(workspace, '.openclaw', name),
        kind: 'state',
      }),
    );
  const skills = await Promise.all(
    ['skills', '.agents/skills'].map((folder) => skillFiles(path.join(workspace, folder), `${folder}/`)),
  );
  return [...top, ...marks, ...skills.flat()];
}

/** `SKILL.md` of each skill, three levels deep: collections keep theirs in groups. */
export async function skillFiles(folder: string, prefix: string, depth = 3): Promise<readonly PromptFile[]> {
  const found: PromptFile[] = [];
  for (const entry of await list(folder)) {
    if (found.length >= limits.skills) break;
    const file = path.join(folder, entry.name);
    if (entry.isFile() && entry.name === 'SKILL.md') found.push({ name: `${prefix}SKILL.md`, file, kind: 'skill' });
    if (depth > 0 && entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
      found.push(...(await skillFiles(file, `${prefix}${entry.name}/`, depth - 1)));
    }
  }
  return found.slice(0, limits.skills);
}

async function list(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Writes a read-only copy of those files below `target`. Larger ones than the limit are cut, as OpenClaw would cut them much earlier.
 * Also makes the folders whose presence alone says that a workspace is in use.
 */
export async function copyPromptFiles(workspace: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  let room: number = limits.totalBytes;
  for (const { name, file } of await promptFiles(workspace)) {
    room -= await copyFile(file, path.join(target, ...name.split('/')), room);
  }
  for (const folder of ['memory', '.git']) {
    const there = await stat(path.join(workspace, folder)).catch(() => undefined);
    if (there !== undefined) await mkdir(path.join(target, folder), { recursive: true });
  }
}

export async function copySkills(folders: readonly SkillFolder[], home: string): Promise<void> {
  let room: number = limits.totalBytes;
  for (const { folder, copy } of folders) {
    for (const { name, file } of await skillFiles(folder, '')) {
      room -= await copyFile(file, path.join(home, copy, ...name.split('/')), room);
    }
  }
}

async function copyFile(from: string, to: string, room: number): Promise<number> {
  if (room <= 0) return 0;
  const bytes = await readFile(from).catch(() => undefined); // what we cannot read OpenClaw cannot read either
  if (bytes === undefined) return 0;
  const kept = bytes.subarray(0, Math.min(limits.fileBytes, room));
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, kept);
  await chmod(to, 0o444);
  return kept.length;
}
