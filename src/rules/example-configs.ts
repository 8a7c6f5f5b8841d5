/** Configs that several rules show as their example. */
export const localModel = `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`;

/** Two models of one server; `defaults` is what stands in `agents.defaults`. */
export const twoModels = (defaults: string) => `{
  agents: { defaults: ${defaults} },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [
      { id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 },
      { id: "qwen3-small", name: "Qwen3 small", contextWindow: 32768, maxTokens: 4096 },
    ],
  } } },
}`;

export const ownWorkspace = '{ agents: { defaults: { workspace: "~/work" } } }';

/** The workspace of `ownWorkspace`, as it is found on the disk. */
export const foundWorkspace = {
  agent: 'main',
  folder: '/home/me/work',
  path: ['agents', 'defaults', 'workspace'],
  files: [],
  skills: [],
} as const;
