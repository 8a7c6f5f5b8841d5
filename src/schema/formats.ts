/** What a text in a config may look like, as OpenClaw's own parsers decide it. */

const durationPart = String.raw`\d+(?:\.\d+)?(?:ms|s|m|h|d)`;
const duration = new RegExp(String.raw`^(?:\d+(?:\.\d+)?|(?:${durationPart})+)$`);
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `1h30m`, `15` (in `unit`): milliseconds; undefined when it is not a duration. (parseDurationMs, 2026.4.22 to 2026.9.6) */
export function parseDuration(text: string, unit: keyof typeof unitMs): number | undefined {
  const plain = text.trim().toLowerCase();
  if (!duration.test(plain)) return undefined;
  if (/^[\d.]+$/.test(plain)) return whole(Number(plain) * unitMs[unit]);
  let total = 0;
  for (const [, amount, name] of plain.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) {
    if (name !== undefined && name in unitMs) total += Number(amount) * unitMs[name as keyof typeof unitMs];
  }
  return whole(total);
}

const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  k: 1024,
  mb: 1024 ** 2,
  m: 1024 ** 2,
  gb: 1024 ** 3,
  g: 1024 ** 3,
  tb: 1024 ** 4,
  t: 1024 ** 4,
};

/** `20mb`, `512` (bytes): undefined when it is not a size. (parseByteSize, 2026.4.22 to 2026.9.6) */
export function parseByteSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-z]+)?$/.exec(text.trim().toLowerCase());
  const factor = match === null ? undefined : unitBytes[match[2] ?? 'b'];
  return match === null || factor === undefined ? undefined : whole(Number(match[1]) * factor);
}

function whole(value: number): number | undefined {
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}

/** A program name or path without shell characters. (isSafeExecutableValue, same in 2026.4.22 to 2026.9.6) */
export function isSafeExecutable(text: string): boolean {
  const plain = text.trim();
  if (plain === '' || /[\0\r\n;&|`$<>"']/.test(plain)) return false;
  if (/^[.~]|[/\\]/.test(plain)) return true;
  return /^[A-Za-z0-9._+][A-Za-z0-9._+-]*$/.test(plain);
}

/** Absolute on the program's own system, or a Windows path anywhere. */
export function isAbsoluteAnywhere(text: string, platform: NodeJS.Platform): boolean {
  const windows = /^[A-Za-z]:[\\/]|^\\\\[^\\]+\\[^\\]+/.test(text);
  return windows || text.startsWith('/') || (platform === 'win32' && text.startsWith('\\'));
}

/** A module inside the configured folder. (isSafeRelativeModulePath, same in 2026.4.22 to 2026.9.6) */
export function isSafeRelativeModule(text: string): boolean {
  const plain = text.trim();
  if (plain === '' || plain.startsWith('/') || plain.startsWith('~') || plain.includes(':')) return false;
  return !plain.split(/[\\/]+/).includes('..');
}

export function isHttpUrl(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'http:' || url?.protocol === 'https:';
}

export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

// zod's url() and the formats that OpenClaw 2026.4.22 to 2026.9.6 registers for channels and plugins both ask the URL parser;
// ajv-formats is stricter (`mailto:` and `a:b` pass there).
export function isUri(text: string): boolean {
  return URL.canParse(text.trim());
}

/** zod's datetime(): UTC with a Z. */
export function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
