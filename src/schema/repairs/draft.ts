import { isObject, type JsonValue } from '../../config/json.js';

/** A document that repairs may change. */
export type DraftValue = string | number | boolean | null | DraftValue[] | Draft;
export interface Draft {
  [key: string]: DraftValue;
}

/** A deep copy without `__proto__` keys: OpenClaw's own copies lose them too (2026.4.22 to 2026.9.6). */
export function toDraft(value: JsonValue): DraftValue {
  if (isList(value)) return value.map(toDraft);
  if (!isObject(value)) return value;
  const draft: Draft = {};
  for (const [key, child] of Object.entries(value)) if (key !== '__proto__') draft[key] = toDraft(child);
  return draft;
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isDraft(value: DraftValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `keys`; undefined when any step is missing or is something else. */
export function draftAt(root: Draft, ...keys: readonly string[]): Draft | undefined {
  let here: DraftValue | undefined = root;
  for (const key of keys) here = isDraft(here) ? here[key] : undefined;
  return isDraft(here) ? here : undefined;
}

/** The object at `keys`, made where it is missing; what is no object is replaced, as the program does. */
export function ensureDraft(root: Draft, ...keys: readonly string[]): Draft {
  let here = root;
  for (const key of keys) {
    const next: DraftValue | undefined = here[key];
    const child: Draft = isDraft(next) ? next : {};
    here[key] = child;
    here = child;
  }
  return here;
}

/** The objects among the values of an object or the items of a list, each with its key. */
export function draftsIn(value: DraftValue | undefined): readonly (readonly [string, Draft])[] {
  const entries: readonly [string, DraftValue][] =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.flatMap(([key, child]) => (isDraft(child) ? [[key, child] as const] : []));
}

/** Fills in what is missing, level by level. */
export function mergeMissing(target: Draft, source: Draft): void {
  for (const [key, value] of Object.entries(source)) {
    if (key === 'prototype' || key === 'constructor') continue;
    const existing = target[key];
    if (existing === undefined) target[key] = value;
    else if (isDraft(existing) && isDraft(value)) mergeMissing(existing, value);
  }
}
