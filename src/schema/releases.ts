import { compareReleases } from '../release/version.js';
import { bundledReleases } from './bundled-releases.js';

export { bundledReleases };

export const oldestRelease: string = bundledReleases[0] ?? '';
export const newestRelease: string = bundledReleases.at(-1) ?? '';

export interface SchemaChoice {
  /** The bundled release whose schema stands for the one asked for. */
  readonly schema: string;
  /** Why it is another one. */
  readonly notice?: string;
}

/** `version` must be a release (`isRelease`); a RangeError otherwise. */
export function schemaFor(version: string): SchemaChoice {
  const schema = bundledReleases.findLast((bundled) => compareReleases(bundled, version) <= 0);
  if (schema === undefined) {
    return {
      schema: oldestRelease,
      notice: `${version} is older than every known release: judged as ${oldestRelease}`,
    };
  }
  if (compareReleases(schema, version) === 0) return { schema };
  const relation = schema === newestRelease ? 'newer than every known release' : 'between two known releases';
  return { schema, notice: `${version} is ${relation}: judged as ${schema}` };
}
