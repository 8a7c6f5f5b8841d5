/** Keys from the root of openclaw.json down to a value; array positions are numbers. */
export type ConfigPath = readonly (string | number)[];

/** The dotted form that `openclaw config validate` prints: `models.providers.vllm.models.0.id`, root `<root>`. */
export function formatPath(path: ConfigPath): string {
  return path.length === 0 ? '<root>' : path.join('.');
}

/** What a reader calls the value: its key, and `allowFrom.0` for a place in a list. */
export function shortPath(path: ConfigPath): string {
  const key = path.findLastIndex((step) => typeof step === 'string');
  return formatPath(path.slice(Math.max(0, key)));
}

export function samePath(a: ConfigPath, b: ConfigPath): boolean {
  return a.length === b.length && a.every((key, i) => String(key) === String(b[i]));
}

export function startsWith(path: ConfigPath, prefix: ConfigPath): boolean {
  return prefix.length <= path.length && prefix.every((key, i) => String(key) === String(path[i]));
}
