import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

/** Variables that hold the key of a vendor. */
const vendors: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'OpenAI',
  ANTHROPIC_API_KEY: 'Anthropic',
  GEMINI_API_KEY: 'Google',
  GOOGLE_API_KEY: 'Google',
  OPENROUTER_API_KEY: 'OpenRouter',
  GROQ_API_KEY: 'Groq',
  MISTRAL_API_KEY: 'Mistral',
  DEEPSEEK_API_KEY: 'DeepSeek',
  XAI_API_KEY: 'xAI',
  TOGETHER_API_KEY: 'Together',
  FIREWORKS_API_KEY: 'Fireworks',
  PERPLEXITY_API_KEY: 'Perplexity',
  MOONSHOT_API_KEY: 'Moonshot',
  AZURE_OPENAI_API_KEY: 'Azure',
  NVIDIA_API_KEY: 'NVIDIA',
};

export default defineRule({
  meta: {
    id: 'auth/other-providers-key',
    severity: 'warning',
    needs: ['effective'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'the key of a vendor is sent to a server that is not the vendor’s',
    why: 'OpenClaw looks a known name up whatever provider it stands in, so a real secret leaves for another host and lands in its logs.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: OPENAI_API_KEY in provider vllm is sent to the vLLM server, ran'],
    messages: { foreign: "provider '{provider}' sends the {vendor} key ({name}) to {host}" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://gpu.example.net:8000/v1", api: "openai-completions", apiKey: "OPENAI_API_KEY",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { OPENAI_API_KEY: 'not-a-real-key' } },
    finds: "provider 'vllm' sends the OpenAI key (OPENAI_API_KEY) to gpu.example.net:8000",
  },
  check({ effective }, report) {
    for (const { id, key, path, baseUrl, hostClass } of usedProviders(effective)) {
      const vendor = key.kind === 'variable' ? vendors[key.name] : undefined;
      if (key.kind !== 'variable' || vendor === undefined) continue;
      const host = baseUrl !== undefined && URL.canParse(baseUrl.value) ? new URL(baseUrl.value).host : id;
      report({
        messageId: 'foreign',
        // at home it stays on the own machine or network
        severity: hostClass === 'named' ? 'warning' : 'info',
        at: { path: key.path ?? path },
        data: { provider: id, vendor, name: key.name, host },
        fix: { title: 'name a variable of its own for this server', safety: 'manual', ops: [] },
      });
    }
  },
});
