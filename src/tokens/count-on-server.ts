import type { JsonObject } from '../config/json.js';
import type { Counter, TokenizeQuestion } from './ask.js';
import type { Family, Range } from './families.js';
import type { AgentPrompt } from './prompt.js';
import { exactly, type Parts, plus } from './range.js';
import { printTools } from './tool-form.js';

export interface ServerCount {
  readonly total: Range;
  /** Undefined when the server counts the whole but refuses a part of it. */
  readonly parts: Parts<Range> | undefined;
  /** `POST /tokenize of vLLM 0.11.0` */
  readonly detail: string;
}

/**
 * What the server's own tokenizer and chat template make of a prompt; undefined when it does not tell. The whole is asked first, then
 * without tools, then without the system text: the differences are the shares. Nothing is generated, and there is no length check.
 */
export async function countOnServer(
  prompt: AgentPrompt,
  counter: Counter,
  family: Family,
): Promise<ServerCount | undefined> {
  const { messages, tools } = prompt;
  const others = messages.filter(({ role }) => role !== 'system' && role !== 'developer');
  const whole = await count({ messages, tools }, counter);
  if (whole === undefined) return undefined;
  const [bare, rest] = await Promise.all([
    tools.length === 0 ? whole : count({ messages, tools: [] }, counter),
    others.length === 0 || others.length === messages.length
      ? undefined
      : count({ messages: others, tools: [] }, counter),
  ]);
  const detail = `POST /tokenize of ${counter.server}`;
  // Some templates refuse a conversation without a system text: the whole still stands.
  const refused = bare === undefined || (others.length > 0 && others.length < messages.length && rest === undefined);
  if (refused) return { total: exactly(whole), parts: undefined, detail };
  const split = { system: bare - (rest ?? bare), tools: whole - bare, messages: rest ?? bare };
  if (looksLeftOut(tools, split.tools)) {
    const printed = await countTools(prompt, counter, family, detail);
    const parts = { system: exactly(split.system), messages: exactly(split.messages), tools: printed.tools };
    return { total: plus(exactly(bare), printed.tools), parts, detail: printed.detail };
  }
  const parts = { system: exactly(split.system), messages: exactly(split.messages), tools: exactly(split.tools) };
  return { total: exactly(whole), parts, detail };
}

/** Characters of compact JSON for each token that it takes at least in any template. */
const sparsest = 20;

function looksLeftOut(tools: readonly JsonObject[], printed: number): boolean {
  return tools.length > 0 && printed < JSON.stringify(tools).length / sparsest;
}

/** vLLM before 0.9.0 leaves the tools out without a word (`TokenizeChatRequest` had no such field): they are counted as text. */
async function countTools(
  { tools }: AgentPrompt,
  counter: Counter,
  family: Family,
  detail: string,
): Promise<{ readonly tools: Range; readonly detail: string }> {
  if (takesTools(counter.vllmVersion) === true) {
    return { tools: exactly(0), detail: `${detail}; the chat template prints no tools` };
  }
  const text = await ask({ model: counter.model, prompt: printTools(tools, family) }, counter);
  const printed = text === undefined ? exactly(0) : plus(exactly(text), family.preamble);
  const doubt: Range = takesTools(counter.vllmVersion) === false ? printed : [0, printed[1], printed[2]];
  return { tools: doubt, detail: `${detail}, tools counted as text` };
}

function takesTools(vllmVersion: string | undefined): boolean | undefined {
  const [, major = '', minor = ''] = /^v?(\d+)\.(\d+)/.exec(vllmVersion ?? '') ?? [];
  if (major === '') return undefined;
  return Number(major) > 0 || Number(minor) >= 9;
}

function count({ messages, tools }: AgentPrompt, counter: Counter): Promise<number | undefined> {
  return ask({ model: counter.model, messages, ...(tools.length > 0 && { tools }) }, counter);
}

async function ask(question: TokenizeQuestion, { ask: by, tokenizeWorks }: Counter): Promise<number | undefined> {
  if (!tokenizeWorks || by?.tokenize === undefined) return undefined;
  const answer = await by.tokenize(question);
  return answer.ok ? answer.value.count : undefined;
}
