import { existsSync } from 'node:fs';
import type { FittingCaptures } from './capture/fitting.js';
import { captureFolder, type FolderQuestion } from './capture/folder.js';
import type { StoredCapture } from './capture/types.js';
import type { JsonValue } from './config/json.js';
import type { EffectiveModel } from './effective/types.js';
import type { ConfigFacts } from './facts/config-facts.js';
import type { UserPrompt } from './tokens/prompt-file.js';
import type { Surroundings } from './workspace/files.js';

export interface PromptsWanted extends Pick<FolderQuestion, 'platform'> {
  /** The config file as opened. */
  readonly config: string;
  readonly around: Surroundings;
}

/** Where the prompts to count come from. */
export interface PromptSource {
  /** Undefined: a typical first turn stands for it. */
  readonly promptFor?: (model: EffectiveModel, agent?: string) => UserPrompt | undefined;
  /** Captures of this config and release that no longer fit, with the reason. */
  readonly outdated: FittingCaptures['outdated'];
}

/**
 * Which captured request stands for the first turn on a model: one that was sent for it, else, where the prompt does not depend on the
 * window, the newest; of `agent` alone when it is named.
 */
export async function capturedPrompts(
  { facts, private: secrets }: ConfigFacts,
  { config, around, platform }: PromptsWanted,
): Promise<PromptSource> {
  const folder = captureFolder({ env: around.env, platform, home: around.home });
  if (secrets === undefined || !facts.release.ok || !existsSync(folder)) return { outdated: [] };
  const { version, traits } = facts.release.value;
  const { fittingCaptures } = await import('./capture/fitting.js');
  const question = { folder, config, value: secrets.substituted, release: version, around };
  const { fitting, outdated } = await fittingCaptures(question);
  if (fitting.length === 0) return { outdated };
  const { promptOfBody } = await import('./tokens/prompt-file.js');
  const promptFor = ({ ref, supportsTools }: EffectiveModel, agent?: string) => {
    const mine = fitting.filter(({ capture }) => agent === undefined || capture.agent === agent);
    const own = mine.find(({ capture }) => capture.model === ref);
    const found = own ?? (traits.promptFitsWindow || !supportsTools ? undefined : mine[0]);
    return found && asPrompt(found, promptOfBody);
  };
  return { promptFor, outdated };
}

function asPrompt({ file, capture }: StoredCapture, read: (body: JsonValue) => UserPrompt['prompt']): UserPrompt {
  const { createdAt, release, agent, model, request } = capture;
  return { file, prompt: read(request.body), capture: { createdAt, release, agent, model } };
}
