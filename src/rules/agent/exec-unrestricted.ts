import { isObject, type JsonObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { defineRule } from '../define.js';
import { type ExecScope, execScopes } from './exec-scopes.js';

export default defineRule({
  meta: {
    id: 'agent/exec-unrestricted',
    severity: 'warning',
    needs: ['config', 'release'],
    fix: 'none',
    since: '0.2.0',
    summary: 'strangers can have commands run: a channel takes messages of everybody, and commands ask nobody',
    why: 'Commands run on this machine as the user of the gateway, without a sandbox and without an approval: the model does what a message tells it.',
    remedy:
      "set the policy to 'pairing' or 'allowlist', tools.exec.ask to 'always', or agents.defaults.sandbox.mode to 'all'",
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: without tools.exec and sandbox a command runs on the gateway, unasked, ran',
      'OpenClaw before 2026.4.29: dmPolicy open lets everybody in, whatever allowFrom says; from then on with "*", read',
      'OpenClaw 2026.4.22 and 2026.9.6: `security audit` tells it as security.exposure.open_channels_with_exec, read',
    ],
    messages: { open: "everybody who writes to the bot on '{channel}' can have commands run here" },
    example: `{
  channels: { telegram: { botToken: "\${TELEGRAM_BOT_TOKEN}", dmPolicy: "open", allowFrom: ["*"] } },
}`,
    finds: "everybody who writes to the bot on 'telegram' can have commands run here",
  },
  check({ config, release }, report) {
    if (!execScopes(config).every(isUnconfined)) return;
    const channels = valueAt(config, ['channels']);
    for (const [channel, settings] of Object.entries(isObject(channels) ? channels : {})) {
      if (!isObject(settings) || isNarrowed(settings)) continue;
      const [first, ...others] = openPolicies(settings, ['channels', channel], release.traits);
      if (first === undefined) continue;
      report({
        messageId: 'open',
        at: { path: first },
        data: { channel },
        // Approvals of the machine itself (`openclaw approvals`) may be stricter.
        confidence: 'likely',
        related: others.map((path) => ({ at: { path }, note: 'open too' })),
      });
    }
  },
});

/** Full access, nobody asked, no sandbox: what a config means that says nothing of it. */
function isUnconfined({ setting, sandbox, offered }: ExecScope): boolean {
  const says = (key: string, free: readonly string[]) => free.includes(setting(key)?.value ?? free[0] ?? '');
  const free = says('mode', ['full']) && says('security', ['full']) && says('ask', ['off']);
  return offered && sandbox === 'off' && free && says('host', ['auto', 'gateway', 'node']);
}

/** Direct messages of anybody. An open group is another thing: its members are seldom strangers. */
function openPolicies(settings: JsonObject, path: ConfigPath, traits: ReleaseTraits): readonly ConfigPath[] {
  const { enabled, dmPolicy, allowFrom } = settings;
  if (enabled === false) return [];
  const all = !traits.openDmNeedsStar || (Array.isArray(allowFrom) && allowFrom.includes('*'));
  const own = dmPolicy === 'open' && all ? [[...path, 'dmPolicy']] : [];
  const below = Object.entries(settings).flatMap(([key, value]) =>
    isObject(value) ? openPolicies(value, [...path, key], traits) : [],
  );
  return [...own, ...below];
}

/** A channel may take tools from some of its senders: who is left is not known here. */
function isNarrowed(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(isNarrowed);
  if (!isObject(value)) return false;
  return 'tools' in value || 'toolsBySender' in value || Object.values(value).some(isNarrowed);
}
