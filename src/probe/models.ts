import { readReply } from './answer.js';
import type { ModelClient } from './client.js';
import { countAt, isObject, type JsonValue, rowsAt, textAt } from './json-fields.js';
import type { Show } from './show.js';
import type { Answer, ServedModel } from './types.js';

/** Signs of the kind of server that the answer to `GET /models` holds. */
export interface ServerMarks {
  readonly ownedBy: readonly string[];
  readonly serverHeader: string;
  readonly liteLlm: boolean;
  /** TGI 2.x: every row has `created: 0` and is owned by its own id. */
  readonly ownsItself: boolean;
}

export interface ModelList {
  readonly models: readonly ServedModel[];
  readonly marks: ServerMarks;
}

const mostRows = 2_000;

export async function askModels(client: ModelClient): Promise<Answer<ModelList>> {
  const answer = await client.getJson('/models');
  return readReply(
    answer,
    ({ json, headers }) => {
      const rows = modelRows(json);
      if (rows === undefined) return undefined;
      return { models: parseModels(json, client.show) ?? [], marks: marksOf(rows, headers) };
    },
    'no list of models in the answer',
  );
}

/** Undefined when there is no list. Rows without an id are left out; a name that occurs twice stands twice, as it was served. */
export function parseModels(json: JsonValue, show: Show): readonly ServedModel[] | undefined {
  const rows = modelRows(json);
  const limits = new Map(rows?.map((row) => [idOf(row) ?? '', limitOf(row)]));
  return rows?.flatMap((row) => {
    const id = idOf(row);
    if (id === undefined) return [];
    const parent = textAt(row, ['parent']);
    const root = textAt(row, ['root']);
    const limit = limitOf(row) ?? limitOfParent(parent, limits);
    return [
      {
        id: show(id),
        ...(limit !== undefined && { maxModelLen: limit.tokens, limitFrom: limit.from }),
        ...(root !== undefined && { root: show(root) }),
        ...(parent !== undefined && { parent: show(parent) }),
      },
    ];
  });
}

function modelRows(json: JsonValue): readonly JsonValue[] | undefined {
  // `models`: llama.cpp sends it beside `data`, Ollama's own API alone.
  const rows = rowsAt(json, ['data']) ?? rowsAt(json, ['models']) ?? rowsAt(json, []);
  return rows?.filter(isObject).slice(0, mostRows);
}

function idOf(row: JsonValue): string | undefined {
  const id = textAt(row, ['id']) ?? textAt(row, ['model']) ?? textAt(row, ['name']);
  return id === '' ? undefined : id;
}

interface Limit {
  readonly tokens: number;
  readonly from: string;
}

/**
 * Fields that hold the *served* window, best first. vLLM 0.5.0 on and SGLang: `max_model_len`; llama.cpp: `meta.n_ctx`; TabbyAPI:
 * `parameters.max_seq_len`; LM Studio: `loaded_context_length`. What a model was trained for (`meta.n_ctx_train`, `max_context_length`)
 * is not among them.
 */
const limitFields: readonly (readonly string[])[] = [
  ['max_model_len'],
  ['meta', 'n_ctx'],
  ['parameters', 'max_seq_len'],
  ['loaded_context_length'],
  ['context_length'],
  ['context_window'],
  ['context_size'],
  // LiteLLM 1.106 (recorded): what the vLLM behind it told.
  ['max_input_tokens'],
];

function limitOf(row: JsonValue): Limit | undefined {
  for (const field of limitFields) {
    const tokens = countAt(row, field, 1);
    if (tokens !== undefined) return { tokens, from: field.join('.') };
  }
  return undefined;
}

// vLLM leaves max_model_len of a LoRA row null; the adapter runs in the window of the model that it names as parent.
function limitOfParent(parent: string | undefined, limits: ReadonlyMap<string, Limit | undefined>): Limit | undefined {
  const limit = parent === undefined ? undefined : limits.get(parent);
  return limit && { tokens: limit.tokens, from: `${limit.from} of its parent` };
}

function marksOf(rows: readonly JsonValue[], headers: Headers): ServerMarks {
  return {
    ownedBy: [...new Set(rows.map((row) => textAt(row, ['owned_by']) ?? ''))].filter((owner) => owner !== ''),
    serverHeader: headers.get('server') ?? '',
    liteLlm:
      [...headers.keys()].some((name) => name.startsWith('x-litellm-')) ||
      (rows.length > 0 && rows.every(isRowOfLiteLlm)),
    ownsItself:
      rows.length > 0 &&
      rows.every((row) => textAt(row, ['owned_by']) === idOf(row) && countAt(row, ['created']) === 0),
  };
}

// The list itself carries no header of LiteLLM (1.106.2, recorded); its rows are of one second in 2023, whatever they name.
function isRowOfLiteLlm(row: JsonValue): boolean {
  return textAt(row, ['owned_by']) === 'openai' && countAt(row, ['created']) === 1_677_610_602;
}
