import { isObject, type JsonValue, jsonOf, valueAt } from '../config/json.js';
import { parseConfig } from '../config/parse.js';
import { sharedDatabase } from './database-logins.js';
import { type Place, sizeLimitBytes } from './read-file.js';
import { readRows } from './sqlite/table.js';
import type { BackupRestore } from './types.js';

/**
 * Whether OpenClaw takes `<config>.bak` for the config the next time it reads it, and why. It compares with the last config that it
 * found good, else with the backup: `meta` or `gateway.mode` is gone, less than half is left (`resolveConfigObserveSuspiciousReasons`,
 * 2026.4.22 and 2026.9.6). Undefined when it keeps the config.
 */
export async function readRestore(
  configFile: string,
  { text, root, accepts }: TopConfig,
  place: Place,
): Promise<BackupRestore | undefined> {
  const { files, paths } = place;
  const backupFile = `${configFile}.bak`;
  const found = await files.look(backupFile);
  if (found === undefined || found.kind !== 'file' || found.sizeBytes > sizeLimitBytes) return undefined;
  const config = traitsOf(text, root);
  const backup = await readBackup(backupFile, place);
  if (backup === undefined) return undefined;
  const health = await healthOf(configFile, place);
  const baseline = health.good ?? backup;
  const reasons = reasonsFor(config, baseline);
  if (reasons.length === 0) return undefined;
  // A config that was seen before for the same reasons is kept.
  const signature = `${await sha256(text)}:${reasons.map(({ signed }) => signed).join(',')}`;
  if (health.signature === signature) return undefined;
  return {
    name: paths.basename(backupFile),
    reasons: reasons.map(({ reason }) => reason),
    backupHasMode: backup.mode,
    baselineHasMode: baseline.mode,
    includes: config.includes,
    ...(accepts && { backupAccepted: await accepts(backup.text) }),
    certain: health.known,
  };
}

/** The top file of the config: before includes and substitution. */
export interface TopConfig {
  readonly text: string;
  readonly root: JsonValue;
  /** Whether the release accepts another text as config; undefined when that was not asked. */
  readonly accepts?: (text: string) => Promise<boolean>;
}

interface ConfigTraits {
  readonly text: string;
  readonly bytes: number;
  readonly meta: boolean;
  readonly mode: boolean;
  readonly includes: boolean;
}

type Baseline = Pick<ConfigTraits, 'bytes' | 'meta' | 'mode'>;

async function readBackup(file: string, { files }: Place): Promise<ConfigTraits | undefined> {
  const text = await files.read(file);
  const parsed = parseConfig({ file, text });
  return parsed.ok ? traitsOf(text, parsed.document.value) : undefined;
}

function traitsOf(text: string, value: JsonValue): ConfigTraits {
  return {
    text,
    bytes: Buffer.byteLength(text),
    meta: ['lastTouchedVersion', 'lastTouchedAt'].some((key) => typeof valueAt(value, ['meta', key]) === 'string'),
    mode: isFilled(valueAt(value, ['gateway', 'mode'])),
    includes: hasInclude(value),
  };
}

function hasInclude(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasInclude);
  return isObject(value) && ('$include' in value || Object.values(value).some(hasInclude));
}

function reasonsFor({ bytes, meta, mode }: Baseline, baseline: Baseline) {
  const found: { readonly reason: BackupRestore['reasons'][number]; readonly signed: string }[] = [];
  if (baseline.bytes >= 512 && bytes < Math.floor(baseline.bytes / 2)) {
    found.push({ reason: 'size', signed: `size-drop-vs-last-good:${baseline.bytes}->${bytes}` });
  }
  if (baseline.meta && !meta) found.push({ reason: 'meta', signed: 'missing-meta-vs-last-good' });
  if (baseline.mode && !mode) found.push({ reason: 'gateway.mode', signed: 'gateway-mode-missing-vs-last-good' });
  return found;
}

interface Health {
  readonly good: Baseline | undefined;
  /** Text of the config that was wondered about last, and why. */
  readonly signature: unknown;
  /** False when it is kept in a database that cannot be read. */
  readonly known: boolean;
}

/** What OpenClaw noted of this config file: in a database from 2026.6.11 on, before in `logs/config-health.json`. */
async function healthOf(configFile: string, place: Place): Promise<Health> {
  const { stateDir, files, paths } = place;
  const database = sharedDatabase(place);
  const there = (await files.look(database)) !== undefined;
  const keys = [configFile];
  const rows = there
    ? await readRows({ file: database, table: 'config_health_entries', keys, columns: 4, read: files.bytes })
    : undefined;
  const known = !there || rows !== undefined;
  const [, good, , signature] = rows?.get(configFile) ?? [];
  if (good !== undefined) return { good: baselineOf(jsonOf(String(good))), signature, known };
  const file = paths.join(stateDir, 'logs', 'config-health.json');
  const found = await files.look(file);
  if (found === undefined || found.kind !== 'file' || found.sizeBytes > sizeLimitBytes) {
    return { good: undefined, signature: undefined, known };
  }
  const entry = valueAt(jsonOf(await files.read(file)), ['entries', configFile]);
  return {
    good: baselineOf(valueAt(entry, ['lastKnownGood'])),
    signature: valueAt(entry, ['lastObservedSuspiciousSignature']),
    known,
  };
}

function baselineOf(good: JsonValue | undefined): Baseline | undefined {
  const bytes = valueAt(good, ['bytes']);
  if (!isObject(good) || typeof bytes !== 'number') return undefined;
  return { bytes, meta: good['hasMeta'] === true, mode: isFilled(good['gatewayMode']) };
}

function isFilled(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

async function sha256(text: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
