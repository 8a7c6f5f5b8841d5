import rule from '../../../src/rules/state/secret-in-models-json.js';
import { ruleTest } from '../rule-test.js';

const config = `{
  models: { providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", apiKey: "\${GPU_KEY}",
    models: [{ id: "qwen3", name: "Qwen3" }],
  } } },
}`;

const file = 'agents/main/agent/models.json';
const models = (provider: unknown) => JSON.stringify({ providers: { gpu: provider } });
const key = 'fake-Zx81-not-a-key';

ruleTest(rule, {
  clean: [
    { name: 'no state', config },
    { name: 'name of a variable', config, state: { [file]: models({ apiKey: 'GPU_API_KEY' }) } },
    { name: 'reference', config, state: { [file]: models({ apiKey: 'secretref-env:GPU_API_KEY' }) } },
    { name: 'word for a kind of access', config, state: { [file]: models({ apiKey: 'codex-app-server' }) } },
    { name: 'placeholder', config, state: { [file]: models({ apiKey: 'EMPTY' }) } },
    { name: 'plain header', config, state: { [file]: models({ headers: { 'User-Agent': key } }) } },
  ],
  flagged: [
    {
      name: 'key that only the owner can read',
      config,
      state: { [file]: models({ apiKey: key }) },
      findings: [
        {
          messageId: 'kept',
          severity: 'info',
          at: '"${GPU_KEY}"',
          data: { provider: 'gpu', files: file },
          proof: `${file}: providers.gpu.apiKey, mode 600`,
        },
      ],
    },
    {
      name: 'mode 644 in folders of one’s own',
      config,
      state: { [file]: { text: models({ apiKey: key }), mode: 0o644 } },
      findings: [{ messageId: 'kept', proof: `${file}: providers.gpu.apiKey, mode 644` }],
    },
    {
      name: 'mode 644 in open folders',
      config,
      state: { [file]: { text: models({ headers: { 'X-Api-Key': key } }), mode: 0o644 } },
      facts: (facts) =>
        facts.state.ok
          ? {
              ...facts,
              state: {
                ok: true,
                value: {
                  ...facts.state.value,
                  agents: facts.state.value.agents.map((agent) => ({
                    ...agent,
                    ...(agent.models && { models: { ...agent.models, readableByOthers: true } }),
                  })),
                },
              },
            }
          : facts,
      findings: [
        {
          messageId: 'open',
          severity: 'warning',
          data: { provider: 'gpu', files: file },
          proof: `${file}: providers.gpu.headers.X-Api-Key, mode 644`,
        },
      ],
    },
    {
      name: 'provider that left the config, two agents',
      config: `{ models: { providers: {} } }`,
      state: { [file]: models({ apiKey: key }), 'agents/b/agent/models.json': models({ apiKey: key }) },
      findings: [{ messageId: 'kept', at: 'providers', data: { provider: 'gpu', files: '2 models.json files' } }],
    },
  ],
});
