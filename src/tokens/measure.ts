import type { EffectiveModel, EffectiveTools } from '../effective/types.js';
import type { ServedModel, ServerReport } from '../probe/types.js';
import { traitsOf } from '../release/traits.js';
import type { WorkspaceReport } from '../workspace/types.js';
import type { Counter, PromptAsk } from './ask.js';
import { countFirstTurn, countPrompt } from './count.js';
import { type Family, familyOf } from './families.js';
import { leanSavesOf, sizedTools } from './lean-prompt.js';
import type { LocalTokenizer } from './local-tokenizer.js';
import { openclawChars } from './openclaw-chars.js';
import type { UserPrompt } from './prompt-file.js';
import { type LeanQuery, leanPrompt, type MeasuredPrompt, type PromptQuery, promptSizeOf } from './prompt-sizes.js';
import { type Parts, toCount, wholeParts } from './range.js';
import { totalChars } from './size.js';
import type { CaptureOrigin, PromptSize } from './types.js';
import { sizeWithWorkspace } from './workspace-size.js';

export type { PromptAsk } from './ask.js';

export interface PromptsQuestion {
  /** Those that some reference reaches. */
  readonly models: readonly EffectiveModel[];
  readonly tools: EffectiveTools;
  readonly release: string;
  readonly newest: string;
  readonly servers: readonly ServerReport[];
  readonly askFor: (provider: string) => PromptAsk | undefined;
  /** The user's own, or a captured one, in place of a typical first turn. */
  readonly promptFor?: (model: EffectiveModel) => UserPrompt | undefined;
  /** Workspaces of the agents, the default agent's first; undefined when nobody looked. */
  readonly workspaces?: readonly WorkspaceReport[] | undefined;
  /** Of `--tokenizer`; counts where no server does. */
  readonly tokenizer?: LocalTokenizer | undefined;
}

/** Size of the first turn, or of the user's prompt, on each model. Models that are one on the server are counted once. Never throws. */
export async function measurePrompts(question: PromptsQuestion): Promise<readonly PromptSize[]> {
  const done = new Map<string, Promise<Measured | undefined>>();
  const sizes = await Promise.all(
    question.models.map(async (model): Promise<PromptSize | undefined> => {
      const key = JSON.stringify([
        sameOnServer(model, question.servers),
        question.promptFor?.(model)?.file ?? queryOf(model, question),
      ]);
      const measuring = done.get(key) ?? measure(model, question);
      done.set(key, measuring);
      const measured = await measuring;
      return measured && { ref: model.ref, ...measured };
    }),
  );
  return sizes.flatMap((size) => size ?? []);
}

type Measured = Omit<PromptSize, 'ref'>;

async function measure(model: EffectiveModel, question: PromptsQuestion): Promise<Measured | undefined> {
  const { counter, family } = counterOf(model, question);
  const query = queryOf(model, question);
  const own = question.promptFor?.(model);
  if (own !== undefined) return measureOwn(own, { query, question, counter, family });
  const size = sizeWithWorkspace(query, question.workspaces?.[0]);
  if (size === undefined) return undefined;
  const { total: range, parts, method, detail } = await countFirstTurn(size, counter, family);
  const total = toCount(range, method, `${detail}; ${size.basis}`);
  const shares = parts && wholeParts(parts, total.tokens);
  return {
    what: `first agent turn of OpenClaw ${question.release} (${describe({ ...query, bootstrap: size.bootstrap })})`,
    total,
    ...(shares && { parts: shares, ...leanSavings(query, question, { size, shares }) }),
    chars: totalChars(size),
  };
}

interface OwnQuestion {
  readonly query: PromptQuery;
  readonly question: PromptsQuestion;
  readonly counter: Counter;
  readonly family: Family;
}

async function measureOwn(
  { file, prompt, capture }: UserPrompt,
  { query, question, counter, family }: OwnQuestion,
): Promise<Measured> {
  const ofOnePiece = 'text' in prompt;
  const agent = ofOnePiece ? { messages: [{ role: 'user', content: prompt.text }], tools: [] } : prompt;
  const { total: range, parts, method, detail } = await countPrompt(agent, counter, family);
  const total = toCount(range, method, detail);
  const shares = ofOnePiece ? undefined : parts && wholeParts(parts, total.tokens);
  return {
    what: capture === undefined ? `the prompt in ${file}` : describeCapture(capture),
    total,
    ...(capture && { capture }),
    ...(shares && {
      parts: shares,
      ...savings(query, question, (lean) => leanSavesOf(sizedTools(agent.tools), shares, lean)),
    }),
    chars: openclawChars(prompt),
  };
}

