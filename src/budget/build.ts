import { type JsonValue, valueAt } from '../config/json.js';
import { estimateTokens, reserveTokens, sentOutputLimit } from '../effective/limits.js';
import { isSentAsIs } from '../effective/output-limit.js';
import { effectiveTools } from '../effective/tools.js';
import type { EffectiveConfig, EffectiveModel, EffectiveTools } from '../effective/types.js';
import type { ServerReport } from '../probe/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import { printedRatio } from '../tokens/estimate.js';
import { familyOf, formGrowth } from '../tokens/families.js';
import { queryOf } from '../tokens/measure.js';
import type { UserPrompt } from '../tokens/prompt-file.js';
import { promptSizeOf } from '../tokens/prompt-sizes.js';
import type { PromptSize, TokenCount } from '../tokens/types.js';
import { sizeWithWorkspace } from '../tokens/workspace-size.js';
import { type AgentChoice, agentChoices, modelOf, onlyAgent } from '../workspace/agents.js';
import type { WorkspaceReport } from '../workspace/types.js';
import { adviceFor } from './advice.js';
import { type Composition, composePrompt, composeSize } from './composition.js';
import type { AgentBudget, NamedShare, PromptParts } from './types.js';
import { whatIfs } from './what-if.js';

export interface BudgetQuestion {
  /** After includes and substitution. */
  readonly value: JsonValue;
  readonly effective: EffectiveConfig;
  readonly version: string;
  readonly traits: ReleaseTraits;
  readonly prompts: readonly PromptSize[];
  readonly servers: readonly ServerReport[];
  readonly workspaces: readonly WorkspaceReport[];
  readonly promptFor?: ((model: EffectiveModel, agent?: string) => UserPrompt | undefined) | undefined;
}

/** One budget for each agent whose model is on a server of its own; the default agent's first. */
export async function buildBudgets(question: BudgetQuestion): Promise<readonly AgentBudget[]> {
  const budgets: AgentBudget[] = [];
  for (const agent of agentChoices(question.value)) {
    const budget = await budgetFor(agent, question);
    if (budget !== undefined) budgets.push(budget);
  }
  return budgets;
}

/** The facts that a budget and its variants are worked out from. */
export interface Scene {
  readonly question: BudgetQuestion;
  readonly model: EffectiveModel;
  readonly tools: EffectiveTools;
  readonly workspace: WorkspaceReport | undefined;
  readonly composition: Composition;
  /** Tokens of the model for one o200k_base token. */
  readonly scale: { readonly system: number; readonly tools: number; readonly messages: number };
  /** Tokens of the model for one o200k_base token of compact tools, without what the template says around them. */
  readonly perTool: number;
  readonly limit: number;
}

async function budgetFor(agent: AgentChoice, question: BudgetQuestion): Promise<AgentBudget | undefined> {
  const { effective, value, prompts, traits, version, servers } = question;
  const ref = modelOf(agent, effective);
  const model = ofAgent(
    effective.models.find((row) => row.ref === ref),
    agent,
  );
  const counted = prompts.find((row) => row.ref === ref);
  const provider = effective.providers.find(({ id }) => id === model?.provider);
  if (model === undefined || counted === undefined || provider?.selfHosted !== true) return undefined;
  const tools = effectiveTools(onlyAgent(value, agent), traits, version);
  const workspace = question.workspaces.find((row) => row.agent === agent.id);
  const own = question.promptFor?.(model, agent.isDefault ? undefined : agent.id);
  const composition = await compose(own, { question, model, tools, workspace });
  const base = await baseOf(model, question);
  if (composition === undefined || base === undefined) return undefined;
  const scale = scaleOf(counted, base);
  const { parts, total } = shares(composition, scale);
  const { block } = traits.windowFloor;
  const prompt = agent.isDefault ? counted.total : scaledCount(total, counted, composition);
  const window = windowOf(model, servers);
  const scene: Scene = {
    question,
    model,
    tools,
    workspace,
    composition,
    scale,
    perTool: perToolOf(counted, base),
    limit: window.limit,
  };
  const sent = sentFor(scene, agent.isDefault ? counted.chars : composition.chars);
  const reserve = reserveTokens(traits.reserve, window.limit, reserveKeys(value));
  const history = Math.max(0, window.limit - reserve - prompt.tokens);
  const answer = sent.sent ?? 0;
  const sum = prompt.tokens + answer;
  const draft = {
    agent: agent.id,
    model: model.ref,
    window,
    source: sourceOf(own, counted),
    prompt,
    parts: adjusted(parts, total, prompt.tokens),
    answer: { configured: model.maxTokens.value, ...sent, cut: isCut(model.maxTokens.value, sent.sent) },
    compaction: { reserve, history },
    free: Math.max(0, window.limit - sum - history),
    over: Math.max(0, sum - window.limit),
    ...(window.configured < block && {
      refused: `OpenClaw ${version} refuses a window of less than ${block} tokens: it sends nothing`,
    }),
    fit: fitOf(prompt, answer, window.limit),
  };
  const whatIf = whatIfs(scene, draft);
  return { ...draft, whatIf, advice: adviceFor({ ...draft, whatIf }, scene) };
}

