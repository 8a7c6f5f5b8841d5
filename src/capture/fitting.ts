import type { JsonValue } from '../config/json.js';
import { traitsOf } from '../release/traits.js';
import { agentChoices } from '../workspace/agents.js';
import { type Surroundings, workspaceOf } from '../workspace/files.js';
import { differenceOf, fingerprintOf } from './fingerprint.js';
import { storedCaptures } from './store.js';
import type { StoredCapture } from './types.js';

export interface FittingQuestion {
  /** Our own folder of captures. */
  readonly folder: string;
  /** The config file as opened, and what it says after includes and substitution. */
  readonly config: string;
  readonly value: JsonValue;
  readonly release: string;
  readonly around: Surroundings;
}

export interface FittingCaptures {
  /** Newest first. */
  readonly fitting: readonly StoredCapture[];
  /** Those that are too old to be used, with the reason. */
  readonly outdated: readonly (StoredCapture & { readonly reason: string })[];
}

/** Which captures of this config still show what OpenClaw would send today. Never throws. */
export async function fittingCaptures(question: FittingQuestion): Promise<FittingCaptures> {
  const stored = await storedCaptures(question.folder, question);
  const judged = await Promise.all(stored.map(async (one) => ({ ...one, reason: await whyOutdated(one, question) })));
  return {
    fitting: judged.flatMap(({ reason, ...one }) => (reason === undefined ? [one] : [])),
    outdated: judged.flatMap(({ reason, ...one }) => (reason === undefined ? [] : [{ ...one, reason }])),
  };
}

async function whyOutdated({ capture }: StoredCapture, question: FittingQuestion): Promise<string | undefined> {
  const { value, release, around } = question;
  const agent = agentChoices(value).find(({ id }) => id === capture.agent);
  if (agent === undefined) return `agent ${capture.agent} is gone`;
  const traits = traitsOf(release);
  const workspace = workspaceOf(value, agent, traits, around);
  if (workspace !== capture.workspace) return 'the agent works in another folder';
  const now = await fingerprintOf({ value, agent, model: capture.model, workspace, around, traits });
  return differenceOf(capture.fingerprint, now);
}
