import { existsSync } from 'node:fs';
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

/**
 * Which captured request stands for the first turn on a model: one that was sent for it, else, where the prompt does not depend on the
 * window, the newest. Undefined when nothing was captured, or what was captured is out of date.
 */
export async function capturedPrompts(
  { facts, private: secrets }: ConfigFacts,
  { config, around, platform }: PromptsWanted,
): Promise<((model: EffectiveModel) => UserPrompt | undefined) | undefined> {
  const folder = captureFolder({ env: around.env, platform, home: around.home });
  if (secrets === undefined || !facts.release.ok || !existsSync(folder)) return undefined;
  const { version, traits } = facts.release.value;
  const { fittingCaptures } = await import('./capture/fitting.js');
  const { fitting } = await fittingCaptures({ folder, config, value: secrets.substituted, release: version, around });
  if (fitting.length === 0) return undefined;
  const { promptOfBody } = await import('./tokens/prompt-file.js');
  return ({ ref, supportsTools }) => {
    const own = fitting.find(({ capture }) => capture.model === ref);
    const found = own ?? (traits.promptFitsWindow || !supportsTools ? undefined : fitting[0]);
    return found && asPrompt(found, promptOfBody);
  };
}

function asPrompt({ file, capture }: StoredCapture, read: (body: JsonValue) => UserPrompt['prompt']): UserPrompt {
  const { createdAt, release, agent, model, request } = capture;
  return { file, prompt: read(request.body), capture: { createdAt, release, agent, model } };
}
