import type { ModelsFile, StoredProvider } from '../../state/types.js';
import { defineRule } from '../define.js';
import { configured, filesText } from './stored.js';

interface Holder {
  readonly file: ModelsFile;
  readonly provider: StoredProvider;
}

export default defineRule({
  meta: {
    id: 'state/secret-in-models-json',
    severity: 'warning',
    needs: ['config', 'state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a generated models.json holds a key in clear text',
    why: 'OpenClaw copies a literal key of the config into a file for every agent, where it stays when the config changes.',
    remedy: 'chmod 600 the file; name a variable in the config (apiKey: "${VLLM_API_KEY}") and move the file away',
    source: [
      'OpenClaw 2026.4.22: literal keys are written, names of variables are kept as names, ran',
      'OpenClaw 2026.9.6: leaves an old file as it is, ran',
    ],
    messages: {
      open: "others can read the key of '{provider}' in {files}",
      kept: "the key of '{provider}' stands in clear text in {files}",
    },
    example: `{
  agents: { defaults: { model: { primary: "gpu/qwen3" } } },
  models: { providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", apiKey: "\${GPU_KEY}",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      state: {
        'agents/main/agent/models.json':
          '{"providers":{"gpu":{"baseUrl":"http://10.0.0.7:8000/v1","apiKey":"fake-Zx81-not-a-key","models":[]}}}',
      },
    },
    finds: "the key of 'gpu' stands in clear text in agents/main/agent/models.json",
  },
  check({ config, state }, report) {
    const holders = new Map<string, Holder[]>();
    for (const { models: file } of state.agents) {
      for (const provider of file?.providers ?? []) {
        if (file === undefined || provider.secrets.length === 0) continue;
        const id = provider.id.toLowerCase();
        holders.set(id, [...(holders.get(id) ?? []), { file, provider }]);
      }
    }
    for (const [id, all] of holders) {
      const open = all.filter(({ file }) => file.readableByOthers === true);
      const told = open.length > 0 ? open : all;
      const path = configured(config, id)?.path;
      report({
        messageId: open.length > 0 ? 'open' : 'kept',
        severity: open.length > 0 ? 'warning' : 'info',
        at: { path: path === undefined ? ['models', 'providers'] : [...path, 'apiKey'] },
        data: {
          provider: id,
          files: filesText(
            told.map(({ file }) => file.file),
            'models.json files',
          ),
        },
        proof: told.slice(0, 5).map(proofOf),
      });
    }
  },
});

function proofOf({ file, provider }: Holder): string {
  const mode = file.mode === undefined ? '' : `, mode ${file.mode.toString(8).padStart(3, '0')}`;
  return `${file.file}: providers.${provider.id}.${provider.secrets.join(', ')}${mode}`;
}
