import { traitsOf } from '../release/traits.js';
import type { AgentPrompt } from './prompt.js';
import { type LeanQuery, leanPrompt, promptSizeOf } from './prompt-sizes.js';
import type { Parts } from './range.js';

/** What lean mode leaves out where it does not turn tool search on: browser, cron, message (2026.4.22, ran). */
const heavyTools = new Set(['browser', 'cron', 'message']);

const searchTools = ['tool_search', 'tool_search_code'];

/** Of OpenClaw's own, one in each tool profile at least (2026.4.22 to 2026.9.6): another program's prompt says nothing about lean mode. */
const ownTools = new Set(['session_status', 'sessions_yield', ...searchTools]);

/**
 * Tokens that lean mode takes off a prompt that is at hand, in the tokens of its `parts`: what the heavy tools among its own take, and
 * what the system text of the release says of them. Where lean mode turns tool search on, or tool search is on already, the tools shrink
 * as those of the release were measured to. Undefined when lean is on already, in the config or by what the prompt holds, when nothing
 * is known, or the prompt is not one of OpenClaw.
 */
export function leanSavesOf(tools: readonly SizedTool[], parts: Parts<number>, query: LeanQuery): number | undefined {
  const [now, lean] = [promptSizeOf(query), leanPrompt(query)];
  if (now === undefined || lean === undefined || !tools.some(({ name }) => ownTools.has(name))) return undefined;
  const { toolSearch } = traitsOf(query.version);
  const byName = toolSearch === 'absent' || toolSearch === 'off';
  const has = (name: string) => tools.some((tool) => tool.name === name);
  // A prompt that is as lean mode would make it.
  if (byName && ![...heavyTools].some(has)) return undefined;
  if (toolSearch === 'off-lean-turns-on' && searchTools.some(has)) return undefined;
  const measured = now.toolsChars === 0 ? 0 : (now.toolsChars - lean.toolsChars) / now.toolsChars;
  const toolShare = byName ? heavyShare(tools) : Math.max(0, measured);
  const system = Math.max(0, now.systemTokens - lean.systemTokens);
  return Math.round(parts.tools * toolShare + Math.min(system, parts.system));
}

export interface SizedTool {
  readonly name: string;
  /** Characters or tokens: only the proportion counts. */
  readonly size: number;
}

function heavyShare(tools: readonly SizedTool[]): number {
  const sum = (some: readonly SizedTool[]) => some.reduce((total, { size }) => total + size, 0);
  return sum(tools.filter(({ name }) => heavyTools.has(name))) / Math.max(1, sum(tools));
}

export function sizedTools(tools: AgentPrompt['tools']): readonly SizedTool[] {
  return tools.map((tool) => ({ name: nameOf(tool), size: JSON.stringify(tool).length }));
}

/** `function.name` of one tool; empty when it has none. */
export function nameOf(tool: AgentPrompt['tools'][number]): string {
  const { function: made } = tool;
  const name = typeof made === 'object' && made !== null && 'name' in made ? made.name : undefined;
  return typeof name === 'string' ? name : '';
}
