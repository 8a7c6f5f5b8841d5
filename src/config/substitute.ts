import type { VariableUse } from '../facts/types.js';
import type { Environment } from './environment.js';
import { isObject, type JsonValue } from './json.js';
import type { ConfigPath } from './path.js';

export interface Substituted {
  /** Holds secrets: never into a fact. */
  readonly value: JsonValue;
  /** Each variable once per place, in the order of the file. */
  readonly uses: readonly VariableUse[];
}

/** `${NAME}`, or `$${NAME}` which stands for the text `${NAME}`. */
const reference = /\$(\$?)\{([^}]*)\}/g;
const variableName = /^[A-Z_][A-Z0-9_]*$/;

/**
 * Replaces `${NAME}` in every string, never in keys; an unset or empty variable stays as it is written, and so do `$NAME`,
 * `${lower}` and `${NAME:-x}` (`src/config/env-substitution.ts`, equal in 2026.4.22 and 2026.9.6).
 */
export function substitute(value: JsonValue, environment: Pick<Environment, 'lookup' | 'secretOf'>): Substituted {
  const uses: VariableUse[] = [];
  const visit = (here: JsonValue, path: ConfigPath): JsonValue => {
    if (typeof here === 'string') {
      return replaceReferences(here, (name) => {
        if (!uses.some((use) => use.name === name && use.path === path)) {
          uses.push({ name, path, ...environment.lookup(name) });
        }
        return environment.secretOf(name);
      });
    }
    if (Array.isArray(here)) return here.map((item: JsonValue, i) => visit(item, [...path, i]));
    if (!isObject(here)) return here;
    return Object.fromEntries(Object.entries(here).map(([key, member]) => [key, visit(member, [...path, key])]));
  };
  return { value: visit(value, []), uses };
}

function replaceReferences(text: string, read: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text;
  let replaced = '';
  let done = 0;
  reference.lastIndex = 0;
  for (let match = reference.exec(text); match !== null; match = reference.exec(text)) {
    const [whole, escaped, name = ''] = match;
    if (!variableName.test(name)) {
      reference.lastIndex = match.index + 1; // a reference may begin inside: `${${NAME}`
      continue;
    }
    replaced += text.slice(done, match.index) + (escaped ? whole.slice(1) : read(name) || whole);
    done = match.index + whole.length;
  }
  return replaced + text.slice(done);
}

/** The variable of a string that is one reference and nothing else. */
export function soleReference(text: string): string | undefined {
  return /^\$\{([A-Z_][A-Z0-9_]*)\}$/.exec(text.trim())?.[1];
}
