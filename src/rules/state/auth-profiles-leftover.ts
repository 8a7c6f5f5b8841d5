import { leftOvers } from '../../state/logins.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'state/auth-profiles-leftover',
    severity: 'error',
    needs: ['config', 'effective', 'release', 'state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'logins of an older release are left over and stop every run of their provider',
    why: 'This release keeps logins in a database and refuses to run while an old file may hold some that it does not have.',
    remedy: 'run `openclaw doctor --fix`, which takes the logins over, or move the file away',
    source: [
      'OpenClaw 2026.9.6: AUTH_PROFILE_MIGRATION_REQUIRED and no request, also with auth "api-key", ran',
      'OpenClaw 2026.9.6: auth.json, and a file without entries, stop every provider, ran',
      'OpenClaw 2026.9.6: `openclaw agent --local` refuses for any provider in the file, ran',
    ],
    messages: {
      stops: "{file} is left over: OpenClaw {release} runs nothing of '{provider}'",
      stopsLocal: '{file} is left over: OpenClaw {release} refuses `agent --local`',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      release: '2026.9.6',
      state: {
        'agents/main/agent/auth-profiles.json':
          '{"version":1,"profiles":{"vllm:default":{"type":"api_key","provider":"vllm","key":"fake-old-key"}}}',
      },
    },
    finds: "agents/main/agent/auth-profiles.json is left over: OpenClaw 2026.9.6 runs nothing of 'vllm'",
  },
  check({ config, effective, release, state }, report) {
    if (release.traits.authProfilesFile !== 'stops-runs') return;
    const used = usedProviders(effective);
    for (const { file, providers, database } of leftOvers(state, config)) {
      const stopped = used.filter(({ id }) => providers === 'all' || providers.includes(id));
      const [first] = stopped;
      const common = {
        at: { path: first?.path ?? ['models', 'providers'] },
        proof: [
          providers === 'all'
            ? `${file} tells no provider, so it stops all of them`
            : `${file} names ${providers.join(', ')}`,
          ...(database ? ['a database stands beside it: unless that holds the logins already, runs stop'] : []),
        ],
        ...(database && { confidence: 'likely' as const }),
      };
      if (first === undefined) {
        const data = { file, release: release.version };
        report({ ...common, messageId: 'stopsLocal', severity: 'warning', data });
      } else {
        const provider = stopped.map(({ id }) => id).join("', '");
        report({ ...common, messageId: 'stops', data: { file, release: release.version, provider } });
      }
    }
  },
});
