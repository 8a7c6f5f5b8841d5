import rule from '../../../src/rules/auth/secret-file-mode.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const key = 'fake-key-of-nobody-1';
const withKey = oneModel({ provider: 'gpu', block: `api: "openai-completions", apiKey: "${key}"` });
const fromFile = `{
  secrets: { providers: { vault: { source: "file", path: "~/keys.json", mode: "json" } } },
  models: { providers: { gpu: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions",
    apiKey: { source: "file", provider: "vault", id: "/gpu" },
    models: [{ id: "m1", name: "M", contextWindow: 131072, maxTokens: 8192 }],
  } } },
}`;
const open = { folderMode: 0o755 };
const logins = 'agents/main/agent/auth-profiles.json';
const profiles = (entry: object) => JSON.stringify({ version: 1, profiles: { 'gpu:default': entry } });

ruleTest(rule, {
  clean: [
    { name: 'for the owner alone', config: withKey, ...open },
    { name: 'a folder above lets nobody through', config: withKey, configMode: 0o644 },
    { name: 'no secret in it', config: oneModel(), configMode: 0o644, ...open },
    {
      name: 'a variable in place of the secret',
      config: withKey.replace(key, '${GPU_KEY}'),
      env: { GPU_KEY: key },
      configMode: 0o644,
      ...open,
    },
    {
      name: 'variables that are no secrets',
      config: '{}',
      state: { '.env': { text: 'OLLAMA_HOST=10.0.0.7\nVLLM_API_KEY=EMPTY\nGPU_KEY=\n', mode: 0o644 } },
      ...open,
    },
    {
      name: 'logins that name variables',
      config: '{}',
      state: {
        [logins]: {
          text: profiles({ type: 'api_key', provider: 'gpu', keyRef: { source: 'env', id: 'GPU_KEY' } }),
          mode: 0o644,
        },
      },
      ...open,
    },
    {
      name: 'a file of secrets for the owner alone',
      config: fromFile,
      state: { 'keys.json': `{"gpu":"${key}"}` },
      ...open,
    },
    {
      name: 'a file of secrets that nothing asks',
      config: fromFile.replace(/apiKey: \{.*\}/, 'apiKey: "EMPTY"'),
      state: { 'keys.json': { text: `{"gpu":"${key}"}`, mode: 0o644 } },
      ...open,
    },
    { name: 'a file of secrets that is not there', config: fromFile, ...open },
  ],
  flagged: [
    {
      name: 'the config',
      config: withKey,
      configMode: 0o644,
      ...open,
      findings: [
        {
          messageId: 'others',
          at: `"${key}"`,
          data: { file: '~/openclaw.json' },
          severity: 'warning',
          confidence: 'certain',
          fix: 'manual',
          title: 'chmod 600 ~/openclaw.json',
          proof: '~/openclaw.json: mode 644',
        },
      ],
    },
    {
      name: 'the config, for its group, in the old release',
      config: withKey,
      release: '2026.4.22',
      configMode: 0o640,
      ...open,
      findings: [{ messageId: 'group', data: { file: '~/openclaw.json' }, severity: 'info', fix: 'manual' }],
    },
    {
      name: 'the folder lets only the group through',
      config: withKey,
      configMode: 0o644,
      folderMode: 0o750,
      findings: [{ messageId: 'group', severity: 'info' }],
    },
    {
      name: 'variables of the config',
      config: `{ env: { vars: { GPU_KEY: "${key}" } } }`,
      configMode: 0o604,
      ...open,
      findings: [{ messageId: 'others', at: `"${key}"` }],
    },
    {
      name: '.env',
      config: '{}',
      state: { '.env': { text: `# mine\nexport GPU_KEY="${key}"\n`, mode: 0o664 } },
      ...open,
      findings: [
        { messageId: 'others', data: { file: '~/.env' }, title: 'chmod 600 ~/.env', proof: '~/.env: mode 664' },
      ],
    },
    {
      name: 'logins',
      config: '{}',
      state: {
        [logins]: { text: profiles({ type: 'api_key', provider: 'gpu', key }), mode: 0o644 },
        'credentials/oauth.json': { text: '{}', mode: 0o644 },
      },
      ...open,
      findings: [
        { messageId: 'others', data: { file: `~/${logins}` } },
        { messageId: 'others', data: { file: '~/credentials/oauth.json' } },
      ],
    },
    {
      name: 'a file of secrets: OpenClaw does not read it, whatever the folder',
      config: fromFile,
      state: { 'keys.json': { text: `{"gpu":"${key}"}`, mode: 0o640 } },
      findings: [
        {
          messageId: 'refused',
          at: '"~/keys.json"',
          data: { file: '~/keys.json', mode: '640' },
          severity: 'error',
          fix: 'manual',
        },
      ],
    },
    {
      name: 'the provider of files that references without a name mean',
      config: fromFile
        .replace('provider: "vault", ', '')
        .replace('providers: { vault', 'defaults: { file: "vault" }, providers: { vault'),
      state: { 'keys.json': { text: `{"gpu":"${key}"}`, mode: 0o602 } },
      findings: [{ messageId: 'refused', severity: 'error' }],
    },
  ],
});
