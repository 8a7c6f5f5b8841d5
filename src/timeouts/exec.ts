import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';

/** How long a command of the exec tool may take: the key of the release, and its default (read 2026.4.22, 2026.9.6). */
export function execLimit({ execTimeoutKey }: Pick<ReleaseTraits, 'execTimeoutKey'>): {
  readonly path: ConfigPath;
  readonly seconds: number;
} {
  return { path: ['tools', 'exec', execTimeoutKey], seconds: 1800 };
}
