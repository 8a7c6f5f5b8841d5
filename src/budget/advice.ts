import { estimateTokens, recommendMaxTokens, recommendWithin, reserveTokens } from '../effective/limits.js';
import type { Scene } from './build.js';
import { firstFiles } from './composition.js';
import type { Advice, AgentBudget, WhatIf } from './types.js';

type Draft = Omit<AgentBudget, 'advice'>;

/** Savings below this change nothing. */
const worthwhile = 500;
/** Room for a conversation that a window should have besides the first turn. */
const conversation = 8192;

/** What to change, best first, each with what it would gain in this release. */
export function adviceFor(draft: Draft, scene: Scene): readonly Advice[] {
  return [
    ...contextWindow(draft),
    ...maxTokens(draft, scene),
    ...reserve(draft, scene),
    ...(isTight(draft) ? [...lean(draft, scene), ...tools(draft), ...file(draft)] : []),
    ...maxModelLen(draft, scene),
  ];
}

/** Only then is it worth giving something up. */
function isTight({ fit, prompt, window, compaction, answer }: Draft): boolean {
  return !isSure(fit) || answer.cut || prompt.tokens > 0.4 * window.limit || compaction.history < conversation;
}

/** Fits whichever bound of the prompt is right. */
function isSure({ ok, unsure }: Draft['fit']): boolean {
  return ok && unsure === undefined;
}

function contextWindow({ window }: Draft): readonly Advice[] {
  const { configured, served } = window;
  if (served === undefined || served === configured) return [];
  const gain =
    configured > served
      ? `OpenClaw fills ${configured}, the server refuses more than ${served}`
      : `${served - configured} tokens more, which the server has`;
  return [{ key: 'contextWindow', title: `set contextWindow to ${served}`, gain }];
}

/** The largest limit that fits beside the prompt, its bound included. */
function maxTokens({ window, prompt, answer, fit }: Draft, { question }: Scene): readonly Advice[] {
  const room = window.limit - prompt.high;
  const best = recommendWithin(
    { likely: window.limit - prompt.tokens, sure: room },
    isSure(fit) ? null : answer.configured,
  );
  if (best === undefined || best === answer.configured) return [];
  const arithmetic = `${window.limit} - ${prompt.high} = ${room}, nine tenths ${Math.floor(0.9 * room)}`;
  if (!isSure(fit)) return [{ key: 'maxTokens', title: `set maxTokens to ${best}`, gain: `fits: ${arithmetic}` }];
  // What is small on purpose stays: only a limit that cuts answers is worth raising.
  if (answer.configured === null || answer.configured >= 1024 || best < 2 * answer.configured) return [];
  const clamped = question.traits.outputLimit.rule === 'window-minus-estimate' ? ', less what the release clamps' : '';
  return [{ key: 'maxTokens', title: `set maxTokens to ${best}`, gain: `longer answers: ${arithmetic}${clamped}` }];
}

function reserve({ window, prompt, compaction }: Draft, { question }: Scene): readonly Advice[] {
  const { traits } = question;
  const configurable = traits.reserve === 'floor-20000' || traits.reserve === 'floor-20000-capped';
  const wanted = recommendMaxTokens(window.limit - prompt.high, null);
  if (!configurable || wanted === undefined) return [];
  const value = Math.min(wanted, 8192);
  const then = reserveTokens(traits.reserve, window.limit, { reserveTokens: value, reserveTokensFloor: value });
  const history = Math.max(0, window.limit - then - prompt.tokens);
  const gained = history - compaction.history;
  if (gained < worthwhile || compaction.history >= conversation) return [];
  return [
    {
      key: 'reserve',
      title: `set compaction.reserveTokens and reserveTokensFloor to ${value}`,
      gain: `${gained} tokens of conversation before compaction: ${window.limit} - ${then} - ${prompt.tokens} = ${history}, now ${compaction.history}`,
    },
  ];
}

function lean(draft: Draft, { question }: Scene): readonly Advice[] {
  const { whatIf, prompt } = draft;
  const row = whatIf.find(({ id }) => id === 'lean');
  if (row === undefined) return [];
  const share = Math.round((100 * row.saves) / prompt.tokens);
  if (row.saves < worthwhile) {
    const gain = `${Math.max(0, row.saves)} tokens, ${Math.max(0, share)} %: not worth the tools it takes in ${question.version}`;
    return [{ key: 'lean', title: 'leave lean mode off', gain }];
  }
  const gain = `${row.saves} tokens, ${share} %, in ${question.version}; the agent loses browser, cron, message${thenFits(draft, row)}`;
  return [{ key: 'lean', title: 'set agents.defaults.experimental.localModelLean to true', gain }];
}

/** What of the answer then has room, where it has none now. */
function thenFits({ window, prompt, fit, answer }: Draft, { saves, fits }: WhatIf): string {
  if (fit.ok) return '';
  if (fits) return '; then the first turn fits';
  const best = recommendMaxTokens(window.limit - (prompt.high - saves), answer.configured);
  return best === undefined ? '; it does not fit even then' : `; then it fits with maxTokens ${best}`;
}

function tools(draft: Draft): readonly Advice[] {
  const { whatIf } = draft;
  const search = whatIf.find(({ id }) => id === 'tool-search');
  const coding = whatIf.find(({ id }) => id === 'coding');
  return [
    ...(search !== undefined && search.saves >= worthwhile
      ? [
          {
            key: 'tool-search',
            title: 'set tools.toolSearch to true',
            gain: `${search.saves} tokens of tools${thenFits(draft, search)}`,
          } as const,
        ]
      : []),
    ...(coding !== undefined && coding.saves >= worthwhile
      ? [
          {
            key: 'profile',
            title: 'set tools.profile to coding',
            gain: `${coding.saves} tokens${thenFits(draft, coding)}`,
          } as const,
        ]
      : []),
  ];
}

function file({ parts, prompt }: Draft): readonly Advice[] {
  const largest = parts.files.toSorted((a, b) => b.tokens - a.tokens)[0];
  if (largest === undefined || largest.name === firstFiles || largest.tokens < 0.15 * prompt.tokens) return [];
  const share = Math.round((100 * largest.tokens) / prompt.tokens);
  return [
    { key: 'file', title: `shorten ${largest.name}`, gain: `up to ${largest.tokens} tokens, ${share} % of the prompt` },
  ];
}

/** When the window is too small for the first turn, the answer that is wanted and some conversation. */
function maxModelLen({ window, prompt, answer }: Draft, { question, composition }: Scene): readonly Advice[] {
  const wanted = Math.min(answer.configured ?? 4096, 8192);
  const clamps = question.traits.outputLimit.rule === 'window-minus-estimate';
  const first = clamps ? Math.max(prompt.high, estimateTokens(composition.chars) + 1) : prompt.high;
  const sum = first + wanted + conversation;
  if (window.limit >= sum) return [];
  const size = Math.ceil(sum / 4096) * 4096;
  const what = clamps && first > prompt.high ? `OpenClaw's estimate ${first}` : `prompt ${first}`;
  return [
    {
      key: 'max-model-len',
      title: `serve --max-model-len ${size}, and configure it`,
      gain: `${what} + answer ${wanted} + ${conversation} of conversation = ${sum}, now ${window.limit}`,
    },
  ];
}
