import { type JsonValue, valueAt } from '../../config/json.js';
import type { EffectiveProvider } from '../../effective/types.js';
import { loginsFor, rosterOf } from '../../state/logins.js';
import type { StateReport, StoredProfile } from '../../state/types.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'state/auth-profile-wins',
    severity: 'warning',
    needs: ['config', 'effective', 'release', 'state'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'a stored login is sent instead of the key that the config names',
    why: 'A usable profile in auth-profiles.json comes before the environment and the config; only auth: "api-key" turns that round.',
    source: [
      'OpenClaw 2026.4.22: profile before VLLM_API_KEY and apiKey, config key with auth "api-key", profile of main for other agents, ran',
      'OpenClaw 2026.4.22: auth.order.<provider>: [] switches the profiles off, ran',
    ],
    messages: {
      wins: "apiKey of '{provider}' is not used: the stored login '{profile}' wins",
      winsFor: "apiKey of '{provider}' is not used by agent '{agent}': the stored login '{profile}' wins",
    },
    example: `{
  agents: { defaults: { model: { primary: "gpu/qwen3" } } },
  models: { providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", apiKey: "my-new-key",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      release: '2026.4.22',
      state: {
        'agents/main/agent/auth-profiles.json':
          '{"version":1,"profiles":{"gpu:default":{"type":"api_key","provider":"gpu","key":"fake-old-key"}}}',
      },
    },
    finds: "apiKey of 'gpu' is not used: the stored login 'gpu:default' wins",
  },
  check({ config, effective, release, state }, report) {
    if (release.traits.authProfilesFile !== 'wins') return;
    for (const provider of usedProviders(effective)) {
      const path = [...provider.path, 'apiKey'];
      if (!isWritten(valueAt(config, path)) || isObeyed(config, provider)) continue;
      const agents = overruled(config, state, provider.id);
      const [first] = agents;
      if (first === undefined) continue;
      const everybody = agents.length === rosterOf(config).length;
      const database = state.agents.some((agent) => agent.database);
      const data = { provider: provider.id, profile: first.profile.id };
      const common = {
        at: { path },
        proof: agents.slice(0, 5).map(({ agent, profile }) => `agent ${agent}: ${profile.id}, ${profile.type}`),
        // A newer release has been here: whether this one still reads the file is not known for all between them.
        ...(database && { confidence: 'likely' as const }),
        fix: {
          title: 'set auth to "api-key", so that apiKey is sent',
          safety: 'unsafe' as const,
          ops: [{ op: 'set' as const, path: [...provider.path, 'auth'], value: 'api-key' }],
          risk: 'the stored login and the environment are no longer used for this server',
        },
      };
      if (everybody) report({ ...common, messageId: 'wins', data });
      else report({ ...common, messageId: 'winsFor', data: { ...data, agent: first.agent } });
    }
  },
});

/** The key in the config is meant to be sent. */
function isWritten(apiKey: JsonValue | undefined): boolean {
  return apiKey !== undefined && apiKey !== null && apiKey !== '';
}

function isObeyed(config: JsonValue, { path, key }: EffectiveProvider): boolean {
  return valueAt(config, [...path, 'auth']) === 'api-key' && key.kind !== 'profile';
}

interface Overruled {
  readonly agent: string;
  readonly profile: StoredProfile;
}

/** Agents whose first login is another key than the config's. */
function overruled(config: JsonValue, state: StateReport, provider: string): readonly Overruled[] {
  return rosterOf(config).flatMap((agent) => {
    const [profile] = loginsFor(state, { agent, provider, config });
    return profile === undefined || profile.repeatsConfig === true ? [] : [{ agent, profile }];
  });
}
