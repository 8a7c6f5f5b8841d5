import type { ConfigPath } from '../config/path.js';

/** What stands in OpenClaw's state folder, as far as it can contradict the config. Holds no secret. */
export interface StateReport {
  /** Absolute. */
  readonly folder: string;
  readonly agents: readonly AgentState[];
  /** Agent folders that were not looked at, beyond the first 200. */
  readonly unread: number;
  /** `credentials/oauth.json`, a store of logins that is older than all others. */
  readonly oauthFile: boolean;
  /** Logins of all agents in `state/openclaw.sqlite` of newer releases. */
  readonly logins?: StoredLogins;
  /** A database is there, and its logins could not be read. */
  readonly unreadDatabase: boolean;
  /** Copies of the config beside it that are younger than it, or as old. */
  readonly displaced: readonly DisplacedConfig[];
  /** OpenClaw would put a backup in place of the config. */
  readonly restore?: BackupRestore;
  readonly workspaces: readonly Workspace[];
  /** Machines that are paired as nodes; given when commands run on one, and the list can be read. */
  readonly pairedNodes?: number;
  /** Files for secrets that somebody besides their owner can read; none on Windows. */
  readonly exposed: readonly ExposedFile[];
}

export interface ExposedFile {
  /** Absolute. */
  readonly file: string;
  /** As it is shown: `~/.openclaw/.env`. */
  readonly shown: string;
  /**
   * `config`: the config or a file that it includes, whether that holds a secret or not; `env`, `logins`: hold one; `secrets`: named by
   * `secrets.providers` and used, and by its own bits alone too open for OpenClaw to read it.
   */
  readonly kind: 'config' | 'env' | 'logins' | 'secrets';
  /** Permission bits. */
  readonly mode: number;
  /** `group` alone: on most Linux systems a group of one. */
  readonly to: 'others' | 'group';
  /** What names it: `secrets.providers.<id>`. */
  readonly path?: ConfigPath;
}

/** `agents/<id>/agent`, or the `agentDir` of the config. */
export interface AgentState {
  /** Name of the folder, or of the agent that the config sends elsewhere. */
  readonly id: string;
  readonly models?: ModelsFile;
  readonly profiles?: ProfilesFile;
  /** `auth.json`, the store before `auth-profiles.json`. */
  readonly legacyAuth: boolean;
  /** Its logins, where no `auth-profiles.json` stands beside it: 2026.4.22 takes them over before it runs (ran). */
  readonly legacyProfiles?: readonly StoredProfile[];
  /** `openclaw-agent.sqlite` of newer releases. */
  readonly database: boolean;
  /** Its own logins in that database. */
  readonly logins?: StoredLogins;
}

export interface StoredFile {
  /** Below the state folder, with forward slashes; absolute when it is somewhere else. */
  readonly file: string;
  /** Permission bits; undefined on Windows. */
  readonly mode?: number;
  /** By its own bits and those of the folders above it; undefined on Windows. */
  readonly readableByOthers?: boolean;
  /** Why nothing more is known of it: `not JSON`, `larger than 2 MiB`, `EACCES`. */
  readonly problem?: string;
}

export interface ModelsFile extends StoredFile {
  readonly providers: readonly StoredProvider[];
}

export interface StoredProvider {
  readonly id: string;
  /** Without user info, query and fragment. */
  readonly baseUrl?: string;
  /** Keys that hold a secret in clear text: `apiKey`, `headers.X-Api-Key`. */
  readonly secrets: readonly string[];
  readonly models: readonly StoredModel[];
}

export interface StoredModel {
  readonly id: string;
  readonly contextWindow?: number;
  readonly maxTokens?: number;
}

export interface ProfilesFile extends StoredFile, StoredLogins {
  /** A key or token stands in it as it is. */
  readonly holdsSecret: boolean;
}

export interface StoredLogins {
  readonly profiles: readonly StoredProfile[];
  /** Ids by provider, in lower case, in the order in which they are to be tried; comes before `auth.order` of the config. */
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

export interface StoredProfile {
  readonly id: string;
  /** Lower case; empty when the entry names none. */
  readonly provider: string;
  readonly type: 'api_key' | 'token' | 'oauth' | 'unknown';
  /** Holds a key or says where it is, and has not run out. */
  readonly usable: boolean;
  /** Holds the key that the config means, too; undefined when that cannot be compared. */
  readonly repeatsConfig?: boolean;
  /** Id of the one model for which it rests after failures. */
  readonly restsForModel?: string;
  /** Of two alike the one that was used longer ago is tried first. */
  readonly lastUsedMs?: number;
  /** It is chosen, and then nothing is sent: OpenClaw lets it rest after failures, or its variable has no value. */
  readonly withheld?: 'cooldown' | 'unset-variable';
}

export interface DisplacedConfig {
  /** Name of the file beside the config. */
  readonly name: string;
  /** `clobbered`: set aside when OpenClaw found a config suspicious; `backup`: made before OpenClaw wrote one. */
  readonly kind: 'clobbered' | 'backup';
  /** Seconds by which it is younger than the config; negative when older. */
  readonly youngerBySeconds: number;
  /** Holds the same text as the config. */
  readonly sameAsConfig: boolean;
}

export interface BackupRestore {
  /** Name of the file beside the config. */
  readonly name: string;
  /** What the config lacks of the last good one: more than half of the text, `meta`, `gateway.mode`. */
  readonly reasons: readonly ('size' | 'meta' | 'gateway.mode')[];
  /** The backup, and what the config was compared with, say how the gateway runs; without it nothing is put back. */
  readonly backupHasMode: boolean;
  readonly baselineHasMode: boolean;
  /** The config brings in other files. */
  readonly includes: boolean;
  /** The release accepts the backup; undefined when nobody tried. */
  readonly backupAccepted?: boolean;
  /** What OpenClaw noted of the config is known; else it may have seen and kept it. */
  readonly certain: boolean;
}

export interface Workspace {
  readonly path: ConfigPath;
  /** As the config has it, after substitution. */
  readonly written: string;
  /** Written for another kind of system: `C:\…` on Linux and macOS, `/home/…` on Windows. */
  readonly foreign?: 'windows' | 'posix';
  readonly exists: boolean;
  readonly parentExists: boolean;
}
