import nodePath from 'node:path';
import type { JsonValue } from '../config/json.js';
import { type Fact, known, unknown } from '../facts/fact.js';
import { agentsOf, normalizeAgentId } from '../schema/agents.js';
import { readDatabaseLogins, sharedDatabase } from './database-logins.js';
import { readDisplaced } from './displaced.js';
import { readExposed } from './exposed.js';
import { codeOf, type StateFiles } from './files.js';
import { readModelsFile } from './models-file.js';
import { countPairedNodes } from './paired-nodes.js';
import { type ProfileView, readLegacyProfiles, readProfilesFile } from './profiles-file.js';
import type { Place } from './read-file.js';
import { readRestore, type TopConfig } from './restore.js';
import type { AgentState, StateReport } from './types.js';
import { userPath } from './user-path.js';
import { readWorkspaces } from './workspaces.js';

export interface StateQuestion {
  readonly stateDir: string;
  /** `-` for standard input. */
  readonly configFile: string;
  /** The folder is the one of this config even when the file stands elsewhere: a variable or a profile names it. */
  readonly named: boolean;
  readonly files: StateFiles;
  readonly platform: NodeJS.Platform;
  /** The files that the config is made of, itself first; absolute. */
  readonly configFiles?: readonly string[];
  /** Absent when it does not parse. */
  readonly top?: TopConfig;
  /** The config after includes and substitution: for `agentDir` and `workspace`. */
  readonly value: JsonValue;
  readonly home: string;
  readonly cwd: string;
  readonly profiles: ProfileView;
}

const mostAgents = 200;

/** Looks into OpenClaw's state folder; writes nothing. Unknown for a config that has nothing to do with the folder. */
export async function readState(question: StateQuestion): Promise<Fact<StateReport>> {
  const { stateDir, configFile, named, files, platform } = question;
  const paths = platform === 'win32' ? nodePath.win32 : nodePath.posix;
  const place: Place = { stateDir, files, paths };
  const within = configFile !== '-' && paths.relative(stateDir, paths.dirname(configFile)) === '';
  if (!named && !within) return unknown('the state folder of this config is not known');
  try {
    const folders = await agentFolders(question, place);
    const found = await Promise.all(
      folders.slice(0, mostAgents).map(({ id, folder }) => readAgent(id, folder, place, question.profiles)),
    );
    const agents = found.flatMap((agent) => agent ?? []);
    const oauth = paths.join(stateDir, 'credentials', 'oauth.json');
    const oauthFile = (await files.look(oauth)) !== undefined;
    const logins = agents.flatMap(({ profiles }) => (profiles?.holdsSecret === true ? [profiles.file] : []));
    const restore =
      configFile === '-' || question.top === undefined ? undefined : await readRestore(configFile, question.top, place);
    const pairedNodes = await countPairedNodes(question.value, place);
    const database = sharedDatabase(place);
    const hasDatabase = (await files.look(database)) !== undefined;
    const shared = hasDatabase ? await readDatabaseLogins(database, 'shared', place, question.profiles) : undefined;
    return known({
      folder: stateDir,
      agents,
      ...(shared !== undefined && { logins: shared }),
      unreadDatabase:
        (hasDatabase && shared === undefined) || agents.some((agent) => agent.database && agent.logins === undefined),
      ...(pairedNodes !== undefined && { pairedNodes }),
      unread: Math.max(0, folders.length - mostAgents),
      oauthFile,
      displaced: configFile === '-' ? [] : await readDisplaced(configFile, place),
      ...(restore !== undefined && { restore }),
      workspaces: await readWorkspaces(question, place),
      exposed: await readExposed({ ...question, logins: oauthFile ? [...logins, oauth] : logins }, place),
    });
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    return unknown(`the state folder cannot be read (${code})`);
  }
}

interface AgentFolder {
  readonly id: string;
  readonly folder: string;
}

/** What stands in `agents/`, except agents that the config sends elsewhere (`agentDir`). */
async function agentFolders(
  { value, home, cwd }: StateQuestion,
  { stateDir, files, paths }: Place,
): Promise<readonly AgentFolder[]> {
  const elsewhere = agentsOf(value).flatMap(({ id, entry }): readonly AgentFolder[] => {
    const { agentDir } = entry;
    if (typeof agentDir !== 'string' || agentDir.trim() === '') return [];
    return [{ id: normalizeAgentId(id), folder: userPath(agentDir, { home, cwd, paths }) }];
  });
  const names = (await files.list(paths.join(stateDir, 'agents'))) ?? [];
  const usual = names
    .filter((name) => !elsewhere.some(({ id }) => id === name))
    .map((id) => ({ id, folder: paths.join(stateDir, 'agents', id, 'agent') }));
  return [...usual, ...elsewhere].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function readAgent(
  id: string,
  folder: string,
  place: Place,
  profiles: ProfileView,
): Promise<AgentState | undefined> {
  const names = await place.files.list(folder).catch(() => undefined); // one locked folder hides nothing of the others
  if (names === undefined) return undefined;
  const file = (name: string) => place.paths.join(folder, name);
  const old = names.includes('auth.json') && !names.includes('auth-profiles.json');
  const database = names.includes('openclaw-agent.sqlite');
  const [models, logins, legacyProfiles, inDatabase] = await Promise.all([
    names.includes('models.json') ? readModelsFile(file('models.json'), place) : undefined,
    names.includes('auth-profiles.json') ? readProfilesFile(file('auth-profiles.json'), place, profiles) : undefined,
    old ? readLegacyProfiles(file('auth.json'), place, profiles) : undefined,
    database ? readDatabaseLogins(file('openclaw-agent.sqlite'), 'agent', place, profiles) : undefined,
  ]);
  return {
    id,
    ...(models !== undefined && { models }),
    ...(logins !== undefined && { profiles: logins }),
    legacyAuth: names.includes('auth.json'),
    ...(legacyProfiles !== undefined && { legacyProfiles }),
    database,
    ...(inDatabase !== undefined && { logins: inDatabase }),
  };
}
