import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { agentsOf } from '../agents.js';
import { holdsFor } from '../range.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { objectsAt, placesOf } from './places.js';

const sandbox = 'agents.{defaults,list.*,entries.*}.sandbox';
const source = 'zod-schema.agent-runtime.ts, read in 2026.4.22 to 2026.9.6';

export const sandboxChecks: readonly Check[] = [
  {
    name: 'sandbox networks',
    source,
    *run({ value }) {
      for (const { path, value: box } of objectsAt(value, sandbox)) {
        const joins = valueAt(box, ['docker', 'dangerouslyAllowContainerNamespaceJoin']) === true;
        for (const part of ['docker', 'browser']) {
          const network = valueAt(box, [part, 'network']);
          if (typeof network !== 'string') continue;
          const name = network.trim().toLowerCase();
          if (name === 'host') yield policy([...path, part, 'network'], 'the host network is blocked for sandboxes');
          if (name.startsWith('container:') && !joins) {
            yield policy([...path, part, 'network'], 'the network of another container is blocked for sandboxes');
          }
        }
      }
    },
  },
  {
    name: 'sandbox profiles',
    source,
    *run({ value }) {
      for (const { path, value: profile } of placesOf(value, `${sandbox}.docker.{seccompProfile,apparmorProfile}`)) {
        if (typeof profile === 'string' && profile.trim().toLowerCase() === 'unconfined') {
          yield policy(path, 'the profile "unconfined" is blocked for sandboxes');
        }
      }
    },
  },
  {
    name: 'sandbox bind mounts',
    source,
    *run({ value, release }) {
      // The browser's own mounts are checked from 2026.5.28 on.
      const places = placesOf(value, `${sandbox}.docker.binds.*`);
      const browser = holdsFor({ from: '2026.5.28' }, release) ? placesOf(value, `${sandbox}.browser.binds.*`) : [];
      for (const { path, value: bind } of [...places, ...browser]) {
        if (typeof bind === 'string' && !isAbsoluteBind(bind, release)) {
          yield policy(path, 'a bind mount must start with an absolute path');
        }
      }
    },
  },
  {
    name: 'sandbox environment',
    from: '2026.8.2',
    source: 'collectSandboxContainerEnvIssues, read in 2026.8.2 to 2026.9.6',
    run: environment,
  },
];

function isAbsoluteBind(bind: string, release: string): boolean {
  if (bind.trim() === '') return false;
  const drives = holdsFor({ from: '2026.5.12' }, release);
  const spec = drives ? bind : bind.trim();
  const skip = drives && /^[A-Za-z]:[\\/]/.test(spec) ? 2 : 0;
  const colon = spec.indexOf(':', skip);
  const host = colon < 0 || (!drives && colon === 0) ? spec : spec.slice(0, colon);
  const trims = !holdsFor({ from: '2026.5.28' }, release);
  const path = (trims ? host.trim() : host).replace(/^(?:\\\\\?\\|\/\/\?\/)/, '');
  return path.startsWith('/') || (drives && /^[A-Za-z]:[\\/]/.test(path));
}

/** Docker reads the variables from a file, one a line. Agents inherit those of the defaults. */
function* environment({ value }: CheckInput) {
  const defaults = valueAt(value, ['agents', 'defaults', 'sandbox']);
  const shared = readEnv(defaults);
  const agents = agentsOf(value);
  const boxes = agents.length === 0 ? [undefined] : agents;
  const seen = new Set<string>();
  for (const agent of boxes) {
    const own = agent?.entry['sandbox'];
    const backend = textAt(own, 'backend') ?? textAt(defaults, 'backend') ?? 'docker';
    if (backend !== 'docker' && backend !== 'podman') continue;
    const scope = textAt(own, 'scope') ?? textAt(defaults, 'scope') ?? 'agent';
    const mine = scope === 'shared' ? {} : readEnv(own);
    for (const [key, text] of Object.entries({ ...shared, ...mine })) {
      const problem = envProblem(key, text);
      const owner: ConfigPath = agent !== undefined && key in mine ? agent.path : ['agents', 'defaults'];
      const path = [...owner, 'sandbox', 'docker', 'env', key];
      if (problem === undefined || seen.has(path.join('.'))) continue;
      seen.add(path.join('.'));
      yield policy(path, problem);
    }
  }
}

function readEnv(box: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  const env = valueAt(box, ['docker', 'env']);
  return isObject(env) ? env : {};
}

function textAt(box: JsonValue | undefined, key: string): string | undefined {
  const text = valueAt(box, [key]);
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function envProblem(key: string, text: JsonValue): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return 'a variable name must be letters, digits and underscores';
  return typeof text === 'string' && /[\r\n\0]/.test(text) ? 'a variable of a container must be one line' : undefined;
}
