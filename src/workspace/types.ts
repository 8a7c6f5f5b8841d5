import type { ConfigPath } from '../config/path.js';

/** What of one agent's workspace stands in its prompts. Holds no text. */
export interface WorkspaceReport {
  readonly agent: string;
  /** Absolute; need not exist. */
  readonly folder: string;
  /** What names it in the config; `[]` when nothing does. */
  readonly path: ConfigPath;
  /** What OpenClaw writes there before the next turn: the first thing that is missing. */
  readonly lacks?: string;
  /** Where writing fails: the folder itself, or the nearest above it that exists. */
  readonly blocked?: Blocked;
  /** `absent`: OpenClaw will make it; `first-run`: BOOTSTRAP.md is still there; `established`: it is gone. */
  readonly state: 'absent' | 'first-run' | 'established';
  /** Characters that `files` may have. */
  readonly limits?: BootstrapLimits;
  /** In the order of the prompt. */
  readonly files: readonly InjectedFile[];
  /** Of the workspace and of the folders that all agents share; those that come with the program are not among them. */
  readonly skills: readonly SkillEntry[];
}

/** A folder in which the user that we run as may not write. */
export interface Blocked {
  /** Absolute. */
  readonly folder: string;
  readonly code: 'EACCES' | 'EPERM' | 'EROFS';
}

export interface BootstrapLimits {
  /** Characters of one file, of USER.md, of all together. */
  readonly perFile: number;
  readonly user: number;
  readonly total: number;
}

export interface InjectedFile {
  readonly name: string;
  /** Characters of the file. */
  readonly chars: number;
  /** Characters that are written into the prompt; less when a limit cuts it. */
  readonly injected: number;
  /** The limit that cuts it. */
  readonly cutBy?: 'file' | 'total';
  /** That limit, in characters. */
  readonly limit?: number;
  /** Estimated o200k_base tokens of what is injected. */
  readonly tokens: number;
}

export interface SkillEntry {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** Characters of its entry in the prompt. */
  readonly chars: number;
}
