import { type LeftOver, leftOvers } from '../../state/logins.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'state/auth-profiles-leftover',
    severity: 'error',
    needs: ['config', 'effective', 'release', 'state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'logins of an older release are left over, and this one refuses to run beside them',
    why: 'This release keeps logins in a database and refuses to run while an old file may hold some that it does not have.',
    remedy: 'run `openclaw doctor --fix`, which takes the logins over, or move the file away',
    source: [
      'OpenClaw 2026.9.6: a file of main stops the gateway and every local run, whatever provider it names, ran',
      'OpenClaw 2026.9.6: with auth "api-key", without entries, and auth.json too: AUTH_PROFILE_MIGRATION_REQUIRED, ran',
      'OpenClaw 2026.9.6: a file of another agent stops `openclaw agent --local` of all, the gateway runs main, ran',
    ],
    messages: {
      stops: '{file} is left over, and OpenClaw {release} refuses to run',
      stopsAgent: "{file} is left over: agent '{agent}' runs nothing of '{provider}'",
      stopsLocal: '{file} is left over: OpenClaw {release} refuses `agent --local`',
    },
    example: localModel,
    given: {
      release: '2026.9.6',
      state: {
        'agents/main/agent/auth-profiles.json':
          '{"version":1,"profiles":{"vllm:default":{"type":"api_key","provider":"vllm","key":"fake-old-key"}}}',
      },
    },
    finds: 'agents/main/agent/auth-profiles.json is left over, and OpenClaw 2026.9.6 refuses to run',
  },
  check({ config, effective, release, state }, report) {
    if (release.traits.authProfilesFile !== 'stops-runs') return;
    const used = usedProviders(effective);
    for (const store of leftOvers(state, config)) {
      const { file, agent, shared, providers, database } = store;
      const stopped = used.filter(({ id }) => shared || providers === 'all' || providers.includes(id));
      const data = { file, release: release.version };
      const common = {
        at: { path: stopped[0]?.path ?? ['models', 'providers'] },
        proof: shared ? proofOf(store) : [...proofOf(store), '`openclaw agent --local` is refused for every agent'],
        ...(database && { confidence: 'likely' as const }),
      };
      if (shared) {
        report({ ...common, messageId: 'stops', data });
      } else if (stopped.length > 0) {
        const provider = stopped.map(({ id }) => id).join("', '");
        report({ ...common, messageId: 'stopsAgent', data: { file, agent, provider } });
      } else {
        report({ ...common, messageId: 'stopsLocal', severity: 'warning', data });
      }
    }
  },
});

function proofOf({ file, providers, database }: LeftOver): readonly string[] {
  const names = providers === 'all' ? 'tells no provider' : `names ${providers.join(', ')}`;
  const beside = 'a database stands beside it: runs stop unless that holds the logins already';
  return database ? [`${file} ${names}`, beside] : [`${file} ${names}`];
}
