/** Names by which advice, model cards and other programs call the chat completions of OpenAI. */
const chatCompletions = new Set([
  ...['openai', 'openaiapi', 'openaichat', 'openaicompatible', 'openaicompat', 'openailike', 'openaiv1', 'oai'],
  ...[
    'openaichatcompletions',
    'openaichatcompletion',
    'openaicompletion',
    'openaicompletions',
    'custom',
    'customopenai',
  ],
  ...['chat', 'chatcompletions', 'chatcompletion', 'completions', 'v1chatcompletions', 'openaigeneric'],
  ...['vllm', 'vllmopenai', 'sglang', 'lmstudio', 'llamacpp', 'llamaserver', 'localai', 'litellm', 'tgi', 'local'],
]);

/** The value of `api` that such a name means; undefined for a name that is none of these. */
export function adapterNamed(name: string): 'openai-completions' | undefined {
  return chatCompletions.has(name.toLowerCase().replace(/[-_./\s]/g, '')) ? 'openai-completions' : undefined;
}
