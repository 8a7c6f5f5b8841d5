import { isObject, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { isAbsoluteAnywhere, isSafeExecutable } from '../formats.js';
import type { Mistake } from '../issues/mistake.js';
import { isSecretRef, readSecretRef } from '../secret-ref.js';
import { pathsOf, resolveUserPath, type Surroundings } from '../surroundings.js';
import { policy } from './agents.js';
import type { Check, CheckInput, Doubt } from './check.js';
import { childrenOf, objectsAt, type Place, placesOf, stringsAt } from './places.js';

const runtimeOwned = [
  'commands.ownerDisplaySecret',
  'hooks.token',
  'hooks.gmail.pushToken',
  'hooks.mappings.*.sessionKey',
  'channels.discord.{threadBindings,accounts.*.threadBindings}.webhookToken',
];

export const secretChecks: readonly Check[] = [
  {
    name: 'secret references where the program writes itself',
    source: 'unsupported-surface-policy.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: secret } of runtimeOwned.flatMap((pattern) => placesOf(value, pattern))) {
        if (isSecretRef(secret))
          yield policy(path, 'a secret reference is not supported here: write the text itself, or ${VAR}');
      }
    },
  },
  {
    name: 'secret references that ask another source than their provider has',
    from: '2026.8.2',
    source: 'collectSecretRefProviderSourceIssues, read in 2026.8.2 to 2026.9.6',
    *run({ value }) {
      const providers = valueAt(value, ['secrets', 'providers']);
      if (!isObject(providers)) return;
      const defaults = valueAt(value, ['secrets', 'defaults']);
      for (const { path, value: found } of secretRefs({ path: [], value })) {
        const ref = readSecretRef(found);
        if (ref === undefined) continue;
        const has = valueAt(providers, [ref.provider, 'source']);
        const chosen = isObject(defaults) ? defaults[ref.source] : undefined;
        const alias = typeof chosen === 'string' && chosen.trim() !== '' ? chosen.trim() : 'default';
        const builtIn = (ref.source === 'env' || ref.source === 'store') && ref.provider === alias;
        if (typeof has !== 'string' || has === ref.source || builtIn) continue;
        yield policy(path, `secret provider ${ref.provider} has source ${has}, but ${ref.source} is asked for`);
      }
    },
  },
  {
    name: 'programs of secret providers',
    from: '2026.9.6',
    source: 'assertSecureExecCommandPath of 2026.9.6; 2026.9.1 accepts any program, ran',
    run: commands,
  },
];

/** Places that hold free values (`params`, plugin settings) are none of the program's secret fields. */
function secretRefs(place: Place): readonly Place[] {
  if (isFree(place.path)) return [];
  if (isSecretRef(place.value)) return [place];
  return childrenOf(place).flatMap(secretRefs);
}

function isFree(path: ConfigPath): boolean {
  const last = path.at(-1);
  return last === 'params' || path[0] === 'secrets' || (path[0] === 'skills' && last === 'config');
}

/** The file must exist, belong to the user, be nobody else's to write, and be no link: most of that nobody can tell from here. */
function* commands({ value, surroundings }: CheckInput): Iterable<Mistake | Doubt> {
  for (const { path, value: provider } of objectsAt(value, 'secrets.providers.*')) {
    const { command } = provider;
    if (provider['source'] !== 'exec' || typeof command !== 'string' || !isSafeExecutable(command)) continue;
    if (!isAbsoluteAnywhere(command, surroundings.platform)) continue;
    const file = resolveUserPath(command, surroundings);
    const trusted = stringsAt(provider, 'trustedDirs.*').map(({ value: dir }) => resolveUserPath(dir, surroundings));
    if (trusted.length > 0 && !trusted.some((dir) => isInside(file, dir, surroundings))) {
      yield policy([...path, 'command'], 'the program is outside trustedDirs');
    } else if (surroundings.exists?.(file) === false) yield policy([...path, 'command'], 'the program does not exist');
    else yield { unsure: 'owner and permissions of the program in secrets.providers decide it' };
  }
}

function isInside(file: string, folder: string, surroundings: Surroundings): boolean {
  const paths = pathsOf(surroundings);
  const way = paths.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${paths.sep}`) && !paths.isAbsolute(way);
}