function fitOf({ tokens, low, high }: TokenCount, answer: number, limit: number): AgentBudget['fit'] {
  const fits = (prompt: number) => prompt + answer <= limit && prompt < limit;
  const sum = (prompt: number) => `${prompt} + answer ${answer} = ${prompt + answer}`;
  const ok = fits(tokens);
  const arithmetic = `prompt ${sum(tokens)} ${tokens + answer <= limit ? '<=' : '>'} ${limit}`;
  if (ok && !fits(high)) return { ok, arithmetic, unsure: `with at most ${sum(high)}` };
  if (!ok && fits(low)) return { ok, arithmetic, unsure: `with at least ${sum(low)}` };
  return { ok, arithmetic };
}

/** With the answer limit that the agent's own params make. */
function ofAgent(model: EffectiveModel | undefined, { entry }: AgentChoice): EffectiveModel | undefined {
  const own = model?.agentLimits?.find(({ agent }) => agent === entry?.id);
  return model && own ? { ...model, maxTokens: own.maxTokens, outputLimit: own.outputLimit } : model;
}

/** Below this an answer stops after some paragraphs, and a call with a long argument in the middle. */
const enough = 1024;

function isCut(configured: number | null, sent: number | null): boolean {
  return sent !== null && sent < Math.min(enough, configured ?? enough);
}

type Ways = Pick<Scene, 'question' | 'model' | 'tools' | 'workspace'>;

async function compose(own: UserPrompt | undefined, ways: Ways): Promise<Composition | undefined> {
  const { question, model, tools, workspace } = ways;
  if (own !== undefined) {
    const text = own.prompt;
    const prompt = 'text' in text ? { messages: [{ role: 'user', content: text.text }], tools: [] } : text;
    return composePrompt(prompt, workspace);
  }
  const query = queryOf(model, { release: question.version, tools });
  const size = sizeWithWorkspace(query, workspace);
  const bare =
    workspace === undefined || workspace.state === 'absent' ? promptSizeOf({ ...query, bootstrap: 'none' }) : size;
  return size && composeSize(size, workspace, bare);
}

/** What the count of `prompts` was made of: the default agent's turn on this model. */
async function baseOf(model: EffectiveModel, question: BudgetQuestion): Promise<Composition | undefined> {
  const { effective, workspaces } = question;
  return compose(question.promptFor?.(model), {
    question,
    model,
    tools: effective.tools,
    workspace: workspaces[0],
  });
}

function scaleOf({ parts, total }: PromptSize, base: Composition): Scene['scale'] {
  const sum = base.systemTokens + base.toolsTokens + base.otherTokens;
  const all = sum === 0 ? 1 : total.tokens / sum;
  const of = (tokens: number | undefined, o200k: number) =>
    tokens === undefined || o200k === 0 ? all : tokens / o200k;
  return {
    system: of(parts?.system, base.systemTokens),
    tools: of(parts?.tools, base.toolsTokens),
    messages: of(parts?.messages, base.otherTokens),
  };
}

/** In few tools the words around them hide what a tool costs: then what is usual for the family. */
function perToolOf({ parts, ref }: PromptSize, { toolsTokens }: Composition): number {
  const family = familyOf(ref);
  const usual = formGrowth[family.toolForm][1] * printedRatio(family)[1];
  if (parts === undefined || toolsTokens < 1000) return usual;
  return Math.max(0.5, (parts.tools - family.preamble[1]) / toolsTokens);
}

