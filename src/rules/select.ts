import { DoctorError } from '../doctor-error.js';
import { nearest } from '../nearest.js';
import type { AnyRule } from './define.js';

export interface Selection {
  /** Rule ids or whole areas (`context`); all rules when absent or empty. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** The rules to run, in their usual order. Throws DoctorError `usage` for a word that names no rule and no area. */
export function selectRules(rules: readonly AnyRule[], { only = [], skip = [] }: Selection): readonly AnyRule[] {
  const known = new Set(rules.flatMap(({ meta }) => [meta.id, areaOf(meta.id)]));
  for (const word of [...only, ...skip]) {
    if (!known.has(word)) throw unknownRule(word, [...known]);
  }
  const named = (words: readonly string[], id: string) => words.includes(id) || words.includes(areaOf(id));
  return rules.filter(({ meta }) => (only.length === 0 || named(only, meta.id)) && !named(skip, meta.id));
}

/** The rule with this id. Throws DoctorError `usage` when there is none. */
export function findRule(rules: readonly AnyRule[], id: string): AnyRule {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined)
    throw unknownRule(
      id,
      rules.map(({ meta }) => meta.id),
    );
  return rule;
}

/** `context` of `context/window-exceeds-served`. */
export function areaOf(ruleId: string): string {
  return ruleId.slice(0, ruleId.indexOf('/'));
}

function unknownRule(word: string, known: readonly string[]): DoctorError {
  const byEnding = known.filter((id) => id.endsWith(`/${word}`));
  const close = byEnding.length > 0 ? byEnding : nearest(word, known);
  const hint = close.length > 0 ? `did you mean ${close.join(' or ')}?` : 'ovd rules lists them all';
  return new DoctorError('usage', `there is no rule or area '${word}'`, hint);
}
