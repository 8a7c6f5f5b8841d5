import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { DoctorError } from '../doctor-error.js';
import { newestRelease, schemaFor } from '../schema/releases.js';
import { findInstalled, type Machine, thisMachine } from './installed.js';
import { compareReleases, isRelease } from './version.js';

export interface ReleaseChoice {
  readonly version: string;
  /** Where the way to `version` begins, when `--openclaw-version` named one: `2026.4.22..2026.9.6`. */
  readonly from?: string;
  /** Who named it: `--openclaw-version`, `installed openclaw`, `meta.lastTouchedVersion` or `newest known`. */
  readonly source: string;
  /** The bundled release whose schema stands for it. */
  readonly schema: string;
  /** Why `schema` is not `version`. */
  readonly notice?: string;
  readonly newest: string;
}

export interface ReleaseQuestion {
  /** `--openclaw-version`: a release, `installed` or `latest`, or two of them with `..` between. */
  readonly flag?: string | undefined;
  /** The parsed config, when there is one. */
  readonly config?: JsonValue | undefined;
  /** Where to look for an installed program; this machine unless a test says otherwise. */
  readonly machine?: Machine | undefined;
}

/** Flag, else the installed program, else who wrote the config, else the newest release known. Throws a `usage` error for a bad flag. */
export function chooseRelease({ flag, config, machine = thisMachine() }: ReleaseQuestion): ReleaseChoice {
  const named = flag === undefined ? withoutFlag(config, machine) : byFlag(flag.trim(), machine);
  return { ...named, ...schemaFor(named.version), newest: newestRelease };
}

type Named = Pick<ReleaseChoice, 'version' | 'source' | 'from'>;

const source = '--openclaw-version';

function byFlag(flag: string, machine: Machine): Named {
  if (!flag.includes('..')) return { version: oneRelease(flag, machine), source };
  const ends = flag.split('..').map((end) => oneRelease(end.trim(), machine));
  const [from, version] = ends;
  const hint = 'name the older release first: --openclaw-version 2026.4.22..latest';
  if (from === undefined || version === undefined || ends.length > 2)
    throw new DoctorError('usage', `${source}: '${flag}' has more than two ends`, hint);
  const order = compareReleases(from, version);
  if (order > 0) throw new DoctorError('usage', `${source}: the way from ${from} to ${version} goes backwards`, hint);
  if (order === 0) throw new DoctorError('usage', `${source}: ${from} at both ends is no way`, hint);
  return { version, from, source };
}

function oneRelease(flag: string, machine: Machine): string {
  if (flag === 'latest') return newestRelease;
  if (flag === 'installed') {
    const installed = findInstalled(machine);
    if (installed === undefined) {
      throw new DoctorError('not-found', 'no openclaw on PATH', 'name the release: --openclaw-version 2026.4.22');
    }
    return installed.version;
  }
  if (!isRelease(flag)) {
    throw new DoctorError(
      'usage',
      `${source}: '${flag}' is not a release`,
      `valid: a release such as ${newestRelease}, 'installed', 'latest' (${newestRelease}), or a way: 2026.4.22..latest`,
    );
  }
  return flag.replace(/^v/, '');
}

function withoutFlag(config: JsonValue | undefined, machine: Machine): Named {
  const installed = findInstalled(machine);
  if (installed !== undefined) return { version: installed.version, source: 'installed openclaw' };
  const touched = writerOf(config);
  if (touched !== undefined) return { version: touched, source: 'meta.lastTouchedVersion' };
  return { version: newestRelease, source: 'newest known' };
}

/** The release that wrote the config last, as the config says; undefined when it does not. */
export function writerOf(config: JsonValue | undefined): string | undefined {
  const touched = isObject(config) ? valueAt(config, ['meta', 'lastTouchedVersion']) : undefined;
  return typeof touched === 'string' && isRelease(touched) ? touched.trim().replace(/^v/, '') : undefined;
}
