import type { JsonObject } from '../config/json.js';
import { nameOf } from '../tokens/lean-prompt.js';
import { openclawChars } from '../tokens/openclaw-chars.js';
import { type AgentPrompt, textOf } from '../tokens/prompt.js';
import type { MeasuredPrompt } from '../tokens/prompt-sizes.js';
import { type Size, totalChars } from '../tokens/size.js';
import type { WorkspaceReport } from '../workspace/types.js';

export interface Piece {
  readonly name: string;
  readonly tokens: number;
  readonly note?: string;
}

/** What a prompt is made of, in o200k_base tokens: proportions that hold in other vocabularies too. */
export interface Composition {
  /** System text, files and skills in it included. */
  readonly systemTokens: number;
  readonly files: readonly Piece[];
  readonly skillTokens: number;
  readonly toolsTokens: number;
  readonly eachTool: readonly Piece[];
  readonly otherTokens: number;
  /** As OpenClaw counts them for its own estimate. */
  readonly chars: number;
  /** Share of `total` by which the truth may lie below and above. */
  readonly spread: readonly [low: number, high: number];
}

type Count = (text: string) => number;

/** Of a request that is at hand. Loads the tokenizer. */
export async function composePrompt(prompt: AgentPrompt, workspace: WorkspaceReport | undefined): Promise<Composition> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const count: Count = (text) => countTokens(text, { disallowedSpecial: new Set<string>() });
  const isSystem = ({ role }: JsonObject) => role === 'system' || role === 'developer';
  const system = prompt.messages.filter(isSystem).map(textOf).join('\n\n');
  const others = prompt.messages.filter((message) => !isSystem(message)).map(textOf);
  const eachTool = prompt.tools.map((tool) => ({ name: nameOf(tool), tokens: count(JSON.stringify(tool)) }));
  return {
    systemTokens: count(system),
    files: fileSections(system).map(({ name, text }) => ({
      name,
      tokens: count(text),
      ...cutNote(workspace?.files.find((file) => file.name === name)),
    })),
    skillTokens: count(/<available_skills>[\s\S]*?<\/available_skills>/.exec(system)?.[0] ?? ''),
    toolsTokens: prompt.tools.length === 0 ? 0 : count(JSON.stringify(prompt.tools)),
    eachTool: eachTool.toSorted((a, b) => b.tokens - a.tokens),
    otherTokens: others.reduce((sum, text) => sum + count(text), 0),
    chars: openclawChars(prompt),
    spread: [1, 1],
  };
}

/**
 * Of sizes that were measured on the release, and the workspace's own files; `bare` is the same turn without those that the release
 * writes on the first day, where there are none yet.
 */
export function composeSize(
  size: MeasuredPrompt,
  workspace: WorkspaceReport | undefined,
  bare: Size | undefined,
): Composition {
  const total = size.systemTokens + size.toolsTokens + size.otherTokens;
  const present = workspace?.state === 'absent' ? [] : (workspace?.files ?? []);
  const first = present.length > 0 || bare === undefined ? 0 : Math.max(0, size.systemTokens - bare.systemTokens);
  const files = present.map((file) => ({ name: file.name, tokens: file.tokens, ...cutNote(file) }));
  return {
    systemTokens: size.systemTokens,
    files:
      first === 0
        ? files
        : [{ name: firstFiles, tokens: first, note: 'AGENTS.md, SOUL.md and others, as OpenClaw writes them' }],
    skillTokens: Math.round((workspace?.skills ?? []).reduce((sum, { chars }) => sum + chars, 0) / 4.3),
    toolsTokens: size.toolsTokens,
    eachTool: [],
    otherTokens: size.otherTokens,
    chars: totalChars(size),
    spread: [size.low / total, size.high / total],
  };
}

/** Stands for those that are not there yet. */
export const firstFiles = 'those of the first day';

/** `## /path/to/AGENTS.md` and what follows it, up to the next file or the section that comes behind them. */
function fileSections(system: string): readonly { readonly name: string; readonly text: string }[] {
  const heads = [...system.matchAll(/^## (\S.*[\\/](\w[\w.-]*\.md)|[A-Z]+\.md)$/gm)];
  return heads.map((head, i) => {
    const start = head.index;
    const next = heads[i + 1]?.index ?? system.length;
    const [path = '', name] = [head[1], head[2]];
    return { name: name ?? path, text: beforeOwnSection(system.slice(start, next)) };
  });
}

/** Headings of OpenClaw itself that follow the last file (2026.4.22, 2026.9.6). */
const ownSections =
  /^(?:## (?:Silent Replies|Temporal Context|Delegation|Heartbeats|Runtime|Reactions|Reasoning Format)|# Dynamic Project Context)$/m;

function beforeOwnSection(text: string): string {
  const end = text.search(ownSections);
  return end < 0 ? text : text.slice(0, end);
}

function cutNote(file: WorkspaceReport['files'][number] | undefined): { readonly note?: string } {
  if (file?.cutBy === undefined) return {};
  return { note: `cut from ${file.chars} to ${file.injected} characters` };
}