function describeCapture({ release, createdAt, agent }: CaptureOrigin): string {
  return `first agent turn of OpenClaw ${release}, captured ${createdAt.slice(0, 10)} (agent ${agent})`;
}

/** What decides how large the first turn on this model is. */
export function queryOf(
  model: EffectiveModel,
  { release, tools }: Pick<PromptsQuestion, 'release' | 'tools'>,
): PromptQuery {
  return {
    version: release,
    profile: model.supportsTools ? tools.profile.value : 'no-tools',
    lean: tools.lean.value,
    toolSearch: tools.toolSearch?.value ?? false,
    bootstrap: tools.bootstrap.value ? 'first-run' : 'none',
    window: model.contextWindow.value,
  };
}

const filesText: Readonly<Record<PromptQuery['bootstrap'], string>> = {
  none: 'no workspace files',
  'first-run': 'fresh workspace files',
  established: 'workspace in use',
};

function describe({ profile, lean, bootstrap, toolSearch }: PromptQuery): string {
  return [
    profile === 'no-tools' ? 'no tools' : `tools ${profile}`,
    ...(toolSearch && profile !== 'no-tools' ? ['tool search'] : []),
    ...(lean ? ['lean'] : []),
    filesText[bootstrap],
  ].join(', ');
}

interface CountedSize {
  readonly size: MeasuredPrompt;
  readonly shares: Parts<number>;
}

function leanSavings(query: PromptQuery, question: PromptsQuestion, counted: CountedSize) {
  return savings(query, question, (lean) => leanSaves(lean, counted));
}

/** In the release in use and in the newest. */
function savings(query: PromptQuery, { newest, tools }: PromptsQuestion, of: (lean: LeanQuery) => number | undefined) {
  const pinned = tools.toolSearch?.from === 'config';
  const search = pinned ? query.toolSearch : traitsOf(newest).toolSearch === 'on';
  const now = of({ ...query, toolSearchPinned: pinned });
  const later = of({ ...query, version: newest, toolSearch: search, toolSearchPinned: pinned });
  return { ...(now !== undefined && { leanSaves: now }), ...(later !== undefined && { leanSavesNewest: later }) };
}

/** In tokens of the model: what lean mode leaves out costs there what its kind costs in the prompt that was counted. */
function leanSaves(query: LeanQuery, { size, shares }: CountedSize): number | undefined {
  const [now, lean] = [promptSizeOf(query), leanPrompt(query)];
  if (now === undefined || lean === undefined) return undefined;
  const perSystemToken = size.systemTokens === 0 ? 1 : shares.system / size.systemTokens;
  const perToolToken = size.toolsTokens === 0 ? 1 : shares.tools / size.toolsTokens;
  const system = (now.systemTokens - lean.systemTokens) * perSystemToken;
  return Math.max(0, Math.round(system + (now.toolsTokens - lean.toolsTokens) * perToolToken));
}

function counterOf(
  model: EffectiveModel,
  { servers, askFor, tokenizer }: PromptsQuestion,
): { counter: Counter; family: Family } {
  const server = servers.find((row) => row.provider === model.provider);
  const served = servedAs(model, server);
  const asked = served?.id ?? server?.askedModel ?? model.id;
  const mine = server !== undefined && asked === server.askedModel;
  const counter: Counter = {
    model: asked,
    ask: askFor(model.provider),
    tokenizeWorks: server?.tokenize.ok === true,
    smokeTokens: mine && server.chat.ok ? server.chat.value.promptTokens : undefined,
    server: server?.family ?? 'the server',
    vllmVersion: server?.family?.startsWith('vLLM') ? server.version : undefined,
    tokenizer,
  };
  return { counter, family: familyOf(asked, served?.root, model.id) };
}

function servedAs(model: EffectiveModel, server: ServerReport | undefined): ServedModel | undefined {
  const rows = server?.models.ok ? server.models.value : [];
  return rows.find((row) => row.id === model.id) ?? rows.find((row) => row.id === server?.askedModel);
}

/** vLLM serves one model under several names: they share a root. */
function sameOnServer(model: EffectiveModel, servers: readonly ServerReport[]): string {
  const server = servers.find((row) => row.provider === model.provider);
  const served = servedAs(model, server);
  return JSON.stringify([server?.baseUrl ?? model.provider, served?.root ?? served?.id ?? model.id]);
}
