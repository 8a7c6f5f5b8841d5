import type { Answer, ProbeFailure } from './types.js';

interface CanMisfit {
  readonly misfit: (what: string) => ProbeFailure;
}

/** What `read` makes of a reply; where it makes nothing of it, the failure that says so. */
export function readReply<R extends CanMisfit, T>(
  answer: Answer<R>,
  read: (reply: R) => T | undefined,
  otherwise: string,
): Answer<T> {
  if (!answer.ok) return answer;
  const value = read(answer.value);
  if (value !== undefined) return { ok: true, value, ms: answer.ms };
  return { ok: false, failure: answer.value.misfit(otherwise), ms: answer.ms };
}

export function mapValue<T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> {
  return answer.ok ? { ...answer, value: change(answer.value) } : answer;
}

/** The same answer; a failure names the family of server, once that is known. */
export function familyNamed<T>(answer: Answer<T>, family: string | undefined): Answer<T> {
  if (answer.ok || family === undefined) return answer;
  return { ...answer, failure: { ...answer.failure, provider_family: family } };
}
