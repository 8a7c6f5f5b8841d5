/**
 * Model provider ids that may leave out `baseUrl` and `models` because the program knows them; compared without case.
 * Read from BUILT_IN_MODEL_PROVIDER_OVERLAY_IDS of 2026.5.28 to 2026.9.6; before 2026.5.28 no id may.
 */
const builtIn =
  words(`amazon-bedrock amazon-bedrock-mantle anthropic anthropic-vertex arcee byteplus byteplus-plan cerebras
  chutes cloudflare-ai-gateway codex comfy copilot-proxy dashscope deepinfra deepseek fal fireworks github-copilot google
  google-antigravity google-gemini-cli google-vertex groq huggingface kilocode kimi kimi-coding litellm lmstudio
  microsoft-foundry minimax minimax-portal mistral modelstudio moonshot nvidia ollama openai opencode opencode-go openrouter
  qianfan qwen qwencloud sglang stepfun stepfun-plan synthetic tencent-tokenhub together venice vercel-ai-gateway vllm
  volcengine volcengine-plan vydra xai xiaomi zai`);
const since71 =
  words(`azure-openai-responses claude-cli gmi gmi-cloud gmicloud meta moonshot-ai moonshotai novita novita-ai
  novitaai ollama-cloud tencent-tokenplan z-ai z.ai`);

export const builtInProviders: readonly { readonly from: string; readonly ids: readonly string[] }[] = [
  { from: '2026.5.28', ids: [...builtIn, 'openai-codex'] },
  { from: '2026.6.1', ids: [...builtIn, 'xiaomi-token-plan'] },
  { from: '2026.7.1', ids: [...builtIn, 'xiaomi-token-plan', ...since71, 'qwen-cli', 'qwen-oauth', 'qwen-portal'] },
  { from: '2026.8.2', ids: [...builtIn, 'xiaomi-token-plan', ...since71, 'clawrouter', 'qwen-token-plan', 'x-ai'] },
];

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
