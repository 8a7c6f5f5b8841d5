/**
 * Where the published core schema does not say what the program checks (its zod schema as `toJSONSchema({ io: 'input' })` against
 * `openclaw config schema`, compared for 2026.3.31, 4.22, 5.2, 5.12, 5.28, 6.1, 6.11, 6.35, 7.1, 8.2, 9.1 and 9.6).
 * `through` is the last bundled release that has the gap.
 */
const flags = (...names) => closed(Object.fromEntries(names.map((name) => [name, { type: 'boolean' }])));
const closed = (properties) => ({ type: 'object', properties, additionalProperties: false });
const map = (value) => ({ type: 'object', additionalProperties: value });
const count = { type: 'integer', exclusiveMinimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const text = { type: 'string' };

const channelDefaults = {
  groupPolicy: { type: 'string', enum: ['open', 'disabled', 'allowlist'] },
  heartbeat: flags('showOk', 'showAlerts', 'useIndicator'),
};
const visibility = { contextVisibility: { type: 'string', enum: ['all', 'allowlist', 'allowlist_quote'] } };
const botLoop = {
  botLoopProtection: closed({
    enabled: { type: 'boolean' },
    maxEventsPerWindow: count,
    windowSeconds: count,
    cooldownSeconds: count,
  }),
};

const gaps = [
  { through: '2026.7.35', at: 'channels', put: { type: 'object' } },
  { through: '2026.7.35', at: 'channels.modelByChannel', set: map(map(text)) },
  { through: '2026.3.31', at: 'channels.defaults', set: closed(channelDefaults) },
  {
    from: '2026.4.12',
    through: '2026.5.12',
    at: 'channels.defaults',
    set: closed({ ...channelDefaults, ...visibility }),
  },
  {
    from: '2026.5.28',
    through: '2026.7.35',
    at: 'channels.defaults',
    set: closed({ ...channelDefaults, ...visibility, ...botLoop }),
  },
  {
    from: '2026.4.12',
    through: '2026.7.35',
    at: 'hooks.internal.handlers',
    set: {
      type: 'array',
      items: { ...closed({ event: text, module: text, export: text }), required: ['event', 'module'] },
    },
  },
  {
    from: '2026.5.12',
    through: '2026.7.35',
    at: 'canvasHost',
    set: closed({ enabled: { type: 'boolean' }, root: text, port: count, liveReload: { type: 'boolean' } }),
  },
  ...['agents.defaults', 'agents.list.*'].map((agent) => ({
    through: '2026.5.12',
    at: `${agent}.sandbox.docker.setupCommand`,
    set: { anyOf: [text, { type: 'array', items: text }] },
  })),
  // Objects that zod leaves open in what it reads and closes in what it returns.
  { through: '2026.5.12', at: 'gateway.tls', drop: 'additionalProperties' },
  { through: '2026.5.12', at: 'hooks.mappings.*.match', drop: 'additionalProperties' },
  { through: '2026.5.12', at: 'meta.lastTouchedAt', set: { type: ['string', 'number'] } },
  { from: '2026.5.2', through: '2026.5.12', at: 'gateway.controlUi.chatMessageMaxWidth', set: text },
  { through: '2026.5.12', at: 'tools.web.search.openaiCodex.allowedDomains', set: { type: 'array', items: text } },
  {
    through: '2026.5.12',
    at: 'tools.web.search.openaiCodex.userLocation',
    set: closed({ country: text, region: text, city: text, timezone: text }),
  },
  // A pattern loses its flags on the way into JSON Schema: these two ignore case.
  {
    from: '2026.8.2',
    through: 'newest',
    at: 'agents.entries',
    put: { propertyNames: { type: 'string', pattern: '^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$' } },
  },
  ...['mcp', 'nodeHost.mcp'].map((owner) => ({
    from: owner === 'mcp' ? '2026.5.28' : '2026.8.2',
    through: 'newest',
    at: `${owner}.servers.*.codex.agents.*`,
    put: { pattern: '^\\s*[A-Za-z0-9][A-Za-z0-9_-]{0,63}\\s*$' },
  })),
  {
    from: '2026.4.22',
    through: '2026.5.2',
    at: 'models.providers.*.models.*.cost.tieredPricing.*.range',
    set: {
      anyOf: [2, 1].map((length) => ({
        type: 'array',
        items: Array.from({ length }, () => ({ type: 'number' })),
        minItems: length,
        maxItems: length,
      })),
    },
  },
];

export function closeGaps(schema, release, releases) {
  const order = (version) => (version === 'newest' ? releases.length - 1 : releases.indexOf(version));
  for (const { from = releases[0], through, at, ...change } of gaps) {
    if (order(release) < order(from) || order(release) > order(through)) continue;
    const steps = at.split('.');
    const parent = steps.slice(0, -1).reduce(step, schema);
    if (parent === undefined) throw new Error(`${release}: nothing at ${at}`);
    const key = steps.at(-1);
    if (change.set !== undefined) parent.properties[key] = change.set;
    if (change.put !== undefined) Object.assign(step(parent, key), change.put);
    if (change.drop !== undefined) delete step(parent, key)[change.drop];
  }
  return schema;
}

function step(node, key) {
  return key === '*' ? (node?.items ?? node?.additionalProperties) : node?.properties?.[key];
}
