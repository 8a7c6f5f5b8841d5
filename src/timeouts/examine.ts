import type { JsonValue } from '../config/json.js';
import type { EffectiveConfig } from '../effective/types.js';
import type { ServerReport } from '../probe/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { PromptSize } from '../tokens/types.js';
import { type Answer, answersOf } from './answers.js';
import { judgeLayer } from './judge.js';
import { openclawLayers } from './layers.js';
import { outsideLayers } from './outside.js';
import { givenPace, type Pace, paceOf } from './pace.js';
import type { JudgedLayer } from './types.js';

export interface TimeoutsQuestion {
  readonly config: JsonValue;
  readonly effective: EffectiveConfig;
  readonly traits: ReleaseTraits;
  readonly version: string;
  readonly servers: readonly ServerReport[] | undefined;
  readonly prompts: readonly PromptSize[] | undefined;
  /** In place of what was measured. */
  readonly firstTokenSeconds?: number | undefined;
  /** This process runs as a job of a CI service. */
  readonly ci?: 'github-actions' | 'gitlab-ci' | undefined;
}

export interface Timeouts {
  readonly paces: readonly Pace[];
  readonly layers: readonly JudgedLayer[];
  readonly answers: readonly Answer[];
}

/** Every clock between a message and its answer, judged by the speed of the server. */
export function examineTimeouts(question: TimeoutsQuestion): Timeouts {
  const { effective, traits, version, servers, firstTokenSeconds, ci } = question;
  const paces = firstTokenSeconds === undefined ? paceOf(question) : givenPace(effective, firstTokenSeconds);
  const behindLiteLlm = servers?.some((server) => server.family?.startsWith('LiteLLM') === true) === true;
  const layers = [
    ...openclawLayers(question),
    ...outsideLayers(({ id }) => id === ci || (id === 'litellm' && behindLiteLlm)),
  ].map((layer) => judgeLayer(layer, { ...question, paces }));
  return { paces, layers, answers: answersOf({ layers, traits, version }) };
}
