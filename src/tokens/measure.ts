import type { JsonValue } from '../config/json.js';
import type { EffectiveModel, EffectiveTools } from '../effective/types.js';
import type { Answer, ChatResult, ServerReport, TokenizeResult } from '../probe/types.js';
import { familyOf } from './families.js';
import { openclawChars } from './openclaw-chars.js';
import type { AgentPrompt, Prompt } from './prompt.js';
import type { UserPrompt } from './prompt-file.js';
import { leanSaving, type MeasuredPrompt, promptSizeOf } from './prompt-sizes.js';
import { totalChars, totalTokens } from './size.js';
import type { PromptSize, TokenCount } from './types.js';

type TokenizeQuestion =
  | { readonly model: string; readonly messages: readonly JsonValue[]; readonly tools?: readonly JsonValue[] }
  | { readonly model: string; readonly prompt: string };

/** The two questions that a server can count by. */
export interface PromptAsk {
  tokenize?(request: TokenizeQuestion): Promise<Answer<TokenizeResult>>;
  chat?(request: ChatQuestion): Promise<Answer<ChatResult>>;
}
interface ChatQuestion {
  readonly model: string;
  readonly messages: readonly JsonValue[];
  readonly tools?: readonly JsonValue[];
  readonly maxTokens?: number;
}

export interface PromptsQuestion {
  /** Those that some reference reaches. */
  readonly models: readonly EffectiveModel[];
  readonly tools: EffectiveTools;
  readonly release: string;
  readonly newest: string;
  readonly servers: readonly ServerReport[];
  readonly askFor: (provider: string) => PromptAsk | undefined;
  readonly prompt?: UserPrompt;
}

export async function measurePrompts(question: PromptsQuestion): Promise<readonly PromptSize[]> {
  const sizes = await Promise.all(question.models.map((model) => measureOne(model, question)));
  return sizes.flatMap((size) => size ?? []);
}

async function measureOne(model: EffectiveModel, question: PromptsQuestion): Promise<PromptSize | undefined> {
  const { prompt, servers, askFor } = question;
  const server = servers.find((row) => row.provider === model.provider);
  const counter = { model: server?.askedModel ?? model.id, server, ask: askFor(model.provider) };
  if (prompt !== undefined) return measureOwn(model, prompt, counter);
  const query = {
    version: question.release,
    profile: model.supportsTools ? question.tools.profile.value : ('no-tools' as const),
    lean: question.tools.lean.value,
    toolSearch: question.tools.toolSearch?.value ?? false,
    bootstrap: question.tools.bootstrap.value ? ('first-run' as const) : ('none' as const),
    window: model.contextWindow.value,
  };
  const size = promptSizeOf(query);
  if (size === undefined) return undefined;
  const { total, parts } = await countSample(size, model, counter);
  const saves = leanSaving(query);
  const later = leanSaving({ ...query, version: question.newest, toolSearch: true });
  return {
    ref: model.ref,
    what: `first agent turn of ${size.release} (${size.basis})`,
    total,
    parts,
    chars: totalChars(size),
    ...(saves !== undefined && { leanSaves: saves }),
    ...(later !== undefined && { leanSavesNewest: later }),
  };
}

interface Counter {
  readonly model: string;
  readonly server: ServerReport | undefined;
  readonly ask: PromptAsk | undefined;
}

/** Our own text of the measured size goes to the server's tokenizer; the count is corrected by what our text differs in o200k tokens. */
async function countSample(size: MeasuredPrompt, model: EffectiveModel, counter: Counter) {
  const real = totalTokens(size);
  const answer = await askTokenizer(async () => (await import('./sample-prompt.js')).agentPrompt(size), counter);
  if (answer === undefined) return fromTable(size, model);
  const { counted, count } = answer;
  const sample = counted.systemTokens + counted.toolsTokens + counted.otherTokens;
  const tokens = Math.round(count * (real / sample));
  const bound = 0.04;
  const total: TokenCount = {
    tokens,
    low: Math.floor(tokens * (1 - bound) * (size.low / real)),
    high: Math.ceil(tokens * (1 + bound) * (size.high / real)),
    method: 'server-tokenizer',
    detail: `POST /tokenize of a text of the size of the first turn, ${size.basis}`,
  };
  return { total, parts: partsOf(size, tokens) };
}

async function askTokenizer<P extends AgentPrompt>(make: () => Promise<P>, { model, server, ask }: Counter) {
  if (server?.tokenize.ok !== true || ask?.tokenize === undefined) return undefined;
  const prompt = await make();
  const { messages, tools } = prompt;
  const answer = await ask.tokenize({ model, messages, ...(tools.length > 0 && { tools }) });
  return answer.ok ? { ...prompt, count: answer.value.count } : undefined;
}

/** Templates print tools as Python writes JSON: a fifth more tokens than the compact form. */
const toolForm = 1.2;
const templateOverhead = 120;

function fromTable(size: MeasuredPrompt, model: EffectiveModel) {
  const family = familyOf(model.id);
  const printed = size.systemTokens + size.otherTokens + size.toolsTokens * toolForm + templateOverhead;
  const total = scaled(printed, family, [size.low / totalTokens(size), size.high / totalTokens(size)], size.basis);
  return { total, parts: partsOf(size, total.tokens) };
}

function scaled(
  o200k: number,
  family: ReturnType<typeof familyOf>,
  spread: readonly [number, number],
  basis: string,
): TokenCount {
  return {
    tokens: Math.round(o200k * family.ratio),
    low: Math.floor(o200k * family.low * spread[0]),
    high: Math.ceil(o200k * family.high * spread[1]),
    method: 'estimate',
    detail: `o200k_base x ${family.ratio} for ${family.name}, ${basis}`,
  };
}

function partsOf(size: MeasuredPrompt, tokens: number) {
  const tools = size.toolsTokens * toolForm;
  const whole = size.systemTokens + size.otherTokens + tools;
  const share = (part: number) => Math.round((part / whole) * tokens);
  const system = share(size.systemTokens);
  const messages = share(size.otherTokens);
  return { system, messages, tools: tokens - system - messages };
}

/** The user's own prompt: exact where the server counts it. */
async function measureOwn(model: EffectiveModel, { file, prompt }: UserPrompt, counter: Counter): Promise<PromptSize> {
  const what = `the prompt in ${file}`;
  const agent: AgentPrompt =
    'text' in prompt ? { messages: [{ role: 'user', content: prompt.text }], tools: [] } : prompt;
  const chars = openclawChars(prompt);
  const counted = await askTokenizer(async () => agent, counter);
  if (counted !== undefined) {
    const { count } = counted;
    return {
      ref: model.ref,
      what,
      chars,
      total: {
        tokens: count,
        low: count,
        high: count,
        method: 'server-tokenizer',
        detail: `POST /tokenize of ${counter.server?.family ?? 'the server'}`,
      },
    };
  }
  const { encode } = await import('gpt-tokenizer/encoding/o200k_base');
  const asText = { disallowedSpecial: new Set<string>() };
  const text = agent.messages.map((message) => JSON.stringify(message)).join('\n');
  const tools = agent.tools.length === 0 ? 0 : encode(JSON.stringify(agent.tools), asText).length * toolForm;
  const total = scaled(encode(text, asText).length + tools + 20, familyOf(model.id), [0.97, 1.03], 'counted here');
  return { ref: model.ref, what, chars, total };
}
