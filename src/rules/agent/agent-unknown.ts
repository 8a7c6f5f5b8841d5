import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, samePath } from '../../config/path.js';
import { nearest } from '../../nearest.js';
import { agentsOf, normalizeAgentId } from '../../schema/agents.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'agent/agent-unknown',
    severity: 'warning',
    needs: ['config', 'release', 'verdict'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a binding or another place names an agent that the roster does not have',
    why: 'Messages meant for that agent go to the default agent, with its model, its workspace and its tools.',
    remedy: 'write the id of an agent of the roster, or add the agent',
    source: [
      'OpenClaw 2026.4.22: bindings and hooks fall back to the default agent, read',
      'OpenClaw 2026.6.1 and later refuse such bindings, 2026.8.2 and later such a systemAgent; those are schema findings',
    ],
    messages: {
      unknown: "no agent is called '{agent}'",
      near: "no agent is called '{agent}'; did you mean '{candidate}'",
    },
    example: `{
  agents: { list: [{ id: "main", default: true }, { id: "support" }] },
  bindings: [{ agentId: "suport", match: { channel: "telegram" } }],
}`,
    given: { release: '2026.4.22' },
    finds: "no agent is called 'suport'; did you mean 'support'",
  },
  check({ config, verdict }, report) {
    const roster = agentsOf(config).map(({ id }) => normalizeAgentId(id));
    // Without a roster any name makes an agent.
    if (roster.length === 0) return;
    const refused = verdict.issues.map(({ path }) => path);
    for (const { path, agent } of placesThatName(config)) {
      const id = normalizeAgentId(agent);
      if (agent.trim() === '' || id === 'main' || roster.includes(id)) continue;
      if (refused.some((issue) => samePath(issue, path))) continue;
      const candidate = nearest(id, roster)[0];
      const at = { path };
      if (candidate === undefined) report({ messageId: 'unknown', at, data: { agent } });
      else report({ messageId: 'near', at, data: { agent, candidate } });
    }
  },
});

interface Place {
  readonly path: ConfigPath;
  readonly agent: string;
}

/** `broadcast` with an unknown agent is refused by every release, so it comes here only when the verdict could not look. */
function placesThatName(config: JsonValue): readonly Place[] {
  const found: Place[] = [];
  const look = (path: ConfigPath) => {
    const agent = valueAt(config, path);
    if (typeof agent === 'string') found.push({ path, agent });
  };
  const each = (path: ConfigPath, visit: (item: ConfigPath) => void) => {
    const list = valueAt(config, path);
    if (Array.isArray(list)) for (const i of list.keys()) visit([...path, i]);
  };
  each(['bindings'], (item) => look([...item, 'agentId']));
  each(['hooks', 'mappings'], (item) => look([...item, 'agentId']));
  const broadcast = valueAt(config, ['broadcast']);
  for (const key of Object.keys(isObject(broadcast) ? broadcast : {})) each(['broadcast', key], look);
  look(['agents', 'defaults', 'systemAgent', 'agentId']);
  look(['agents', 'defaults', 'heartbeat', 'agentId']);
  look(['talk', 'agentId']);
  return found;
}
