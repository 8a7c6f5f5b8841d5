import { DoctorError } from '../doctor-error.js';
import { nearest } from '../nearest.js';
import type { ClientOptions } from '../probe/client.js';
import { findBase } from '../probe/find-base.js';
import { identify } from '../probe/identity.js';
import type { ProbeTarget, ServedModel } from '../probe/types.js';

/** A server that was named on the command line, as far as its list of models tells. */
export interface FoundServer {
  readonly baseUrl: string;
  readonly modelId: string;
  readonly served: readonly ServedModel[];
  /** `vllm`, `ollama`, …; undefined when no list came. */
  readonly kind: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Why there is no list, when there is none. */
  readonly failure?: string;
}

export interface ServerName {
  readonly url: string;
  readonly modelId?: string | undefined;
  /** Name of the environment variable that holds the key. */
  readonly keyName?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Finds base URL and model. Throws DoctorError `usage` for an address, a variable or a model that is none. */
export async function findServer(
  { url, modelId, keyName, env }: ServerName,
  options: ClientOptions,
): Promise<FoundServer> {
  const credentials = credentialsFrom(keyName, env);
  const found = await findBase({ provider: 'server', ...credentials }, url, options);
  if (found === undefined) {
    throw new DoctorError('usage', 'that is no address of a server', 'for instance http://127.0.0.1:8000/v1');
  }
  const { baseUrl, list } = found;
  if (!list.ok) {
    const { failure } = list;
    const says = failure.serverSays === undefined ? '' : `: ${failure.serverSays}`;
    return {
      baseUrl,
      modelId: modelId ?? '',
      served: [],
      kind: undefined,
      ...credentials,
      failure: `${failure.message}${says}`,
    };
  }
  const { models, marks } = list.value;
  const kind = identify(marks, undefined)?.kind;
  return { baseUrl, modelId: chooseModel(models, modelId), served: models, kind, ...credentials };
}

function credentialsFrom(
  keyName: string | undefined,
  env: ServerName['env'],
): Pick<ProbeTarget, 'headers' | 'secrets'> {
  if (keyName === undefined) return { headers: {}, secrets: [] };
  if (!/^[A-Z_][A-Z0-9_]*$/i.test(keyName)) {
    throw new DoctorError(
      'usage',
      '--api-key-env wants the name of a variable, not a key',
      'for instance --api-key-env VLLM_API_KEY',
    );
  }
  const key = env[keyName]?.trim();
  if (key === undefined || key === '') {
    throw new DoctorError('usage', `the environment variable ${keyName} is not set`, 'set it to the key of the server');
  }
  return { headers: { authorization: `Bearer ${key}` }, secrets: [key] };
}

/** The one that is wanted, else the first that is no adapter of another. */
function chooseModel(models: readonly ServedModel[], wanted: string | undefined): string {
  if (wanted === undefined) return (models.find(({ parent }) => parent === undefined) ?? models[0])?.id ?? '';
  if (models.some(({ id }) => id === wanted)) return wanted;
  const ids = models.map(({ id }) => id);
  const [close] = nearest(wanted, ids);
  const hint = close === undefined ? `it serves ${ids.slice(0, 5).join(', ')}` : `did you mean --model ${close}?`;
  throw new DoctorError('usage', `the server has no model '${wanted}'`, hint);
}
