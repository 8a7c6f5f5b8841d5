import type { ModelClient } from './client.js';
import type { ServerKind } from './identity.js';
import { countAt, type JsonValue, rowsAt, textAt } from './json-fields.js';
import type { Answer, ServedModel, TokenizeResult } from './types.js';

/** Windows by model id; `*` is that of every model. */
export type Limits = ReadonlyMap<string, { readonly tokens: number; readonly from: string }>;

interface LimitRoute {
  readonly route: string;
  readonly field: string;
  readonly read: (json: JsonValue) => readonly (readonly [id: string, tokens: number | undefined])[];
}

/**
 * Where servers tell the window that runs, when their model list does not. Read in the source of llama.cpp, Ollama, TGI, TabbyAPI and
 * KoboldCpp, in the documentation of LM Studio. LiteLLM's `/model/info` is not among them: it tells what a price list says.
 */
const routes: Partial<Record<ServerKind, LimitRoute>> = {
  'llama.cpp': {
    route: '/props',
    field: 'default_generation_settings.n_ctx',
    read: (json) => [['*', countAt(json, ['default_generation_settings', 'n_ctx'], 1)]],
  },
  ollama: {
    route: '/api/ps',
    field: 'context_length',
    read: (json) =>
      (rowsAt(json, ['models']) ?? []).map((row) => [
        textAt(row, ['model']) ?? '',
        countAt(row, ['context_length'], 1),
      ]),
  },
  lmstudio: {
    route: '/api/v0/models',
    field: 'loaded_context_length',
    read: (json) =>
      (rowsAt(json, ['data']) ?? []).map((row) => [
        textAt(row, ['id']) ?? '',
        countAt(row, ['loaded_context_length'], 1),
      ]),
  },
  tgi: { route: '/info', field: 'max_total_tokens', read: (json) => [['*', countAt(json, ['max_total_tokens'], 1)]] },
  tabbyapi: {
    route: '/v1/model',
    field: 'parameters.max_seq_len',
    read: (json) => [[textAt(json, ['id']) ?? '', countAt(json, ['parameters', 'max_seq_len'], 1)]],
  },
  koboldcpp: {
    route: '/api/extra/true_max_context_length',
    field: 'value',
    read: (json) => [['*', countAt(json, ['value'], 1)]],
  },
};

/** Empty when the list told already, when this kind of server has no such route, or when that did not answer. */
export async function askLimits(
  client: ModelClient,
  kind: ServerKind | undefined,
  models: readonly ServedModel[],
): Promise<Limits> {
  const source = kind === undefined ? undefined : routes[kind];
  if (source === undefined || models.length === 0 || models.some((row) => row.maxModelLen !== undefined))
    return new Map();
  const answer = await client.getJson(source.route);
  if (!answer.ok) return new Map();
  const from = `GET ${source.route}, ${source.field}`;
  return new Map(
    source
      .read(answer.value.json)
      .flatMap(([id, tokens]) => (tokens === undefined ? [] : [[id, { tokens, from }] as const])),
  );
}

/** The rows with windows filled in that other routes told: never one that the list itself told. */
export function withLimits(
  models: readonly ServedModel[],
  limits: Limits,
  tokenized: { readonly model: string; readonly answer: Answer<TokenizeResult> },
): readonly ServedModel[] {
  return models.map((row) => {
    if (row.maxModelLen !== undefined) return row;
    const limit = limits.get(row.id) ?? limits.get('*') ?? limitOfTokenize(row, tokenized);
    return limit === undefined ? row : { ...row, maxModelLen: limit.tokens, limitFrom: limit.from };
  });
}

function limitOfTokenize(row: ServedModel, { model, answer }: Parameters<typeof withLimits>[2]) {
  if (row.id !== model || !answer.ok || answer.value.maxModelLen === undefined) return undefined;
  return { tokens: answer.value.maxModelLen, from: 'POST /tokenize, max_model_len' };
}
