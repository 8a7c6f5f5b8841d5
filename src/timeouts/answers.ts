import type { ReleaseTraits } from '../release/traits.js';
import { shown } from './pace.js';
import type { JudgedLayer } from './types.js';

/** One question that people ask, and the answer for this config and release. */
export interface Answer {
  readonly question: string;
  readonly answer: readonly string[];
}

interface Known {
  readonly layers: readonly JudgedLayer[];
  readonly traits: ReleaseTraits;
  readonly version: string;
}

/** Slow first token; a server that dies in the middle; `agent.wait`. */
export function answersOf(known: Known): readonly Answer[] {
  return [slowFirstToken(known), restart(known), wait(known)];
}

const isOld = ({ slowModelKey }: ReleaseTraits) => slowModelKey === 'agents.defaults.llm.idleTimeoutSeconds';

function slowFirstToken({ layers, traits, version }: Known): Answer {
  const rows = layers.filter(({ id }) => id === 'first-token');
  const lines = rows.map(({ provider, seconds, expected, source, key, judgement, recommended }) => {
    const limit = seconds === null ? 'no limit' : `${seconds} s (${source})`;
    const state = expected === undefined ? 'how long the server takes is not known' : `it takes ${shown(expected)} s`;
    const then = recommended ? `: ${recommended.edit}` : judgement === 'unknown' ? `; the key is ${key}` : '';
    return `The wait for the first token of ${provider} ends after ${limit}; ${state}${then}.`;
  });
  const other = isOld(traits)
    ? 'models.providers.<id>.timeoutSeconds, which newer releases use, is a schema error here: the gateway would not start.'
    : 'agents.defaults.llm.idleTimeoutSeconds, which advice for older releases names, is a schema error here: the gateway would not start.';
  return { question: 'The first token takes minutes. Which key helps?', answer: [...lines, `In ${version}: ${other}`] };
}

// After an idle kill: 2026.4.22 asks once more (ran); 2026.5.2 to 2026.8.2 twice in all, 2026.9.6 up to 8 times inside 90 s (ran).
function restart({ layers, traits, version }: Known): Answer {
  const first = layers.find(({ id }) => id === 'first-token');
  const limit = first?.seconds ?? null;
  const notice =
    limit === null
      ? 'a connection that dies without a word is never noticed before the limit of the run'
      : `one that dies without a word (a host that is gone) is noticed after ${limit} s`;
  const again = isOld(traits)
    ? 'the same model is asked once more after an idle limit, up to 12 times after errors, within some 20 s'
    : 'the request is repeated: once or a few times after an idle limit, up to 8 times inside some 90 s after errors';
  return {
    question: 'The server dies and restarts in the middle of a run. What happens?',
    answer: [
      `A closed connection is noticed at once; ${notice}.`,
      `In ${version} ${again}. A vLLM that loads a model takes minutes: the retries are over before it answers, and the turn fails.`,
      'What it had read is lost: the next request begins with the whole prompt. Send the message again once `ovd doctor` finds the server, or name a fallback model on another host.',
    ],
  };
}

function wait({ version }: Known): Answer {
  return {
    question: 'agent.wait says timeout. Is the run dead?',
    answer: [
      `No. In ${version} it waits 30 s unless the caller names timeoutMs, and then answers {"status":"timeout"} to the caller alone.`,
      'The run goes on; call agent.wait with the same runId again. What ends a run is the limit of the run or of its requests, above.',
    ],
  };
}
