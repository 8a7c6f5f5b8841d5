import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { maskValue } from '../config/mask.js';
import { isPlainHeader, namesVariable } from '../config/secrets.js';
import { looksLike } from '../effective/key-text.js';
import { accessMarkers } from '../release/known-variables.js';
import { type Place, readStored } from './read-file.js';
import type { ModelsFile, StoredModel, StoredProvider } from './types.js';

/** The catalogue that OpenClaw generates for an agent: `{ providers: { <id>: { baseUrl, apiKey, models } } }`. */
export async function readModelsFile(file: string, place: Place): Promise<ModelsFile> {
  const { stored, value } = await readStored(file, place);
  const providers = value?.['providers'];
  return { ...stored, providers: isObject(providers) ? Object.entries(providers).flatMap(storedProvider) : [] };
}

function storedProvider([id, provider]: [string, JsonValue]): readonly StoredProvider[] {
  if (!isObject(provider)) return [];
  const { baseUrl, models } = provider;
  return [
    {
      id: plainText(id),
      ...(typeof baseUrl === 'string' && baseUrl.trim() !== '' && { baseUrl: bareUrl(baseUrl) }),
      secrets: secretsOf(provider),
      models: Array.isArray(models) ? models.flatMap(storedModel) : [],
    },
  ];
}

function storedModel(model: JsonValue): readonly StoredModel[] {
  if (!isObject(model) || typeof model['id'] !== 'string') return [];
  const { id, contextWindow, maxTokens } = model;
  return [
    {
      id: plainText(id),
      ...(typeof contextWindow === 'number' && { contextWindow }),
      ...(typeof maxTokens === 'number' && { maxTokens }),
    },
  ];
}

function secretsOf({ apiKey, headers }: JsonObject): readonly string[] {
  const names = isObject(headers)
    ? Object.entries(headers)
        .filter(([name, value]) => !isPlainHeader(name) && isSecret(value))
        .map(([name]) => `headers.${plainText(name)}`)
    : [];
  return isSecret(apiKey) ? ['apiKey', ...names] : names;
}

/** Not the name of a variable, not a word for a kind of access, not `EMPTY` and the like. */
function isSecret(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  if (text === '' || namesVariable(text) || accessMarkers.includes(text)) return false;
  if (/^(?:oauth|secretref-env|secretref-managed):?/.test(text)) return false;
  return looksLike(text.replace(/^Bearer\s+/i, '')).kind === 'secret';
}

/** A name as it stands, unless it is shaped like a key. */
export function plainText(text: string): string {
  return String(maskValue(text));
}

export function bareUrl(text: string): string {
  if (!URL.canParse(text.trim())) return plainText(text.trim());
  const url = new URL(text.trim());
  return plainText(`${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`);
}
