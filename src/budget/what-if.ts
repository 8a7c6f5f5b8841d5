import { leanSavesOf } from '../tokens/lean-prompt.js';
import { queryOf } from '../tokens/measure.js';
import { type LeanQuery, leanPrompt, promptSizeOf } from '../tokens/prompt-sizes.js';
import { type Size, totalChars } from '../tokens/size.js';
import { type Scene, sentFor } from './build.js';
import { firstFiles } from './composition.js';
import type { AgentBudget, WhatIf } from './types.js';

type Draft = Omit<AgentBudget, 'whatIf' | 'advice'>;

/** The same turn with other settings, as this release would send it, largest saving first. */
export function whatIfs(scene: Scene, draft: Draft): readonly WhatIf[] {
  const { question, model, tools } = scene;
  if (!model.supportsTools) return withoutFile(scene, draft);
  const pinned = tools.toolSearch?.from === 'config';
  const query: LeanQuery = {
    ...queryOf(model, { release: question.version, tools }),
    bootstrap: 'none',
    toolSearchPinned: pinned,
  };
  const now = promptSizeOf(query);
  if (now === undefined) return withoutFile(scene, draft);
  const variant = (id: WhatIf['id'], title: string, size: Size | undefined): readonly WhatIf[] =>
    size === undefined ? [] : [changed(scene, draft, { id, title, ...differenceTo(now, size, scene) })];
  const profiles = (['minimal', 'messaging', 'coding', 'full'] as const).filter((name) => name !== tools.profile.value);
  return [
    ...lean(scene, draft, query),
    ...profiles.flatMap((profile) =>
      variant(profile, `tools.profile: ${profile}`, promptSizeOf({ ...query, profile })),
    ),
    ...(tools.toolSearch === undefined
      ? []
      : tools.toolSearch.value
        ? variant('no-tool-search', 'tools.toolSearch: false', promptSizeOf({ ...query, toolSearch: false }))
        : variant('tool-search', 'tools.toolSearch: true', promptSizeOf({ ...query, toolSearch: true }))),
    ...withoutFile(scene, draft),
  ].toSorted((a, b) => b.saves - a.saves);
}

interface Change {
  readonly id: WhatIf['id'];
  readonly title: string;
  /** Tokens of the model. */
  readonly saves: number;
  /** As OpenClaw counts them. */
  readonly chars: number;
}

/**
 * In a captured request the tools shrink as those of the release were measured to; where they grow, those come to them that the release
 * has more.
 */
function differenceTo(now: Size, other: Size, { composition, scale, perTool }: Scene): Pick<Change, 'saves' | 'chars'> {
  const less = now.toolsTokens - other.toolsTokens;
  const tools = less > 0 ? composition.toolsTokens * (less / now.toolsTokens) : less;
  const system = now.systemTokens - other.systemTokens;
  const rest = now.otherTokens - other.otherTokens;
  return {
    saves: Math.round(tools * perTool + system * scale.system + rest * scale.messages),
    chars: totalChars(now) - totalChars(other),
  };
}

function lean(scene: Scene, draft: Draft, query: LeanQuery): readonly WhatIf[] {
  if (scene.tools.lean.value) return [];
  const [now, other] = [promptSizeOf(query), leanPrompt(query)];
  if (now === undefined || other === undefined) return [];
  const { eachTool } = scene.composition;
  const { tools, system, messages, files, skills } = draft.parts;
  const whole = system + skills + files.reduce((sum, file) => sum + file.tokens, 0);
  const sized = eachTool.map(({ name, tokens: size }) => ({ name, size }));
  const exact = leanSavesOf(sized, { system: whole, tools, messages }, query);
  const guess = differenceTo(now, other, scene);
  const change = { id: 'lean' as const, title: 'experimental.localModelLean: true', ...guess };
  return [changed(scene, draft, exact === undefined ? change : { ...change, saves: exact })];
}

function withoutFile(scene: Scene, draft: Draft): readonly WhatIf[] {
  const largest = draft.parts.files.toSorted((a, b) => b.tokens - a.tokens)[0];
  if (largest === undefined || largest.tokens === 0 || largest.name === firstFiles) return [];
  const chars = Math.round((largest.tokens / scene.scale.system) * 4.3);
  const title = `without ${largest.name}, the largest file`;
  return [changed(scene, draft, { id: 'without-file', title, saves: largest.tokens, chars })];
}

function changed(scene: Scene, { prompt: { tokens } }: Draft, { id, title, saves, chars }: Change): WhatIf {
  const prompt = Math.max(0, tokens - saves);
  const { sent } = sentFor(scene, Math.max(0, scene.composition.chars - chars));
  return { id, title, prompt, saves, sent, fits: prompt + (sent ?? 1) <= scene.limit };
}