function shares(composition: Composition, scale: Scene['scale']): { parts: PromptParts; total: number } {
  const { systemTokens, skillTokens, toolsTokens, otherTokens } = composition;
  const inModel = (pieces: Composition['files'], factor: number): NamedShare[] =>
    pieces.map((piece) => ({ ...piece, tokens: Math.round(piece.tokens * factor) }));
  const files = inModel(composition.files, scale.system);
  const skills = Math.round(skillTokens * scale.system);
  const inFiles = files.reduce((sum, { tokens }) => sum + tokens, 0);
  const tools = Math.round(toolsTokens * scale.tools);
  const system = Math.max(0, Math.round(systemTokens * scale.system) - inFiles - skills);
  const messages = Math.round(otherTokens * scale.messages);
  const parts = { system, files, skills, tools, eachTool: inModel(composition.eachTool, scale.tools), messages };
  return { parts, total: system + inFiles + skills + tools + messages };
}

/** Rounding belongs to the system text, so that the parts add up to the whole. */
function adjusted(parts: PromptParts, total: number, prompt: number): PromptParts {
  return { ...parts, system: Math.max(0, parts.system + prompt - total) };
}

function scaledCount(total: number, { total: counted }: PromptSize, { spread }: Composition): TokenCount {
  const [low, high] = [counted.low / counted.tokens, counted.high / counted.tokens];
  return {
    ...counted,
    tokens: total,
    low: Math.floor(total * Math.min(low, spread[0])),
    high: Math.ceil(total * Math.max(high, spread[1])),
    detail: `${counted.detail}; in proportion to the default agent`,
  };
}

function windowOf({ contextWindow, provider, id }: EffectiveModel, servers: readonly ServerReport[]) {
  const server = servers.find((row) => row.provider === provider);
  const served = server?.models.ok ? server.models.value.find((row) => row.id === id)?.maxModelLen : undefined;
  return {
    configured: contextWindow.value,
    from: contextWindow.from === 'config' ? 'config' : (contextWindow.note ?? contextWindow.from),
    ...(served !== undefined && { served }),
    limit: Math.min(contextWindow.value, served ?? contextWindow.value),
  };
}

/** What the release sends as output limit for a request of `chars` characters, and how that comes about. */
export function sentFor(
  { model, question }: Pick<Scene, 'model' | 'question'>,
  chars: number,
): { readonly sent: number | null; readonly how: string } {
  const { traits } = question;
  const contextWindow = model.contextWindow.value;
  const maxTokens = model.maxTokens.value;
  const asIs = isSentAsIs(model.maxTokens, traits);
  const sent = sentOutputLimit({ contextWindow, maxTokens, promptChars: chars, asIs }, traits);
  if (maxTokens === null) return { sent, how: 'no limit is configured, and none is sent' };
  if (asIs) return { sent, how: `${maxTokens} of params, whatever the prompt` };
  const wanted = Math.min(maxTokens, contextWindow);
  const { outputLimit } = traits;
  if (outputLimit.rule === 'window-minus-estimate') {
    const estimate = estimateTokens(chars);
    return { sent, how: `min(${wanted}, ${contextWindow} - estimate ${estimate} - 1), at least 1` };
  }
  const cap = outputLimit.cap === 'window' ? contextWindow : outputLimit.cap;
  return { sent, how: `min(${wanted}, ${cap}), whatever the prompt` };
}

function reserveKeys(value: JsonValue) {
  const number = (key: string) => {
    const written = valueAt(value, ['agents', 'defaults', 'compaction', key]);
    return typeof written === 'number' ? written : undefined;
  };
  return { reserveTokens: number('reserveTokens'), reserveTokensFloor: number('reserveTokensFloor') };
}

function sourceOf(own: UserPrompt | undefined, counted: PromptSize): AgentBudget['source'] {
  if (own === undefined) return { kind: 'sizes', text: counted.what };
  if (own.capture === undefined) return { kind: 'file', text: counted.what };
  const { release, createdAt, agent } = own.capture;
  const text = `first agent turn of OpenClaw ${release}, captured ${createdAt.slice(0, 10)} (agent ${agent})`;
  return { kind: 'capture', text, capture: own.capture };
}
