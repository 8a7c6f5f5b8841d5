import { type JsonValue, valueAt } from '../../config/json.js';
import type { EffectiveProvider } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { defaultAgent, loginsFor, rosterOf } from '../../state/logins.js';
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
    why: 'A usable login, in auth-profiles.json or in the database of newer releases, comes before the environment and the config; only auth: "api-key" turns that round.',
    source: [
      'OpenClaw 2026.4.22: profile before VLLM_API_KEY and apiKey, config key with auth "api-key", profile of main for other agents, ran',
      'OpenClaw 2026.9.6: the same with a login in state/openclaw.sqlite, where `openclaw doctor --fix` also copies the key of the config, ran',
      'OpenClaw 2026.4.22: cooldownUntil of the only login: "is in cooldown (all profiles unavailable)", no request, ran',
      'OpenClaw 2026.4.22: keyRef to a variable without value: "No credentials found for profile", no request, ran',
      'OpenClaw 2026.4.22: auth.order.<provider>: [] switches the profiles off, ran',
    ],
    messages: {
      wins: "apiKey of '{provider}' is not used: the stored login '{profile}' wins",
      withheld: "nothing is sent to '{provider}': the stored login '{profile}' {why}",
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
    const { traits } = release;
    for (const provider of usedProviders(effective)) {
      const path = [...provider.path, 'apiKey'];
      const rests = withheld({ config, state, traits }, provider);
      if (rests !== undefined) {
        report({
          messageId: 'withheld',
          severity: 'error',
          at: { path: provider.path },
          data: { provider: provider.id, profile: rests.id, why: whyWithheld[rests.withheld] },
          why: 'A stored login comes before the config, also when it cannot be used: the run ends before a request is sent.',
          remedy: remedyOf[rests.withheld],
        });
        continue;
      }
      if (!isWritten(valueAt(config, path)) || isObeyed(config, provider)) continue;
      const agents = overruled({ config, state, traits }, provider.id);
      const [first] = agents;
      if (first === undefined) continue;
      const everybody = agents.length === rosterOf(config).length;
      const database = traits.authProfilesFile === 'wins' && state.agents.some((agent) => agent.database);
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

const whyWithheld = {
  cooldown: 'rests after failures',
  'unset-variable': 'names a variable without value',
} as const;

const remedyOf = {
  cooldown: 'wait until cooldownUntil in usageStats of auth-profiles.json is over, or take the login out of that file',
  'unset-variable': 'set the variable where OpenClaw runs, or remove the stored login',
} as const;

interface Known {
  readonly config: JsonValue;
  readonly state: StateReport;
  readonly traits: ReleaseTraits;
}

/** The first login of a plain run, when that keeps it from sending anything. */
function withheld({ config, state, traits }: Known, { id, key }: EffectiveProvider) {
  if (key.kind !== 'refused' || key.blockedBy === undefined) return undefined;
  const [login] = loginsFor(state, { agent: defaultAgent(config), provider: id, config, traits });
  return login?.withheld === undefined ? undefined : { id: login.id, withheld: login.withheld };
}

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
function overruled({ config, state, traits }: Known, provider: string): readonly Overruled[] {
  return rosterOf(config).flatMap((agent) => {
    const [profile] = loginsFor(state, { agent, provider, config, traits });
    return profile === undefined || profile.repeatsConfig === true ? [] : [{ agent, profile }];
  });
}
