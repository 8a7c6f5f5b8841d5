/** What was found out, or why it could not be. Offline, unreachable and "not present" are data, not exceptions. */
export type Fact<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function known<T>(value: T): Fact<T> {
  return { ok: true, value };
}

export function unknown(reason: string): Fact<never> {
  return { ok: false, reason };
}
