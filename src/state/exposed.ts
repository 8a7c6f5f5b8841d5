import { shownPath } from '../config/home.js';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { isPlaceholder, isSecretKey } from '../config/secrets.js';
import { type Place, readableBy, sizeLimitBytes } from './read-file.js';
import type { ExposedFile } from './types.js';
import { userPath } from './user-path.js';

export interface ExposedQuestion {
  readonly configFiles?: readonly string[];
  /** Stores of logins that hold a secret; absolute or below the state folder. */
  readonly logins: readonly string[];
  /** After includes and substitution. */
  readonly value: JsonValue;
  readonly home: string;
  readonly cwd: string;
}

type Candidate = Pick<ExposedFile, 'file' | 'kind' | 'path'>;

/** Looks at the modes of files for secrets; of their contents only `.env` is read, and nothing of it is kept. */
export async function readExposed(question: ExposedQuestion, place: Place): Promise<readonly ExposedFile[]> {
  const { stateDir, paths } = place;
  const inState = (file: string) => (paths.isAbsolute(file) ? file : paths.join(stateDir, file));
  const candidates: readonly Candidate[] = [
    ...(question.configFiles ?? []).map((file) => ({ file, kind: 'config' as const })),
    { file: inState('.env'), kind: 'env' },
    ...question.logins.map((file) => ({ file: inState(file), kind: 'logins' as const })),
    ...secretFiles(question, place),
  ];
  const looked = await Promise.all(candidates.map((candidate) => exposedOrNot(candidate, question.home, place)));
  return looked.flatMap((file) => file ?? []);
}

async function exposedOrNot(candidate: Candidate, home: string, place: Place): Promise<ExposedFile | undefined> {
  const { file, kind } = candidate;
  try {
    const found = await place.files.look(file);
    if (found?.mode === undefined || found.kind !== 'file') return undefined;
    const { mode } = found;
    // Of such a file OpenClaw looks at nothing but the bits.
    const refused = kind === 'secrets' && (mode & 0o077) !== 0;
    const to = (await readableBy(file, mode, place)) ?? (refused ? 'group' : undefined);
    if (to === undefined) return undefined;
    if (kind === 'env' && (found.sizeBytes > sizeLimitBytes || !(await holdsSecret(file, place)))) return undefined;
    return { ...candidate, shown: shownPath(file, home), mode, to };
  } catch {
    return undefined; // what we cannot read here says nothing about others
  }
}

async function holdsSecret(file: string, { files }: Place): Promise<boolean> {
  const { parse } = (await import('dotenv')).default;
  const values = Object.entries(parse(await files.read(file)));
  return values.some(([name, value]) => isSecretKey(name) && value.trim() !== '' && !isPlaceholder(value.trim()));
}

/** Files of `secrets.providers` that some value of the config asks for its secret. */
function secretFiles({ value, home, cwd }: ExposedQuestion, { paths }: Place): readonly Candidate[] {
  const providers = valueAt(value, ['secrets', 'providers']);
  const fallback = valueAt(value, ['secrets', 'defaults', 'file']) ?? 'default';
  const asked = new Set(fileProviders(value, fallback));
  return Object.entries(isObject(providers) ? providers : {}).flatMap(([id, provider]): readonly Candidate[] => {
    const file = valueAt(provider, ['path']);
    if (valueAt(provider, ['source']) !== 'file' || typeof file !== 'string' || !asked.has(id)) return [];
    return [
      { file: userPath(file, { home, cwd, paths }), kind: 'secrets', path: ['secrets', 'providers', id, 'path'] },
    ];
  });
}

/** The providers that references to files name. */
function fileProviders(value: JsonValue, fallback: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => fileProviders(item, fallback));
  if (!isObject(value)) return [];
  const { source, id, provider = fallback } = value;
  if (source === 'file' && typeof id === 'string') return [provider];
  return Object.values(value).flatMap((item) => fileProviders(item, fallback));
}
