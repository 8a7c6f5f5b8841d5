import type { WorkspaceReport } from '../workspace/types.js';
import { type MeasuredPrompt, type PromptQuery, promptSizeOf } from './prompt-sizes.js';
import { totalTokens } from './size.js';

/** o200k_base tokens of one heading and of the place of a missing file, either way: paths differ in length. */
const headingDoubt = 25;
/** What `InjectedFile.tokens` says is within this share in nine of ten texts (src/workspace/injected.ts). */
const textDoubt = 0.15;
const charsPerToken = 4.3;

/**
 * Size of the first turn with the workspace as it is: the release's prompt without any workspace file, plus what these files and skills
 * add. As before when the workspace is not there yet: OpenClaw then makes the files of its own.
 */
export function sizeWithWorkspace(
  query: PromptQuery,
  workspace: WorkspaceReport | undefined,
): MeasuredPrompt | undefined {
  if (workspace === undefined) return promptSizeOf(query);
  const start = workspace.state === 'absent' ? promptSizeOf(query) : withFiles(query, workspace);
  return start && withSkills(start, workspace);
}

function withFiles(query: PromptQuery, { files, state }: WorkspaceReport): MeasuredPrompt | undefined {
  const bare = promptSizeOf({ ...query, bootstrap: 'none' });
  const fresh = promptSizeOf({ ...query, bootstrap: 'first-run' });
  if (bare === undefined || fresh === undefined) return undefined;
  // Some releases write BOOTSTRAP.md into the first message in place of the system text (2026.4.22, 2026.5.2).
  const besideSystem = fresh.otherChars - bare.otherChars > 200;
  const pending = state === 'first-run';
  const written = files.filter(({ name }) => name !== 'BOOTSTRAP.md' || !besideSystem);
  const chars = written.reduce((sum, { injected }) => sum + injected, 0);
  const tokens = written.reduce((sum, file) => sum + file.tokens, 0);
  const doubt = textDoubt * tokens + headingDoubt * (files.length + 1);
  const missing = query.bootstrap === 'none' ? 0 : missingTokens(files.map(({ name }) => name));
  const size = {
    ...bare,
    systemChars: bare.systemChars + chars,
    systemTokens: bare.systemTokens + tokens,
    ...(pending && { otherChars: fresh.otherChars, otherTokens: fresh.otherTokens }),
  };
  const step = totalTokens(size) - totalTokens(bare);
  return {
    ...size,
    bootstrap: pending ? 'first-run' : 'established',
    exact: false,
    low: Math.floor(bare.low + step - doubt),
    high: Math.ceil(bare.high + step + doubt + missing),
    basis: `${bare.basis}, with the ${files.length} files of the workspace`,
  };
}

/** o200k_base tokens of the files that OpenClaw writes where they are missing; the last two only in older releases (2026.4.22, ran). */
const templates = {
  'AGENTS.md': 1900,
  'SOUL.md': 430,
  'IDENTITY.md': 200,
  'USER.md': 330,
  'TOOLS.md': 235,
  'HEARTBEAT.md': 65,
} as const;

function missingTokens(names: readonly string[]): number {
  return Object.entries(templates).reduce((sum, [name, tokens]) => sum + (names.includes(name) ? 0 : tokens), 0);
}

/** Which of them the program lists depends on what else is installed: none to all. */
function withSkills(size: MeasuredPrompt, { skills }: WorkspaceReport): MeasuredPrompt {
  const chars = skills.reduce((sum, skill) => sum + skill.chars, 0);
  if (chars === 0) return size;
  const tokens = Math.round(chars / charsPerToken);
  return {
    ...size,
    systemChars: size.systemChars + chars,
    systemTokens: size.systemTokens + tokens,
    exact: false,
    low: size.low,
    high: Math.ceil(size.high + tokens * (1 + textDoubt)),
    basis: `${size.basis} and ${skills.length} skills`,
  };
}
