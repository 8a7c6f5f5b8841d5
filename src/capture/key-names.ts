import type { Environment } from '../config/environment.js';
import { isSecretKey } from '../config/secrets.js';
import { knownVariables } from '../release/known-variables.js';
import type { ReleaseTraits } from '../release/traits.js';

/** Variables that hold a key where OpenClaw would look: by the names that the release knows, and by their looks in the process. */
export function keyNamesOf(
  environment: Pick<Environment, 'lookup'>,
  env: Readonly<Record<string, string | undefined>>,
  traits: ReleaseTraits,
): readonly string[] {
  const known = [...knownVariables(traits.knownVariables)].filter((name) => environment.lookup(name).state === 'set');
  const looks = Object.keys(env).filter(
    (name) => /^[A-Z][A-Z0-9_]*$/.test(name) && isSecretKey(name) && env[name]?.trim(),
  );
  const own = /^(?:OPENCLAW_|OVD_|NODE_|npm_)/i;
  return [...new Set([...known, ...looks])].filter((name) => !own.test(name)).sort();
}
