/**
 * The number that a text under `key` stands for in the ways that people write numbers and JSON5 does not: `65,536`, `65_536`, `64k`,
 * `32768 tokens`, `5m` for a key in seconds. Undefined for anything else, and for what the unit of the key does not say.
 */
export function writtenNumber(text: string, key: string): number | undefined {
  const plain = text.trim();
  const grouped = /^-?\d{1,3}(?:([,_ ])\d{3})(?:\1\d{3})*$/.test(plain) ? plain.replace(/[,_ ]/g, '') : plain;
  if (/^-?\d{1,15}$/.test(grouped)) return Number(grouped);
  if (countsTokens.test(key)) return tokensIn(plain);
  if (/^-?\d{1,15}\.\d{1,9}$/.test(plain)) return Number(plain);
  const unitMs = /(?:seconds|secs?)$/i.test(key) ? 1000 : /(?:ms|millis(?:econds)?)$/i.test(key) ? 1 : undefined;
  return unitMs === undefined ? undefined : durationIn(plain, unitMs);
}

const countsTokens = /(?:tokens|window)$/i;

/** `k` counts 1024 for the sizes that windows have (32k is 32768, 128k is 131072), else 1000. */
function tokensIn(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})*)\s*([kKM])?i?\s*(?:tokens?|tok)?$/.exec(text) ?? [];
  if (digits === '') return undefined;
  // No window has a part of a token: `65.536` has a dot between its thousands.
  if (unit === '')
    return /^\d{1,3}(?:\.\d{3})+$/.test(digits) ? Number(digits.replaceAll('.', '')) : whole(Number(digits));
  const count = Number(digits);
  if (unit === 'M') return whole(count * 1_000_000);
  return whole(count * (Number.isInteger(Math.log2(count)) ? 1024 : 1000));
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

function durationIn(text: string, unitMs: number): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|sec|m|min|h)$/i.exec(text) ?? [];
  const ms = unitsMs[unit.toLowerCase()];
  return digits === '' || ms === undefined ? undefined : whole((Number(digits) * ms) / unitMs);
}

function whole(count: number): number | undefined {
  return Number.isSafeInteger(count) ? count : undefined;
}
