import { samePath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { troubleOf } from '../network/trouble.js';

export default defineRule({
  meta: {
    id: 'auth/scheme-in-key',
    severity: 'error',
    needs: ['secrets', 'effective'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'apiKey begins with the word Bearer, which is then sent twice',
    why: 'OpenClaw puts "Bearer " before the key by itself; a server that checks keys takes the second word for a part of it.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: Authorization is "Bearer " and the text of apiKey, ran'],
    messages: { twice: "apiKey of provider '{provider}' begins with 'Bearer', which OpenClaw adds by itself" },
    example: `{
  agents: { defaults: { model: { primary: "gpubox/qwen3" } } },
  models: { providers: { gpubox: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "Bearer \${GPUBOX_KEY}",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { GPUBOX_KEY: 'a-real-key' } },
    finds: "apiKey of provider 'gpubox' begins with 'Bearer', which OpenClaw adds by itself",
  },
  check({ secrets, effective, servers = [] }, report) {
    for (const { path, at } of secrets.schemes) {
      const provider = effective.providers.find((one) => samePath([...one.path, 'apiKey'], path));
      const server = servers.find((row) => row.provider === provider?.id);
      const refused = server !== undefined && troubleOf(server) === 'key';
      report({
        messageId: 'twice',
        severity: refused ? 'error' : server?.openWithoutKey === true ? 'info' : 'warning',
        confidence: refused ? 'certain' : 'likely',
        at: { path },
        data: { provider: String(path.at(-2)) },
        fix: { title: "remove the word 'Bearer'", safety: 'safe', ops: [{ op: 'rewrite', at, text: '' }] },
      });
    }
  },
});
