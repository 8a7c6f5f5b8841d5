import { readReply } from './answer.js';
import type { ModelClient } from './client.js';
import { textAt } from './json-fields.js';
import type { ServerMarks } from './models.js';
import type { Answer } from './types.js';

export interface Version {
  readonly version: string;
  readonly serverHeader: string;
}

/** `GET /version` beside `/v1`: vLLM 0.4.0 on, without a key. */
export async function askVersion(client: ModelClient): Promise<Answer<Version>> {
  const answer = await client.getJson('/version');
  return readReply(
    answer,
    ({ json, headers }) => {
      const version = textAt(json, ['version']);
      if (version === undefined || version === '') return undefined;
      return { version: client.show(version, 60), serverHeader: headers.get('server') ?? '' };
    },
    'no version in the answer',
  );
}

export interface Identity {
  /** `vLLM 0.11.0`, `llama.cpp`, `OpenAI-like server`. */
  readonly family: string;
  readonly kind: ServerKind;
  readonly version?: string;
}

export type ServerKind =
  | 'vllm'
  | 'sglang'
  | 'llama.cpp'
  | 'ollama'
  | 'lmstudio'
  | 'tgi'
  | 'tabbyapi'
  | 'koboldcpp'
  | 'litellm'
  | 'openai-compatible';

const names = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'llama.cpp': 'llama.cpp',
  ollama: 'Ollama',
  lmstudio: 'LM Studio',
  tgi: 'TGI',
  tabbyapi: 'TabbyAPI',
  koboldcpp: 'KoboldCpp',
  litellm: 'LiteLLM proxy',
  'openai-compatible': 'OpenAI-like server',
} as const satisfies Record<ServerKind, string>;

// `owned_by` in the rows of GET /v1/models, read in the source of each server; LM Studio's from its documentation.
const byOwner: Readonly<Record<string, ServerKind>> = {
  vllm: 'vllm',
  sglang: 'sglang',
  llamacpp: 'llama.cpp',
  library: 'ollama',
  organization_owner: 'lmstudio',
  tabbyAPI: 'tabbyapi',
  koboldcpp: 'koboldcpp',
};

/** Undefined when neither answer came: then nothing is known. A version is claimed for vLLM only, whose route it is. */
export function identify(marks: ServerMarks | undefined, version: Version | undefined): Identity | undefined {
  if (marks === undefined && version === undefined) return undefined;
  const kind = kindOf(marks, version);
  const tells = kind === 'vllm' && version !== undefined ? { version: version.version } : {};
  return { kind, family: [names[kind], tells.version].filter((part) => part !== undefined).join(' '), ...tells };
}

function kindOf(marks: ServerMarks | undefined, version: Version | undefined): ServerKind {
  if (marks === undefined) {
    // The key was refused, so there are no rows; of the servers that we know only vLLM has /version under uvicorn.
    return version !== undefined && /uvicorn/i.test(version.serverHeader) ? 'vllm' : 'openai-compatible';
  }
  if (marks.liteLlm) return 'litellm';
  if (/llama\.cpp/i.test(marks.serverHeader)) return 'llama.cpp';
  const owner = marks.ownedBy.find((candidate) => Object.hasOwn(byOwner, candidate));
  const known = owner === undefined ? undefined : byOwner[owner];
  return known ?? (marks.ownsItself ? 'tgi' : 'openai-compatible');
}
