import { traitsOf } from '../release/traits.js';
import type { AgentPrompt } from './prompt.js';
import { type LeanQuery, leanPrompt, promptSizeOf } from './prompt-sizes.js';
import type { Parts } from './range.js';

/** What lean mode leaves out where it does not turn tool search on: browser, cron, message (2026.4.22, ran). */
const heavyTools = new Set(['browser', 'cron', 'message']);

/** Of OpenClaw's own, one in each tool profile at least (2026.4.22 to 2026.9.6): another program's prompt says nothing about lean mode. */
const ownTools = new Set(['exec', 'session_status', 'sessions_yield', 'tool_search', 'tool_search_code']);

/**
 * Tokens that lean mode takes off a prompt that is at hand, in the tokens of its `parts`: what the heavy tools among its own take, and
 * what the system text of the release says of them. Where lean mode turns tool search on, or tool search is on already, the tools shrink
 * as those of the release were measured to. Undefined when lean is on already, nothing is known,
 * or the prompt is not one of OpenClaw.
 */
export function leanSavesOf(
  { tools }: Pick<AgentPrompt, 'tools'>,
  parts: Parts<number>,
  query: LeanQuery,
): number | undefined {
  const [now, lean] = [promptSizeOf(query), leanPrompt(query)];
  if (now === undefined || lean === undefined || !tools.some((tool) => ownTools.has(nameOf(tool)))) return undefined;
  const shareOf = (before: number, after: number) => (before === 0 ? 0 : Math.max(0, (before - after) / before));
  const { toolSearch } = traitsOf(query.version);
  const byName = toolSearch === 'absent' || toolSearch === 'off';
  const toolShare = byName ? heavyShare(tools) : shareOf(now.toolsChars, lean.toolsChars);
  const system = Math.max(0, now.systemTokens - lean.systemTokens);
  return Math.round(parts.tools * toolShare + Math.min(system, parts.system));
}

function heavyShare(tools: AgentPrompt['tools']): number {
  const whole = JSON.stringify(tools).length;
  const heavy = tools.filter((tool) => heavyTools.has(nameOf(tool)));
  return heavy.length === 0 ? 0 : JSON.stringify(heavy).length / whole;
}

/** `function.name` of one tool; empty when it has none. */
export function nameOf(tool: AgentPrompt['tools'][number]): string {
  const { function: made } = tool;
  const name = typeof made === 'object' && made !== null && 'name' in made ? made.name : undefined;
  return typeof name === 'string' ? name : '';
}
