import type { JsonObject } from '../config/json.js';

export interface DraftQuestion {
  readonly providerId: string;
  readonly baseUrl: string;
  readonly modelId: string;
  /** Tokens that the server holds; undefined when it does not tell. */
  readonly window: number | undefined;
  /** Name of the variable that holds the key; undefined for a server that wants none. */
  readonly keyName: string | undefined;
}

/**
 * What most servers want: the smallest block that is complete. What a server or a release wants besides is added by the rules of the
 * doctor, whose fixes are applied to this draft.
 */
export function draftConfig({ providerId, baseUrl, modelId, window, keyName }: DraftQuestion): JsonObject {
  const model = {
    id: modelId,
    name: modelId,
    ...(window !== undefined && {
      contextWindow: window,
      maxTokens: Math.max(1, Math.min(8192, Math.floor(window / 4))),
    }),
  };
  const provider = {
    baseUrl,
    api: 'openai-completions',
    // A server without a key gets a word: without any text some releases send nothing off loopback.
    apiKey: keyName === undefined ? 'vllm-local' : `$\{${keyName}}`,
    models: [model],
  };
  return {
    agents: { defaults: { model: { primary: `${providerId}/${modelId}` } } },
    models: { providers: { [providerId]: provider } },
  };
}

/**
 * `vllm` fits most: every release knows that id and asks its streams for usage. Ollama is not named after itself, because OpenClaw calls a
 * provider of that id over Ollama's own protocol.
 */
export function providerIdFor(kind: string | undefined): string {
  return kind === 'sglang' || kind === 'lmstudio' ? kind : kind === 'ollama' ? 'local' : 'vllm';
}
