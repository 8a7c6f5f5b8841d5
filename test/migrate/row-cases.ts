/** What becomes of a config; without `after` its text stays as it is. */
export interface RowCase {
  /** The row that it is about; others may take part. */
  readonly id: string;
  /** 2026.4.22 unless said. */
  readonly from?: string;
  /** 2026.9.6 unless said. */
  readonly to?: string;
  readonly before: string;
  readonly after?: string;
  readonly lost?: readonly string[];
  readonly blocked?: readonly string[];
  /** At least one step is. */
  readonly unsafe?: true;
}

export const rowCases: readonly RowCase[] = [
  {
    id: 'early/default-model',
    from: '2026.3.31',
    to: '2026.4.22',
    before: `{ defaultModel: 'v/a' /* fast */ }`,
    after: `{ agents: { defaults: { model: 'v/a' /* fast */ } } }`,
  },
  {
    id: 'early/allowed-senders',
    from: '2026.3.31',
    to: '2026.4.22',
    before: `{ routing: { allowFrom: ['+15550001'] }, channels: { whatsapp: {} } }`,
    after: `{ channels: { whatsapp: { allowFrom: ['+15550001'] } } }`,
  },
  {
    id: 'early/group-mentions',
    from: '2026.3.31',
    to: '2026.4.22',
    before: `{ routing: { groupChat: { requireMention: true } }, channels: { telegram: {}, imessage: { groups: { '*': { requireMention: false } } } } }`,
    after: `{ channels: { telegram: { groups: { '*': { requireMention: true } } }, imessage: { groups: { '*': { requireMention: false } } } } }`,
  },
  {
    id: 'early/group-mentions',
    from: '2026.3.31',
    to: '2026.4.22',
    before: '{ routing: { groupChat: { requireMention: true } } }',
    after: '{}',
    lost: ['routing.groupChat.requireMention'],
  },
  {
    id: 'early/group-chats',
    from: '2026.3.31',
    to: '2026.4.22',
    before: `{ routing: { groupChat: { historyLimit: 5, mentionPatterns: ['x'] } } }`,
    after: `{ messages: { groupChat: { historyLimit: 5, mentionPatterns: ['x'] } } }`,
  },
  {
    id: 'early/routing',
    from: '2026.3.31',
    to: '2026.4.22',
    before: '{ routing: {} }',
    after: '{}',
  },
  {
    id: 'early/feishu-bot-name',
    from: '2026.3.31',
    to: '2026.4.22',
    before: `{ channels: { feishu: { accounts: { a: { botName: 'x' }, b: { botName: 'y', name: 'z' } } } } }`,
    after: `{ channels: { feishu: { accounts: { a: { name: 'x' }, b: { name: 'z' } } } } }`,
    lost: ['channels.feishu.accounts.b.botName'],
  },
  {
    id: 'plugins/bedrock-discovery',
    from: '2026.3.31',
    to: '2026.4.22',
    before: '{ models: { bedrockDiscovery: { enabled: true /* eu */ } } }',
    after:
      '{ models: {}, plugins: { entries: { "amazon-bedrock": { config: { discovery: { enabled: true /* eu */ } } } } } }',
  },
  {
    id: 'channels/webchat',
    before: '{ channels: { webchat: {}, telegram: {} } }',
    after: '{ channels: { telegram: {} } }',
  },
  {
    id: 'models/idle-timeout-per-provider',
    to: '2026.5.2',
    before: `{
  models: { providers: { v: { baseUrl: 'http://10.0.0.5:8000/v1', models: [] }, hosted: { baseUrl: 'https://api.openai.com/v1', models: [] } } },
  agents: { defaults: { llm: {
    idleTimeoutSeconds: 600, // slow card
  } } },
}`,
    after: `{
  models: { providers: { v: { baseUrl: 'http://10.0.0.5:8000/v1', models: [],
    timeoutSeconds: 600 // slow card
  }, hosted: { baseUrl: 'https://api.openai.com/v1', models: [] } } },
  agents: { defaults: {} },
}`,
  },
  {
    id: 'models/idle-timeout-per-provider',
    to: '2026.5.2',
    before: `{
  models: { providers: { ollama: { models: [] }, lan: { baseUrl: 'http://gpu.lan/v1', models: [] }, own: { baseUrl: '\${URL}', timeoutSeconds: 90, models: [] } } },
  agents: { defaults: { llm: { idleTimeoutSeconds: 0 } } },
}`,
    after: `{
  models: { providers: { ollama: { models: [], timeoutSeconds: 172800 }, lan: { baseUrl: 'http://gpu.lan/v1', models: [], timeoutSeconds: 172800 }, own: { baseUrl: '\${URL}', timeoutSeconds: 90, models: [] } } },
  agents: { defaults: {} },
}`,
  },
  {
    id: 'models/idle-timeout-per-provider',
    to: '2026.5.2',
    before: `{ models: { providers: { x: { baseUrl: 'https://api.openai.com/v1', models: [] } } }, agents: { defaults: { llm: { idleTimeoutSeconds: 5 } } } }`,
    after: `{ models: { providers: { x: { baseUrl: 'https://api.openai.com/v1', models: [] } } }, agents: { defaults: {} } }`,
    lost: ['agents.defaults.llm'],
  },
  {
    id: 'models/thinking-format-missing',
    to: '2026.5.2',
    before: `{ models: { providers: { v: { models: [{ id: 'a', compat: { thinkingFormat: 'qwen' } }] } } } }`,
    blocked: ['models.providers.v.models.0.compat.thinkingFormat'],
  },
  {
    id: 'mcp/transport',
    before: `{ mcp: { servers: { a: { url: 'https://h.example/', transport: 'http' }, b: { url: 'https://h.example/', transport: 'carrier pigeon' } } } }`,
    after: `{ mcp: { servers: { a: { url: 'https://h.example/', transport: 'streamable-http' }, b: { url: 'https://h.example/', transport: 'carrier pigeon' } } } }`,
    blocked: ['mcp.servers.b.transport'],
  },
  {
    id: 'mcp/transport',
    before: `{ mcp: { servers: { a: { url: 'https://h.example/', type: 'http' }, b: { command: 'x', type: 'stdio' } } } }`,
    after: `{ mcp: { servers: { a: { url: 'https://h.example/', transport: 'streamable-http' }, b: { command: 'x' } } } }`,
  },
  {
    id: 'mcp/transport-stdio',
    to: '2026.5.2',
    before: `{ mcp: { servers: { a: { command: 'x', transport: 'stdio' }, b: { url: 'https://h.example/', transport: 'stdio' } } } }`,
    after: `{ mcp: { servers: { a: { command: 'x' }, b: { url: 'https://h.example/', transport: 'stdio' } } } }`,
    blocked: ['mcp.servers.b.transport'],
  },
  {
    id: 'models/api-openai',
    before: `{ models: { providers: { v: { api: 'openai', models: [{ id: 'a', api: 'openai' }] } } } }`,
    after: `{ models: { providers: { v: { api: 'openai-completions', models: [{ id: 'a', api: 'openai-completions' }] } } } }`,
  },
  {
    id: 'memory/search-at-the-root',
    to: '2026.5.2',
    before: '{ memorySearch: { enabled: false /* small box */ } }',
    after: '{ agents: { defaults: { memorySearch: { enabled: false /* small box */ } } } }',
  },
  {
    id: 'memory/search-at-the-root',
    before: `{ memorySearch: { enabled: false, provider: 'openai' }, memory: { search: { enabled: true } } }`,
    after: `{ memory: { search: { enabled: true, provider: 'openai' } } }`,
    lost: ['memorySearch.enabled'],
  },
  {
    id: 'agents/sandbox-scope',
    before: `{ agents: { defaults: { sandbox: { perSession: true } }, list: [{ id: 'a', sandbox: { perSession: false, scope: 'agent' } }] } }`,
    after: `{ agents: { defaults: { sandbox: { scope: 'session' } }, list: [{ id: 'a', sandbox: { scope: 'agent' } }] } }`,
    lost: ['agents.list.0.sandbox.perSession'],
  },
  {
    id: 'agents/heartbeat-at-the-root',
    to: '2026.5.2',
    before: `{ heartbeat: { every: '30m', showOk: true }, agents: { defaults: { heartbeat: { every: '1h' } } } }`,
    after: `{ agents: { defaults: { heartbeat: { every: '1h' } } }, channels: { defaults: { heartbeat: { showOk: true } } } }`,
    lost: ['heartbeat.every'],
  },
  {
    id: 'tools/search-provider-settings',
    before: `{ tools: { web: { search: { provider: 'gemini', gemini: { apiKey: '\${GEMINI_API_KEY}' /* shared */ } } } } }`,
    after: `{ tools: { web: { search: { provider: 'gemini' } } }, plugins: { entries: { google: { config: { webSearch: { apiKey: '\${GEMINI_API_KEY}' /* shared */ } } } } } }`,
  },
  {
    id: 'tools/x-search-key',
    before: `{ tools: { web: { x_search: { apiKey: '\${XAI_API_KEY}' } } } }`,
    after: `{ tools: { web: {} }, plugins: { entries: { xai: { config: { webSearch: { apiKey: '\${XAI_API_KEY}' }, xSearch: {} } } } } }`,
  },
  {
    id: 'tools/search-key',
    before: `{ tools: { web: { search: { provider: 'brave', apiKey: '\${BRAVE_API_KEY}' } } } }`,
    after: `{ tools: { web: { search: { provider: 'brave' } } }, plugins: { entries: { brave: { config: { webSearch: { apiKey: '\${BRAVE_API_KEY}' } } } } } }`,
  },
  {
    id: 'tools/search-provider',
    before: `{ tools: { web: { search: { provider: 'brave' } } } }`,
    after: `{ tools: { web: { search: { provider: 'brave' } } }, plugins: { entries: { brave: { enabled: true } } } }`,
  },
  {
    id: 'tools/search-provider',
    before: `{ tools: { web: { search: { enabled: true, provider: 'none' } } } }`,
    after: '{ tools: { web: { search: { enabled: true } } } }',
    lost: ['tools.web.search.provider'],
  },
  {
    id: 'tools/search-provider',
    to: '2026.5.2',
    before: `{ tools: { web: { search: { provider: 'brave' } } } }`,
    blocked: ['tools.web.search.provider'],
  },
  {
    id: 'gateway/bind-host-name',
    before: `{ gateway: { bind: '0.0.0.0' /* all */ } }`,
    after: `{ gateway: { bind: 'lan' /* all */ } }`,
  },
  {
    id: 'session/thread-idle-hours',
    before:
      '{ session: { threadBindings: { ttlHours: 4 } }, channels: { discord: { accounts: { x: { threadBindings: { ttlHours: 4, idleHours: 5 } } } } } }',
    after:
      '{ session: { threadBindings: { idleHours: 4 } }, channels: { discord: { accounts: { x: { threadBindings: { idleHours: 5 } } } } } }',
    lost: ['channels.discord.accounts.x.threadBindings.ttlHours'],
  },
  {
    id: 'session/parent-fork-limit',
    before: '{ session: { parentForkMaxTokens: 100000 } }',
    after: '{ session: {} }',
    lost: ['session.parentForkMaxTokens'],
  },
  {
    id: 'voice/provider-blocks',
    to: '2026.5.2',
    before: `{ messages: { tts: { provider: 'edge', edge: { rate: 1 }, openai: { model: 'm' }, providers: { openai: { model: 'n' } } } } }`,
    after: `{ messages: { tts: { provider: 'edge', providers: { openai: { model: 'n' }, microsoft: { rate: 1 } } } } }`,
    lost: ['messages.tts.openai.model'],
  },
  {
    id: 'voice/talk-provider',
    before: `{ talk: { voiceId: 'x', apiKey: '\${ELEVENLABS_API_KEY}' } }`,
    after: `{ talk: { providers: { elevenlabs: { voiceId: 'x', apiKey: '\${ELEVENLABS_API_KEY}' } } } }`,
  },
  {
    id: 'channels/telegram-mentions',
    before: '{ channels: { telegram: { groupMentionsOnly: true } } }',
    after: '{ channels: { telegram: { groups: { "*": { requireMention: true } } } } }',
  },
  {
    id: 'channels/allow-is-enabled',
    before: `{ channels: { discord: { guilds: { '1': { channels: { '2': { allow: true } } } } }, slack: { accounts: { w: { channels: { C1: { allow: false } } } } } } }`,
    after: `{ channels: { discord: { guilds: { '1': { channels: { '2': { enabled: true } } } } }, slack: { accounts: { w: { channels: { C1: { enabled: false } } } } } } }`,
  },
  {
    id: 'channels/private-network',
    before: '{ channels: { matrix: { allowPrivateNetwork: true } } }',
    after: '{ channels: { matrix: { network: { dangerouslyAllowPrivateNetwork: true } } } }',
  },
  {
    id: 'channels/google-chat-stream-mode',
    before: `{ channels: { googlechat: { streamMode: 'replace' } } }`,
    after: '{ channels: { googlechat: {} } }',
    lost: ['channels.googlechat.streamMode'],
  },
  {
    id: 'channels/open-policy-needs-list',
    to: '2026.5.2',
    before: `{ channels: { imessage: { dmPolicy: 'open' }, irc: { dmPolicy: 'allowlist' } } }`,
    blocked: ['channels.imessage.dmPolicy'],
  },
  {
    id: 'channels/telegram-streaming',
    before: `{
  channels: {
    telegram: {
      streamMode: "block",
      draftChunk: { minChars: 10 }, // quiet
      blockStreaming: true,
    },
  },
}`,
    after: `{
  channels: {
    telegram: {
      streaming: { mode: "block", block: { enabled: true }, preview: {
        chunk: { minChars: 10 }, // quiet
      } },
    },
  },
}`,
  },
  {
    id: 'channels/telegram-streaming',
    before: `{ channels: { telegram: { streaming: true, streamMode: 'off', chunkMode: 'newline' } } }`,
    after: `{ channels: { telegram: { streaming: { mode: 'off', chunkMode: 'newline' } } } }`,
  },
  {
    id: 'channels/discord-streaming',
    before: `{ channels: { discord: { streaming: 'nonsense', accounts: { x: { streaming: { mode: 'off' }, streamMode: 'block' } } } } }`,
    after: `{ channels: { discord: { streaming: { mode: 'off' }, accounts: { x: { streaming: { mode: 'off' } } } } } }`,
    lost: ['channels.discord.accounts.x.streamMode'],
  },
  {
    id: 'channels/slack-streaming',
    before: `{ channels: { slack: { streaming: false, accounts: { x: { streamMode: 'append', nativeStreaming: false } } } } }`,
    after: `{ channels: { slack: { streaming: { mode: 'off', nativeTransport: false }, accounts: { x: { streaming: { mode: 'block', nativeTransport: false } } } } } }`,
  },
  {
    id: 'plugins/memory-slot',
    to: '2026.5.2',
    before: `{ plugins: { slots: { memory: 'memory-lancedb' } } }`,
    blocked: ['plugins.slots.memory'],
  },
  {
    id: 'browser/private-network',
    before: '{ browser: { ssrfPolicy: { allowPrivateNetwork: true } } }',
    after: '{ browser: { ssrfPolicy: { dangerouslyAllowPrivateNetwork: true } } }',
  },
  {
    id: 'browser/private-network',
    before: '{ browser: { ssrfPolicy: { allowPrivateNetwork: true, dangerouslyAllowPrivateNetwork: false } } }',
    after: '{ browser: { ssrfPolicy: { dangerouslyAllowPrivateNetwork: true } } }',
  },
  {
    id: 'browser/relay-host',
    before: `{ browser: { relayBindHost: '127.0.0.1' } }`,
    after: '{ browser: {} }',
    lost: ['browser.relayBindHost'],
  },
  {
    id: 'browser/extension-driver',
    before: `{ browser: { profiles: { chrome: { driver: 'extension', cdpPort: 9222 } } } }`,
    after: `{ browser: { profiles: { chrome: { driver: 'existing-session', cdpPort: 9222 } } } }`,
  },
  {
    id: 'agents/runtime-fallback',
    to: '2026.5.12',
    before: `{ agents: { defaults: { embeddedHarness: { runtime: 'pi', fallback: 'none' } } } }`,
    after: `{ agents: { defaults: { embeddedHarness: { runtime: 'pi' } } } }`,
    lost: ['agents.defaults.embeddedHarness.fallback'],
  },
  {
    id: 'channels/bluebubbles-plugin',
    before: `{ channels: { bluebubbles: { serverUrl: 'http://10.0.0.9' } } }`,
    after: `{ channels: { bluebubbles: { serverUrl: 'http://10.0.0.9' } }, plugins: { entries: { bluebubbles: { enabled: true } } } }`,
  },
  {
    id: 'models/selector-timeout',
    from: '2026.5.12',
    before: `{ agents: { defaults: { model: { primary: 'v/a', timeoutMs: 5 } } } }`,
    after: `{ agents: { defaults: { model: { primary: 'v/a' } } } }`,
    lost: ['agents.defaults.model.timeoutMs'],
  },
  {
    id: 'agents/embedded-agent',
    before: `{ agents: { defaults: { embeddedPi: { executionContract: 'default' /* strict fails */ } } } }`,
    after: `{ agents: { defaults: { embeddedAgent: { executionContract: 'default' /* strict fails */ } } } }`,
  },
  {
    id: 'agents/runtime-per-model',
    before: `{ agents: { defaults: { embeddedHarness: { runtime: 'pi' } } } }`,
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.embeddedHarness'],
    unsafe: true,
  },
  {
    id: 'agents/system-prompt-override',
    before: `{ agents: { defaults: { systemPromptOverride: 'be brief' } } }`,
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.systemPromptOverride'],
    unsafe: true,
  },
  {
    id: 'agents/silent-reply',
    before: `{ agents: { defaults: { silentReplyRewrite: { direct: true }, silentReply: { direct: 'allow', group: 'allow' } } } }`,
    after: `{ agents: { defaults: { silentReply: { group: 'allow' } } } }`,
    lost: ['agents.defaults.silentReplyRewrite', 'agents.defaults.silentReply.direct'],
  },
  {
    id: 'messages/queue-mode',
    before: `{ messages: { queue: { mode: 'queue', byChannel: { telegram: 'steer+backlog', slack: 'collect' } } } }`,
    after: `{ messages: { queue: { mode: 'steer', byChannel: { telegram: 'followup', slack: 'collect' } } } }`,
  },
  {
    id: 'channels/telegram-topics',
    from: '2026.5.12',
    before: `{ channels: { telegram: { dm: { threadReplies: 'off' }, direct: { '1': { threadReplies: 'off', enabled: true } } } } }`,
    after: `{ channels: { telegram: { direct: { '1': { enabled: true } } } } }`,
    lost: ['channels.telegram.dm', 'channels.telegram.direct.1.threadReplies'],
  },
  {
    id: 'channels/clickclack-owner',
    from: '2026.5.12',
    before: '{ channels: { clickclack: { senderIsOwner: true } } }',
    after: '{ channels: { clickclack: {} } }',
    lost: ['channels.clickclack.senderIsOwner'],
  },
  {
    id: 'models/api-codex-responses',
    before: `{ models: { providers: { codex: { api: 'openai-codex-responses', models: [{ id: 'a', api: 'openai-codex-responses' }] } } } }`,
    after: `{ models: { providers: { codex: { api: 'openai-chatgpt-responses', models: [{ id: 'a', api: 'openai-chatgpt-responses' }] } } } }`,
  },
  {
    id: 'gateway/webchat',
    before: '{ gateway: { webchat: { enabled: true }, port: 18789 } }',
    after: '{ gateway: { port: 18789 } }',
    lost: ['gateway.webchat'],
  },
  {
    id: 'memory/index-path',
    to: '2026.6.11',
    before: `{ agents: { defaults: { memorySearch: { store: { path: '/data/index' }, enabled: true } } } }`,
    after: '{ agents: { defaults: { memorySearch: { store: {}, enabled: true } } } }',
    lost: ['agents.defaults.memorySearch.store.path'],
  },
  {
    id: 'channels/telegram-native-progress',
    from: '2026.6.1',
    before: '{ channels: { telegram: { streaming: { preview: { nativeToolProgress: true, toolProgress: true } } } } }',
    after: '{ channels: { telegram: { streaming: { preview: { toolProgress: true } } } } }',
    lost: ['channels.telegram.streaming.preview.nativeToolProgress'],
  },
  {
    id: 'agents/binding-of-unknown-agent',
    before: `{ agents: { list: [{ id: 'a' }] }, bindings: [{ agentId: 'gone', match: { channel: 'telegram' } }, { agentId: 'A', match: { channel: 'slack' } }, { agentId: 'x', match: { channel: 'irc' } }] }`,
    after: `{ agents: { list: [{ id: 'a' }] }, bindings: [{ agentId: 'A', match: { channel: 'slack' } }] }`,
    lost: ['bindings.0', 'bindings.2'],
    unsafe: true,
  },
  {
    id: 'channels/telegram-group-history',
    from: '2026.6.11',
    before: `{ channels: { telegram: { includeGroupHistoryContext: 'none', accounts: { x: { includeGroupHistoryContext: 'recent' } } } } }`,
    after: '{ channels: { telegram: { accounts: { x: {} }, historyLimit: 0 } } }',
    lost: ['channels.telegram.accounts.x.includeGroupHistoryContext'],
  },
  {
    id: 'models/window-per-model',
    from: '2026.7.1',
    before: `{ models: { providers: { v: { baseUrl: 'http://10.0.0.5/v1', contextWindow: 32768, models: [{ id: 'a' }, { id: 'b', contextWindow: 8192 }, { id: 'c' }] }, e: { baseUrl: 'http://10.0.0.6/v1', contextTokens: 5, models: [] } } } }`,
    after: `{ models: { providers: { v: { baseUrl: 'http://10.0.0.5/v1', models: [{ id: 'a', contextWindow: 32768 }, { id: 'b', contextWindow: 8192 }, { id: 'c', contextWindow: 32768 }] }, e: { baseUrl: 'http://10.0.0.6/v1', models: [] } } } }`,
    lost: ['models.providers.e.contextTokens'],
  },
  {
    id: 'models/context-cap-per-model',
    before: `{ models: { providers: { v: { baseUrl: 'http://10.0.0.5/v1', models: [{ id: 'a', contextWindow: 131072 }, { id: 'b', contextWindow: 8192 }, { id: 'c' }] } } }, agents: { defaults: { contextTokens: 32768 /* the card has no more */ } } }`,
    after: `{ models: { providers: { v: { baseUrl: 'http://10.0.0.5/v1', models: [{ id: 'a', contextWindow: 131072, contextTokens: 32768 /* the card has no more */ }, { id: 'b', contextWindow: 8192 }, { id: 'c', contextTokens: 32768 }] } } }, agents: { defaults: {} } }`,
  },
  {
    id: 'models/context-cap-per-model',
    before: '{ agents: { defaults: { contextTokens: 32768 } } }',
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.contextTokens'],
  },
  {
    id: 'models/agent-context-cap',
    from: '2026.7.1',
    before: `{ agents: { list: [{ id: 'a', contextTokens: 4096 }] } }`,
    after: `{ agents: { list: [{ id: 'a' }] } }`,
    lost: ['agents.list.0.contextTokens'],
  },
  {
    id: 'models/unused-compat',
    before: `{ models: { providers: { v: { models: [{ id: 'a', compat: { nativeWebSearchTool: true, supportsTools: false } }] } } } }`,
    after: `{ models: { providers: { v: { models: [{ id: 'a', compat: { supportsTools: false } }] } } } }`,
    lost: ['models.providers.v.models.0.compat.nativeWebSearchTool'],
  },
  {
    id: 'models/pricing',
    from: '2026.7.1',
    before: '{ models: { pricing: { enabled: false } } }',
    after: '{ models: {} }',
    lost: ['models.pricing'],
  },
  {
    id: 'memory/search-of-all-agents',
    before: '{ agents: { defaults: { memorySearch: { enabled: false /* no embeddings */ } } } }',
    after: '{ agents: { defaults: {} }, memory: { search: { enabled: false /* no embeddings */ } } }',
  },
  {
    id: 'memory/search-of-an-agent',
    before: `{ agents: { list: [{ id: 'a', memorySearch: { enabled: false } }] } }`,
    after: `{ agents: { list: [{ id: 'a', memory: { search: { enabled: false } } }] } }`,
  },
  {
    id: 'memory/qmd-engine',
    before: `{ memory: { backend: 'qmd', qmd: { paths: [{ name: 'notes', path: '/notes' }, { path: '/wiki', pattern: '*.md' }], sessions: { enabled: true } } } }`,
    after: `{ memory: { search: { extraPaths: ['/notes', { path: '/wiki', pattern: '*.md' }], experimental: { sessionMemory: true }, sources: ['memory', 'sessions'] } } }`,
    lost: ['memory.qmd', 'memory.backend'],
  },
  {
    id: 'memory/backend',
    before: `{ memory: { backend: 'builtin' } }`,
    after: '{ memory: {} }',
    lost: ['memory.backend'],
  },
  {
    id: 'memory/search-tuning',
    before:
      '{ agents: { defaults: { memorySearch: { chunking: { tokens: 400 }, sync: { onSearch: true }, query: { maxResults: 5, hybrid: { enabled: true } }, cache: { enabled: true, maxEntries: 9 } } } } }',
    after: '{ agents: { defaults: {} }, memory: { search: { query: { maxResults: 5 }, cache: { enabled: true } } } }',
    lost: [
      'agents.defaults.memorySearch.sync',
      'agents.defaults.memorySearch.chunking',
      'agents.defaults.memorySearch.query.hybrid',
      'agents.defaults.memorySearch.cache.maxEntries',
    ],
  },
  {
    id: 'agents/vnc-switch',
    before: '{ agents: { defaults: { sandbox: { browser: { enableNoVnc: true } } } } }',
    after: '{ agents: { defaults: { sandbox: { browser: { noVncEnabled: true } } } } }',
  },
  {
    id: 'agents/sandbox-env-not-portable',
    before: `{ agents: { defaults: { sandbox: { docker: { env: { 'A-B': 'x', OK: 'y' } } } } } }`,
    blocked: ['agents.defaults.sandbox.docker.env.A-B'],
  },
  {
    id: 'agents/sandbox-bind-sources',
    before: `{ agents: { defaults: { sandbox: { browser: { binds: ['data:/data', '/srv:/srv', 'C:\\\\x:/x'] } } } } }`,
    blocked: ['agents.defaults.sandbox.browser.binds.0'],
  },
  {
    id: 'agents/broadcast-of-unknown-agent',
    before: `{ broadcast: { '+1555': ['a', 'main'] } }`,
    blocked: ['broadcast.+1555.0'],
  },
  {
    id: 'agents/heartbeat-switches',
    before: `{ agents: { defaults: { heartbeat: { every: '30m', ackMaxChars: 9, includeReasoning: true } } } }`,
    after: `{ agents: { defaults: { heartbeat: { every: '30m' } } } }`,
    lost: ['agents.defaults.heartbeat.ackMaxChars', 'agents.defaults.heartbeat.includeReasoning'],
  },
  {
    id: 'agents/active-hours-that-are-no-times',
    before: `{ agents: { defaults: { heartbeat: { activeHours: { start: '24:00', end: '08:00' } } }, list: [{ id: 'a', heartbeat: { activeHours: { start: '08:00', end: '24:00' } } }] } }`,
    after: `{ agents: { defaults: { heartbeat: {} }, list: [{ id: 'a', heartbeat: { activeHours: { start: '08:00', end: '24:00' } } }] } }`,
    lost: ['agents.defaults.heartbeat.activeHours'],
    unsafe: true,
  },
  {
    id: 'agents/run-retries',
    from: '2026.7.1',
    before: '{ agents: { defaults: { runRetries: { base: 1 } } } }',
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.runRetries'],
  },
  {
    id: 'agents/visible-replies',
    from: '2026.7.1',
    before: `{ agents: { list: [{ id: 'a', groupChat: { visibleReplies: 'automatic' } }] } }`,
    after: `{ agents: { list: [{ id: 'a', groupChat: {} }] } }`,
    lost: ['agents.list.0.groupChat.visibleReplies'],
  },
  {
    id: 'agents/typing-mode',
    before: `{ session: { typingMode: 'never' } }`,
    after: `{ session: {}, agents: { defaults: { typingMode: 'never' } } }`,
  },
  {
    id: 'agents/typing-mode',
    before: `{ session: { typingMode: 'never' }, agents: { defaults: { typingMode: 'instant' } } }`,
    after: `{ session: {}, agents: { defaults: { typingMode: 'never' } } }`,
    lost: ['agents.defaults.typingMode'],
  },
  {
    id: 'agents/media-models',
    before: `{ agents: { defaults: { imageGenerationModel: { primary: 'x/y' }, videoGenerationModel: 'x/v', mediaModels: { video: 'x/w' } } } }`,
    after: `{ agents: { defaults: { mediaModels: { video: 'x/w', image: { primary: 'x/y' } } } } }`,
    lost: ['agents.defaults.videoGenerationModel'],
  },
  {
    id: 'agents/pdf-limit',
    before: '{ agents: { defaults: { pdfMaxBytesMb: 10 } } }',
    after: '{ agents: { defaults: { pdfMaxMb: 10 } } }',
  },
  {
    id: 'agents/prompt-overlays',
    before: `{ agents: { defaults: { promptOverlays: { gpt5: { personality: 'friendly' } } } } }`,
    after: `{ agents: { defaults: {} }, plugins: { entries: { openai: { config: { personality: 'friendly' } } } } }`,
  },
  {
    id: 'agents/prompt-envelope',
    before: `{ agents: { defaults: { timeFormat: '24', envelopeTimezone: 'utc' } } }`,
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.envelopeTimezone', 'agents.defaults.timeFormat'],
  },
  {
    id: 'agents/cli-backends',
    before: `{ agents: { defaults: { cliBackends: { x: { command: 'y' } } } } }`,
    after: '{ agents: { defaults: {} } }',
    lost: ['agents.defaults.cliBackends'],
    unsafe: true,
  },
  {
    id: 'agents/peer-kind',
    before: `{ bindings: [{ agentId: 'main', match: { channel: 'slack', peer: { kind: 'dm', id: 'U1' } } }] }`,
    after: `{ bindings: [{ agentId: 'main', match: { channel: 'slack', peer: { kind: 'direct', id: 'U1' } } }] }`,
  },
  {
    id: 'agents/chat-type',
    before: `{ session: { sendPolicy: { default: 'allow', rules: [{ action: 'deny', match: { chatType: 'dm' } }] } } }`,
    after: `{ session: { sendPolicy: { default: 'allow', rules: [{ action: 'deny', match: { chatType: 'direct' } }] } } }`,
  },
  {
    id: 'compaction/reserve',
    before: `{ agents: { defaults: { compaction: { reserveTokens: 4096, reserveTokensFloor: 4096, mode: 'safeguard' } } } }`,
    after: `{ agents: { defaults: { compaction: { mode: 'safeguard' } } } }`,
    lost: ['agents.defaults.compaction.reserveTokens', 'agents.defaults.compaction.reserveTokensFloor'],
  },
  {
    id: 'compaction/history-share',
    before: '{ agents: { defaults: { compaction: { maxHistoryShare: 0.5 } } } }',
    after: '{ agents: { defaults: { compaction: {} } } }',
    lost: ['agents.defaults.compaction.maxHistoryShare'],
  },
  {
    id: 'compaction/own-instructions',
    before: `{ agents: { defaults: { compaction: { customInstructions: 'x', memoryFlush: { enabled: true, prompt: 'y' } } } } }`,
    after: '{ agents: { defaults: { compaction: { memoryFlush: { enabled: true } } } } }',
    lost: ['agents.defaults.compaction.customInstructions', 'agents.defaults.compaction.memoryFlush.prompt'],
    unsafe: true,
  },
  {
    id: 'compaction/identifier-policy',
    before: `{ agents: { defaults: { compaction: { identifierPolicy: 'custom', identifierInstructions: 'keep' } } } }`,
    after: `{ agents: { defaults: { compaction: { identifierPolicy: 'strict' } } } }`,
    lost: ['agents.defaults.compaction.identifierInstructions'],
    unsafe: true,
  },
  {
    id: 'compaction/truncate-switch',
    before: `{ agents: { defaults: { compaction: { truncateAfterCompaction: false, maxActiveTranscriptBytes: '1mb' } } } }`,
    after: '{ agents: { defaults: { compaction: {} } } }',
    lost: ['agents.defaults.compaction.truncateAfterCompaction', 'agents.defaults.compaction.maxActiveTranscriptBytes'],
  },
  {
    id: 'compaction/truncate-switch',
    before: `{ agents: { defaults: { compaction: { truncateAfterCompaction: true, maxActiveTranscriptBytes: '1mb' } } } }`,
    after: `{ agents: { defaults: { compaction: { maxActiveTranscriptBytes: '1mb' } } } }`,
    lost: ['agents.defaults.compaction.truncateAfterCompaction'],
  },
  {
    id: 'compaction/pruning-limits',
    before: `{ agents: { defaults: { contextPruning: { mode: 'cache-ttl', keepLastAssistants: 3 } } } }`,
    after: `{ agents: { defaults: { contextPruning: { mode: 'cache-ttl' } } } }`,
    lost: ['agents.defaults.contextPruning.keepLastAssistants'],
  },
  {
    id: 'compaction/context-limits',
    before: '{ agents: { defaults: { contextLimits: { toolResultMaxChars: 9, memoryGetMaxChars: 9 } } } }',
    after: '{ agents: { defaults: { contextLimits: { memoryGetMaxChars: 9 } } } }',
    lost: ['agents.defaults.contextLimits.toolResultMaxChars'],
  },
  {
    id: 'tools/exec-timeout',
    before: `{ tools: { exec: { timeoutSec: 60 /* builds */ } }, agents: { list: [{ id: 'a', tools: { exec: { timeoutSec: 5 } } }] } }`,
    after: `{ tools: { exec: { timeoutSeconds: 60 /* builds */ } }, agents: { list: [{ id: 'a', tools: { exec: { timeoutSeconds: 5 } } }] } }`,
  },
  {
    id: 'tools/loop-detection',
    before: '{ tools: { loopDetection: { enabled: true, warningThreshold: 5, detectors: { pingPong: true } } } }',
    after: '{ tools: { loopDetection: { enabled: true } } }',
    lost: ['tools.loopDetection.warningThreshold', 'tools.loopDetection.detectors'],
  },
  {
    id: 'tools/cross-context',
    before: '{ tools: { message: { allowCrossContextSend: true } } }',
    after: '{ tools: { message: { crossContext: { allowWithinProvider: true, allowAcrossProviders: true } } } }',
  },
  {
    id: 'tools/cross-context',
    before: '{ tools: { message: { allowCrossContextSend: false } } }',
    after: '{ tools: { message: {} } }',
    lost: ['tools.message.allowCrossContextSend'],
  },
  {
    id: 'tools/plan-tool',
    before: '{ tools: { experimental: { planTool: true } } }',
    after: '{ tools: { updatePlan: true } }',
  },
  {
    id: 'tools/experimental',
    before: '{ tools: { experimental: {} } }',
    after: '{ tools: {} }',
  },
  {
    id: 'tools/tool-names',
    before: `{ tools: { allow: ['read', 'image'], sandbox: { tools: { deny: ['image', 'view_image'] } } } }`,
    after: `{ tools: { allow: ['read', 'view_image'], sandbox: { tools: { deny: ['image', 'view_image'] } } } }`,
  },
  {
    id: 'tools/x-search',
    before: `{ tools: { web: { x_search: { model: 'grok-4', enabled: true } } } }`,
    after: `{ tools: { web: {} }, plugins: { entries: { xai: { config: { xSearch: { model: 'grok-4', enabled: true } } } } } }`,
  },
  {
    id: 'tools/firecrawl',
    before: `{ tools: { web: { fetch: { firecrawl: { apiKey: '\${FIRECRAWL_API_KEY}', enabled: true } } } } }`,
    after: `{ tools: { web: { fetch: {} } }, plugins: { entries: { firecrawl: { config: { webFetch: { apiKey: '\${FIRECRAWL_API_KEY}' } } } } } }`,
    lost: ['tools.web.fetch.firecrawl.enabled'],
  },
  {
    id: 'media/audio-transcription',
    before: `{ audio: { transcription: { command: ['whisper', '--file', '{input}'], timeoutSeconds: 30 } } }`,
    after: `{ tools: { media: { models: [{ type: 'cli', command: 'whisper', args: ['--file', '{{AttachmentPath}}'], timeoutSeconds: 30, capabilities: ['audio'] }], audio: { enabled: true } } } }`,
  },
  {
    id: 'media/deepgram-options',
    before: '{ tools: { media: { audio: { deepgram: { detectLanguage: true, smartFormat: false } } } } }',
    after:
      '{ tools: { media: { audio: { providerOptions: { deepgram: { detect_language: true, smart_format: false } } } } } }',
  },
  {
    id: 'media/one-model-list',
    before: `{
  tools: { media: { audio: {
    enabled: true,
    models: [
      { provider: 'deepgram', model: 'nova' }, // best so far
    ],
  } } },
}`,
    after: `{
  tools: { media: { audio: {
    enabled: true,
  }, models: [
    { provider: 'deepgram', model: 'nova', capabilities: ['audio'] }, // best so far
  ] } },
}`,
  },
  {
    id: 'media/one-model-list',
    before: `{ tools: { media: { image: { models: [{ provider: 'p', model: 'i' }] }, audio: { models: [{ provider: 'p', model: 'w', capabilities: ['image'] }, { provider: 'p', model: 'a' }] }, video: { models: [] }, models: [{ provider: 'p', model: 's' }] } } }`,
    after: `{ tools: { media: { image: {}, audio: {}, video: {}, models: [{ provider: 'p', model: 'i', capabilities: ['image'] }, { provider: 'p', model: 'a', capabilities: ['audio'] }, { provider: 'p', model: 's' }] } } }`,
    lost: ['tools.media.audio.models.0'],
  },
  {
    id: 'media/async-completion',
    before: '{ tools: { media: { asyncCompletion: { directSend: true } } } }',
    after: '{ tools: { media: {} } }',
    lost: ['tools.media.asyncCompletion'],
  },
  {
    id: 'media/echo-of-images',
    before: '{ tools: { media: { image: { echoTranscript: true }, audio: { echoTranscript: true } } } }',
    after: '{ tools: { media: { image: {}, audio: { echoTranscript: true } } } }',
    lost: ['tools.media.image.echoTranscript'],
  },
  {
    id: 'gateway/port-range',
    before: '{ gateway: { port: 70000 } }',
    after: '{ gateway: {} }',
    lost: ['gateway.port'],
    unsafe: true,
  },
  {
    id: 'gateway/control-ui-insecure-auth',
    before: '{ gateway: { controlUi: { allowInsecureAuth: true, enabled: true } } }',
    after: '{ gateway: { controlUi: { enabled: true } } }',
    lost: ['gateway.controlUi.allowInsecureAuth'],
  },
  {
    id: 'gateway/control-ui-width',
    from: '2026.7.1',
    before: `{ gateway: { controlUi: { chatMessageMaxWidth: '80ch' } } }`,
    after: '{ gateway: { controlUi: {} } }',
    lost: ['gateway.controlUi.chatMessageMaxWidth'],
  },
  {
    id: 'gateway/tailscale-reset',
    before: `{ gateway: { tailscale: { mode: 'off', resetOnExit: false } } }`,
    after: `{ gateway: { tailscale: { mode: 'off' } } }`,
    lost: ['gateway.tailscale.resetOnExit'],
  },
  {
    id: 'gateway/tailscale-service',
    from: '2026.7.1',
    before: `{ gateway: { tailscale: { mode: 'serve', serviceName: 'svc:claw' } } }`,
    after: `{ gateway: { tailscale: { mode: 'off' } } }`,
    lost: ['gateway.tailscale.serviceName'],
    unsafe: true,
  },
  {
    id: 'gateway/reload-mode',
    before: `{ gateway: { reload: { mode: 'hot' } } }`,
    after: `{ gateway: { reload: { mode: 'hybrid' } } }`,
  },
  {
    id: 'gateway/timings',
    before: '{ gateway: { reload: { debounceMs: 5 }, channelHealthCheckMinutes: 5 } }',
    after: '{ gateway: { reload: {} } }',
    lost: ['gateway.reload.debounceMs', 'gateway.channelHealthCheckMinutes'],
  },
  {
    id: 'gateway/body-limits',
    before: '{ gateway: { http: { endpoints: { chatCompletions: { enabled: true, maxBodyBytes: 5 } } } } }',
    after: '{ gateway: { http: { endpoints: { chatCompletions: { enabled: true } } } } }',
    lost: ['gateway.http.endpoints.chatCompletions.maxBodyBytes'],
  },
  {
    id: 'gateway/node-commands',
    before: `{ gateway: { nodes: { denyCommands: ['camera.snap'], allowCommands: ['x'] } } }`,
    after: `{ gateway: { nodes: { commands: { allow: ['x'], deny: ['camera.snap'] } } } }`,
  },
  {
    id: 'gateway/node-skills',
    from: '2026.7.1',
    before: '{ gateway: { nodes: { skills: { enabled: false } } } }',
    after: '{ gateway: { nodes: { allowSkills: false } } }',
  },
  {
    id: 'gateway/remote-switch',
    from: '2026.7.1',
    before: `{ gateway: { remote: { url: 'wss://h.example', enabled: true } } }`,
    after: `{ gateway: { remote: { url: 'wss://h.example' } } }`,
    lost: ['gateway.remote.enabled'],
  },
  {
    id: 'env/vars',
    before: `{
  env: {
    shellEnv: { enabled: true },
    // the local card
    VLLM_API_KEY: "not-a-key",
  },
}`,
    after: `{
  env: {
    shellEnv: { enabled: true },
    vars: {
      // the local card
      VLLM_API_KEY: "not-a-key",
    },
  },
}`,
  },
  {
    id: 'env/vars',
    before: `{ env: { A: 'x', vars: { A: 'y', B: 'z' } } }`,
    after: `{ env: { vars: { A: 'y', B: 'z' } } }`,
    lost: ['env.A'],
  },
  {
    id: 'env/secret-resolution',
    before: '{ secrets: { resolution: { maxProviderConcurrency: 2 } } }',
    after: '{ secrets: {} }',
    lost: ['secrets.resolution'],
  },
  {
    id: 'env/secret-provider-paths',
    before: `{ secrets: { providers: { a: { source: 'exec', command: '/bin/echo', allowInsecurePath: true } } } }`,
    after: `{ secrets: { providers: { a: { source: 'exec', command: '/bin/echo' } } } }`,
    lost: ['secrets.providers.a.allowInsecurePath'],
    unsafe: true,
  },
  {
    id: 'auth/cooldowns',
    before: '{ auth: { cooldowns: { billingBackoffHours: 1 } } }',
    after: '{ auth: {} }',
    lost: ['auth.cooldowns'],
  },
  {
    id: 'auth/secret-source',
    before: `{ secrets: { providers: { a: { source: 'env' } } }, models: { providers: { v: { baseUrl: 'http://10.0.0.5/v1', apiKey: { source: 'file', provider: 'a', id: '/k' }, models: [] } } } }`,
    blocked: ['models.providers.v.apiKey'],
  },
  {
    id: 'meta/last-touched-at',
    before: `{
  "meta": {
    "lastTouchedVersion": "2026.4.22",
    "lastTouchedAt": "2026-04-23T00:00:00.000Z"
  }
}`,
    after: `{
  "meta": {
    "lastTouchedVersion": "2026.4.22"
  }
}`,
    lost: ['meta.lastTouchedAt'],
  },
  {
    id: 'commands/models-write',
    before: '{ commands: { modelsWrite: true } }',
    after: '{ commands: {} }',
    lost: ['commands.modelsWrite'],
  },
  {
    id: 'commands/owner-display',
    before: `{ commands: { ownerDisplay: 'raw', native: 'auto' } }`,
    after: `{ commands: { native: 'auto' } }`,
    lost: ['commands.ownerDisplay'],
  },
  {
    id: 'commands/access-groups',
    before: '{ commands: { useAccessGroups: false } }',
    after: '{ commands: {} }',
    lost: ['commands.useAccessGroups'],
    unsafe: true,
  },
  {
    id: 'session/idle-minutes',
    before: '{ session: { idleMinutes: 60 } }',
    after: '{ session: { reset: { mode: "idle", idleMinutes: 60 } } }',
  },
  {
    id: 'session/idle-minutes',
    before: `{ session: { idleMinutes: 60, reset: { mode: 'daily' } } }`,
    after: `{ session: { reset: { mode: 'daily', idleMinutes: 60 } } }`,
  },
  {
    id: 'session/prune-after',
    before: '{ session: { maintenance: { pruneDays: 7 } } }',
    after: '{ session: { maintenance: { pruneAfter: 7 } } }',
  },
  {
    id: 'session/rotate-bytes',
    before: `{ session: { maintenance: { rotateBytes: '10mb' } } }`,
    after: '{ session: { maintenance: {} } }',
    lost: ['session.maintenance.rotateBytes'],
  },
  {
    id: 'session/reset-of-direct-chats',
    before: `{ session: { resetByType: { dm: { mode: 'idle', idleMinutes: 5 } } } }`,
    after: `{ session: { resetByType: { direct: { mode: 'idle', idleMinutes: 5 } } } }`,
  },
  {
    id: 'session/timings',
    before: '{ session: { typingIntervalSeconds: 5, agentToAgent: { maxPingPongTurns: 3 } } }',
    after: '{ session: {} }',
    lost: ['session.typingIntervalSeconds', 'session.agentToAgent'],
  },
  {
    id: 'session/thread-spawn',
    before:
      '{ channels: { discord: { threadBindings: { spawnSubagentSessions: true, spawnAcpSessions: false } }, telegram: { threadBindings: { spawnAcpSessions: true } } } }',
    after:
      '{ channels: { discord: { threadBindings: { spawnSessions: false } }, telegram: { threadBindings: { spawnSessions: true } } } }',
    lost: ['channels.discord.threadBindings.spawnSubagentSessions'],
  },
  {
    id: 'voice/tts-at-the-root',
    before: `{ messages: { tts: { auto: 'always' /* car */ } } }`,
    after: `{ messages: {}, tts: { auto: 'always' /* car */ } }`,
  },
  {
    id: 'voice/persona-prompts',
    from: '2026.7.1',
    before: `{ messages: { tts: { personas: { p: { label: 'x', prompt: { style: 'y' } } } } } }`,
    after: `{ messages: {}, tts: { personas: { p: { label: 'x' } } } }`,
    lost: ['messages.tts.personas.p.prompt'],
    unsafe: true,
  },
  {
    id: 'voice/preferences-file',
    before: `{ messages: { tts: { prefsPath: '/x', auto: 'off' } } }`,
    after: `{ messages: {}, tts: { auto: 'off' } }`,
    lost: ['messages.tts.prefsPath'],
  },
  {
    id: 'voice/edge-is-microsoft',
    before: `{ messages: { tts: { provider: 'edge' } } }`,
    after: `{ messages: {}, tts: { provider: 'microsoft' } }`,
  },
  {
    id: 'voice/speaker',
    before: `{ messages: { tts: { providers: { elevenlabs: { voiceId: 'x' }, openai: { voice: 'alloy' } } } } }`,
    after: `{ messages: {}, tts: { providers: { elevenlabs: { speakerVoiceId: 'x' }, openai: { speakerVoice: 'alloy' } } } }`,
  },
  {
    id: 'voice/realtime-speaker',
    from: '2026.7.1',
    before: `{ talk: { realtime: { voice: 'alloy' } } }`,
    after: `{ talk: { realtime: { speakerVoice: 'alloy' } } }`,
  },
  {
    id: 'messages/built-in-behaviour',
    before:
      '{ messages: { queue: { debounceMs: 5 }, removeAckAfterReply: true, statusReactions: { enabled: true, timing: {} } } }',
    after: '{ messages: { queue: {}, statusReactions: { enabled: true } } }',
    lost: ['messages.queue.debounceMs', 'messages.removeAckAfterReply'],
  },
  {
    id: 'messages/whatsapp-prefix',
    before: `{ messages: { messagePrefix: '[x]' }, channels: { whatsapp: {} } }`,
    after: `{ messages: {}, channels: { whatsapp: { responsePrefix: '[x]' } } }`,
  },
  {
    id: 'messages/whatsapp-prefix',
    before: `{ messages: { messagePrefix: '[x]' } }`,
    after: '{ messages: {} }',
    lost: ['messages.messagePrefix'],
  },
  {
    id: 'messages/attachments',
    before: '{ media: { ttlHours: 24 } }',
    after: '{ attachments: { ttlHours: 24 } }',
  },
  {
    id: 'messages/attachment-names',
    before: '{ media: { preserveFilenames: true } }',
    after: '{ attachments: {} }',
    lost: ['media.preserveFilenames'],
  },
  {
    id: 'channels/heartbeat-never-read',
    before: `{ channels: { feishu: { heartbeat: { visibility: 'visible' } } } }`,
    after: '{ channels: { feishu: {} } }',
    lost: ['channels.feishu.heartbeat'],
  },
  {
    id: 'channels/heartbeat-visibility',
    before:
      '{ channels: { defaults: { heartbeat: { showOk: true } }, telegram: { accounts: { x: { heartbeat: { showAlerts: false } } } } } }',
    after:
      '{ channels: { defaults: { heartbeatVisibility: { showOk: true } }, telegram: { accounts: { x: { heartbeatVisibility: { showAlerts: false } } } } } }',
  },
  {
    id: 'channels/direct-messages',
    before: `{ channels: { discord: { dm: { policy: 'allowlist', allowFrom: ['1'], enabled: true } }, slack: { dmPolicy: 'open', dm: { policy: 'pairing' } } } }`,
    after: `{ channels: { discord: { dm: { enabled: true }, dmPolicy: 'allowlist', allowFrom: ['1'] }, slack: { dmPolicy: 'open', dm: {} } } }`,
    lost: ['channels.slack.dm.policy'],
  },
  {
    id: 'channels/slack-reply-mode',
    before: `{ channels: { slack: { dm: { replyToMode: 'all' } } } }`,
    after: `{ channels: { slack: { dm: {}, replyToModeByChatType: { direct: 'all' } } } }`,
  },
  {
    id: 'channels/slack-thread-mentions',
    before: '{ channels: { slack: { thread: { requireExplicitMention: true } } } }',
    after: '{ channels: { slack: { thread: {}, implicitMentions: { threadParticipation: false } } } }',
  },
  {
    id: 'channels/slack-capabilities',
    before: `{ channels: { slack: { capabilities: { interactiveReplies: true }, accounts: { x: { capabilities: ['threads'] } } } } }`,
    after: `{ channels: { slack: { accounts: { x: { capabilities: ['threads'] } } } } }`,
    lost: ['channels.slack.capabilities'],
  },
  {
    id: 'channels/tuning',
    before: `{ channels: { telegram: { retry: { attempts: 3 }, groups: { '-1': { errorCooldownMs: 5, topics: { '2': { errorCooldownMs: 5 } } } } }, discord: { eventQueue: {}, ui: { components: { accentColor: '#fff' } } } } }`,
    after: `{ channels: { telegram: { groups: { '-1': { topics: { '2': {} } } } }, discord: {} } }`,
    lost: [
      'channels.telegram.retry',
      'channels.telegram.groups.-1.errorCooldownMs',
      'channels.telegram.groups.-1.topics.2.errorCooldownMs',
      'channels.discord.ui',
    ],
  },
  {
    id: 'channels/irc-mentions',
    before: `{ channels: { irc: { mentionPatterns: ['x'] } } }`,
    after: '{ channels: { irc: {} } }',
    lost: ['channels.irc.mentionPatterns'],
  },
  {
    id: 'channels/whatsapp-ack',
    before: `{ channels: { whatsapp: { ackReaction: { emoji: '👀', direct: true, group: 'always' } } } }`,
    after: `{ channels: { whatsapp: {} }, messages: { ackReactionScope: 'all', ackReaction: '👀' } }`,
    unsafe: true,
  },
  {
    id: 'channels/whatsapp-ack',
    before: `{ messages: { ackReaction: '✅' }, channels: { whatsapp: { ackReaction: { emoji: '👀' } } } }`,
    after: `{ messages: { ackReaction: '✅' }, channels: { whatsapp: {} } }`,
    lost: ['channels.whatsapp.ackReaction'],
    unsafe: true,
  },
  {
    id: 'channels/whatsapp-error-text',
    from: '2026.7.1',
    before: '{ channels: { whatsapp: { exposeErrorText: true } } }',
    after: '{ channels: { whatsapp: {} } }',
    lost: ['channels.whatsapp.exposeErrorText'],
  },
  {
    id: 'channels/whatsapp-debounce',
    before:
      '{ channels: { whatsapp: { debounceMs: 500, accounts: { a: { debounceMs: 500 }, b: { debounceMs: 9 } } } } }',
    after:
      '{ channels: { whatsapp: { accounts: { a: {}, b: {} } } }, messages: { inbound: { byChannel: { whatsapp: 500 } } } }',
    lost: ['channels.whatsapp.accounts.b.debounceMs'],
  },
  {
    id: 'channels/whatsapp-prefix',
    before: `{ channels: { whatsapp: { messagePrefix: '[x]' } } }`,
    after: `{ channels: { whatsapp: { responsePrefix: '[x]' } } }`,
  },
  {
    id: 'channels/feishu-base',
    from: '2026.7.1',
    before: '{ channels: { feishu: { tools: { base: true } } } }',
    after: '{ channels: { feishu: { tools: { bitable: true } } } }',
  },
  {
    id: 'channels/google-chat-account',
    before: `{ channels: { googlechat: { serviceAccountRef: { source: 'env', provider: 'default', id: 'A' } } } }`,
    after: `{ channels: { googlechat: { serviceAccount: { source: 'env', provider: 'default', id: 'A' } } } }`,
  },
  {
    id: 'channels/google-chat-account',
    before: `{ channels: { googlechat: { serviceAccount: 'old', serviceAccountRef: { source: 'env', provider: 'default', id: 'A' } } } }`,
    after: `{ channels: { googlechat: { serviceAccount: { source: 'env', provider: 'default', id: 'A' } } } }`,
    lost: ['channels.googlechat.serviceAccount'],
  },
  {
    id: 'channels/feishu-group-policy',
    before: `{ channels: { feishu: { groupPolicy: 'everyone' } } }`,
    blocked: ['channels.feishu.groupPolicy'],
  },
  {
    id: 'channels/signal-transport',
    before: `{ channels: { signal: { account: '+15550001', cliPath: '/opt/signal-cli', httpPort: 8090 } } }`,
    after: `{ channels: { signal: { account: '+15550001', transport: { kind: 'managed-native', cliPath: '/opt/signal-cli', httpPort: 8090 } } } }`,
  },
  {
    id: 'channels/signal-transport',
    before: `{ channels: { signal: { account: '+15550001', httpUrl: 'http://127.0.0.1:8080', accounts: { b: { account: '+15550002', autoStart: false, httpPort: 9 } } } } }`,
    after: `{ channels: { signal: { account: '+15550001', accounts: { b: { account: '+15550002', transport: { kind: 'external-native', url: 'http://127.0.0.1:8080' } } }, transport: { kind: 'external-native', url: 'http://127.0.0.1:8080' } } } }`,
    unsafe: true,
  },
  {
    id: 'channels/qqbot-plugin',
    before: `{ channels: { qqbot: { appId: 'a' } } }`,
    after: `{ channels: { qqbot: { appId: 'a' } }, plugins: { entries: { qqbot: { enabled: true } } } }`,
  },
  {
    id: 'channels/mattermost-streaming',
    from: '2026.7.1',
    before: `{ channels: { mattermost: { streaming: 'progress', blockStreaming: true } } }`,
    after: `{ channels: { mattermost: { streaming: { mode: 'progress', block: { enabled: true } } } } }`,
  },
  {
    id: 'channels/feishu-streaming',
    before: '{ channels: { feishu: { streaming: false, blockStreamingCoalesce: { enabled: true } } } }',
    after: '{ channels: { feishu: { streaming: { mode: "off" } } } }',
    lost: ['channels.feishu.blockStreamingCoalesce'],
  },
  {
    id: 'channels/matrix-streaming',
    before: `{ channels: { matrix: { streaming: 'quiet', chunkMode: 'newline' } } }`,
    after: `{ channels: { matrix: { streaming: { mode: 'quiet', chunkMode: 'newline' } } } }`,
  },
  {
    id: 'channels/googlechat-streaming',
    before: '{ channels: { googlechat: { blockStreaming: true } } }',
    after: '{ channels: { googlechat: { streaming: { block: { enabled: true } } } } }',
  },
  {
    id: 'channels/imessage-streaming',
    before: `{ channels: { imessage: { chunkMode: 'length' } } }`,
    after: `{ channels: { imessage: { streaming: { chunkMode: 'length' } } } }`,
  },
  {
    id: 'channels/irc-streaming',
    before: '{ channels: { irc: { blockStreaming: false } } }',
    after: '{ channels: { irc: { streaming: { block: { enabled: false } } } } }',
  },
  {
    id: 'channels/msteams-streaming',
    before: '{ channels: { msteams: { blockStreaming: true } } }',
    after: '{ channels: { msteams: { streaming: { block: { enabled: true } } } } }',
  },
  {
    id: 'channels/nextcloud-talk-streaming',
    before: `{ channels: { 'nextcloud-talk': { chunkMode: 'newline' } } }`,
    after: `{ channels: { 'nextcloud-talk': { streaming: { chunkMode: 'newline' } } } }`,
  },
  {
    id: 'channels/signal-streaming',
    before: '{ channels: { signal: { blockStreamingCoalesce: { minChars: 5 } } } }',
    after: '{ channels: { signal: { streaming: { block: { coalesce: { minChars: 5 } } } } } }',
  },
  {
    id: 'channels/whatsapp-streaming',
    before: '{ channels: { whatsapp: { accounts: { a: { blockStreaming: true } } } } }',
    after: '{ channels: { whatsapp: { accounts: { a: { streaming: { block: { enabled: true } } } } } } }',
  },
  {
    id: 'plugins/installs',
    before: `{ plugins: { installs: { x: { source: 'npm' } } } }`,
    after: '{ plugins: {} }',
    lost: ['plugins.installs'],
  },
  {
    id: 'plugins/bundled-discovery',
    from: '2026.7.1',
    before: `{ plugins: { bundledDiscovery: 'compat' } }`,
    after: '{ plugins: {} }',
    lost: ['plugins.bundledDiscovery'],
  },
  {
    id: 'plugins/active-memory-qmd',
    before: `{ plugins: { entries: { 'active-memory': { config: { qmd: { searchMode: 'search' } } } } } }`,
    after: `{ plugins: { entries: { 'active-memory': { config: {} } } } }`,
    lost: ['plugins.entries.active-memory.config.qmd'],
  },
  {
    id: 'plugins/task-models',
    before: `{ plugins: { entries: { 'llm-task': { config: { allowedModels: ['v/a'] } } } } }`,
    after: `{ plugins: { entries: { 'llm-task': { config: {}, llm: { allowedCompletionModels: ['v/a'] } } } } }`,
  },
  {
    id: 'plugins/task-models',
    before: `{ plugins: { entries: { 'llm-task': { config: { allowedModels: ['*'] } } } } }`,
    after: `{ plugins: { entries: { 'llm-task': { config: {} } } } }`,
    lost: ['plugins.entries.llm-task.config.allowedModels'],
    unsafe: true,
  },
  {
    id: 'plugins/canvas-switch',
    before: '{ canvasHost: { enabled: false, port: 18793 } }',
    after: '{ plugins: { entries: { canvas: { config: { host: { enabled: false } } } } } }',
    lost: ['canvasHost'],
  },
  {
    id: 'plugins/canvas-host',
    before: '{ canvasHost: { port: 18793 } }',
    after: '{}',
    lost: ['canvasHost'],
  },
  {
    id: 'browser/allowed-hostnames',
    before: `{ browser: { ssrfPolicy: { hostnameAllowlist: ['a.example', 'b.example'], allowedHostnames: ['b.example'] } } }`,
    after: `{ browser: { ssrfPolicy: { allowedHostnames: ['b.example', 'a.example'] } } }`,
  },
  {
    id: 'browser/tuning',
    before: `{ browser: { color: '#FF4500', profiles: { a: { cdpPort: 9222, color: '#00AA00' } } } }`,
    after: '{ browser: { profiles: { a: { cdpPort: 9222 } } } }',
    lost: ['browser.color', 'browser.profiles.a.color'],
  },
  {
    id: 'mcp/enabled',
    before: `{ mcp: { servers: { a: { command: 'x', disabled: true }, b: { command: 'x', disabled: true, enabled: true } } } }`,
    after: `{ mcp: { servers: { a: { command: 'x', enabled: false }, b: { command: 'x', enabled: true } } } }`,
    lost: ['mcp.servers.b.disabled'],
  },
  {
    id: 'mcp/timeouts',
    before: `{ mcp: { servers: { a: { command: 'x', timeout: 2.5, connectTimeout: 1, connect_timeout: 2 } } } }`,
    after: `{ mcp: { servers: { a: { command: 'x', connectionTimeoutMs: 1000, requestTimeoutMs: 2500 } } } }`,
    lost: ['mcp.servers.a.connect_timeout'],
  },
  {
    id: 'mcp/names',
    before: `{ mcp: { servers: { a: { command: 'x', workingDirectory: '/srv', ssl_verify: false, codex: { default_tools_approval_mode: 'auto' } } } } }`,
    after: `{ mcp: { servers: { a: { command: 'x', cwd: '/srv', sslVerify: false, codex: { defaultToolsApprovalMode: 'auto' } } } } }`,
  },
  {
    id: 'system/cron-settings',
    before: `{ cron: { enabled: true, maxConcurrentRuns: 2, store: '/x' } }`,
    after: '{ cron: { enabled: true } }',
    lost: ['cron.store', 'cron.maxConcurrentRuns'],
  },
  {
    id: 'system/cron-failures',
    before: `{ cron: { failureDestination: { channel: 'telegram', to: '1' }, failureAlert: { to: '2' } } }`,
    after: `{ cron: { failureAlert: { to: '2', channel: 'telegram' } } }`,
    lost: ['cron.failureDestination.to'],
  },
  {
    id: 'system/hook-handlers',
    before: `{ hooks: { internal: { enabled: true, handlers: [{ event: 'x', module: './y.js' }] } } }`,
    after: '{ hooks: { internal: {} } }',
    lost: ['hooks.internal.handlers', 'hooks.internal.enabled'],
    unsafe: true,
  },
  {
    id: 'system/hook-settings',
    before: '{ hooks: { maxBodyBytes: 1 } }',
    after: '{ hooks: {} }',
    lost: ['hooks.maxBodyBytes'],
  },
  {
    id: 'system/telemetry-over-grpc',
    before: `{ diagnostics: { otel: { enabled: true, protocol: 'grpc' } } }`,
    after: '{ diagnostics: { otel: { enabled: false } } }',
    lost: ['diagnostics.otel.protocol'],
  },
  {
    id: 'system/telemetry-content',
    from: '2026.7.1',
    before: '{ diagnostics: { otel: { captureContent: { enabled: true, systemPrompt: false } } } }',
    after: '{ diagnostics: { otel: { captureContent: true } } }',
    lost: ['diagnostics.otel.captureContent.systemPrompt'],
    unsafe: true,
  },
  {
    id: 'system/diagnostics-settings',
    before: `{ diagnostics: { stuckSessionWarnMs: 1, cacheTrace: { enabled: true, filePath: '/x' } } }`,
    after: '{ diagnostics: { cacheTrace: { enabled: true } } }',
    lost: ['diagnostics.stuckSessionWarnMs', 'diagnostics.cacheTrace.filePath'],
  },
  {
    id: 'system/log-redaction',
    before: `{ logging: { redactSensitive: 'tools', level: 'info' } }`,
    after: `{ logging: { level: 'info' } }`,
    lost: ['logging.redactSensitive'],
  },
  {
    id: 'system/log-style',
    before: `{ logging: { consoleStyle: 'compact' } }`,
    after: `{ logging: { consoleStyle: 'pretty' } }`,
  },
  {
    id: 'system/audit',
    from: '2026.7.1',
    before: '{ audit: { enabled: true } }',
    after: '{ logging: { audit: { enabled: true } } }',
  },
  {
    id: 'system/web-section',
    before: '{ web: { enabled: false, heartbeatSeconds: 5 }, channels: { whatsapp: {} } }',
    after: '{ channels: { whatsapp: { enabled: false } } }',
    lost: ['web'],
  },
  {
    id: 'system/web-section',
    before: '{ web: { enabled: true } }',
    after: '{}',
    lost: ['web'],
  },
  {
    id: 'system/wide-area',
    before: `{ discovery: { wideArea: { enabled: false, domain: 'a.example' } } }`,
    after: '{ discovery: { wideArea: {} } }',
    lost: ['discovery.wideArea.enabled', 'discovery.wideArea.domain'],
  },
  {
    id: 'system/skill-workshop',
    from: '2026.7.1',
    before: '{ skills: { workshop: { autonomous: { enabled: true } } } }',
    after: '{ skills: { workshop: { autonomous: { mode: "propose" } } } }',
  },
  {
    id: 'system/skill-watcher',
    before: '{ skills: { load: { watch: true, watchDebounceMs: 100 } } }',
    after: '{ skills: { load: { watch: true } } }',
    lost: ['skills.load.watchDebounceMs'],
  },
  {
    id: 'system/acp-settings',
    before: '{ acp: { maxConcurrentSessions: 2, stream: { maxChunkChars: 9 } } }',
    after: '{ acp: { stream: {} } }',
    lost: ['acp.stream.maxChunkChars', 'acp.maxConcurrentSessions'],
  },
  {
    id: 'system/update-timing',
    before: '{ update: { auto: { enabled: true, stableDelayHours: 5 } } }',
    after: '{ update: { auto: { enabled: true } } }',
    lost: ['update.auto.stableDelayHours'],
  },
  {
    id: 'system/assistant-identity',
    before: `{ ui: { assistant: { name: 'x' } } }`,
    after: '{ ui: {} }',
    lost: ['ui.assistant'],
  },
  {
    id: 'system/ui-preferences',
    from: '2026.8.2',
    before: '{ ui: { prefs: { textScale: 110 } } }',
    after: '{ ui: { prefs: {} } }',
    lost: ['ui.prefs.textScale'],
  },
  {
    id: 'system/retired-sections',
    before: `{ cli: { banner: { taglineMode: 'off' } } }`,
    after: '{}',
    lost: ['cli'],
  },
  {
    id: 'agents/list-ids',
    before: `{ agents: { list: [{ id: 'Main', default: true }, { id: 'my Agent' }, { id: 'main' }] } }`,
    after: `{ agents: { list: [{ id: 'main', default: true }, { id: 'my-agent' }, { id: 'main-2' }] } }`,
  },
  {
    id: 'agents/one-default',
    before: `{ agents: { list: [{ id: 'a', default: true }, { id: 'b', default: true }] } }`,
    after: `{ agents: { list: [{ id: 'a', default: true }, { id: 'b' }] } }`,
    lost: ['agents.list.1.default'],
  },
  {
    id: 'agents/default-marker',
    before: `{
  agents: {
    list: [
      { id: 'a' }, // the house
      { id: 'b' },
    ],
  },
}`,
    after: `{
  agents: {
    list: [
      { id: 'a', default: true }, // the house
      { id: 'b' },
    ],
  },
}`,
  },
  {
    id: 'tools/code-mode-executor',
    from: '2026.9.1',
    before: `{ tools: { codeMode: { enabled: true, runtime: 'quickjs-wasi' } } }`,
    after: `{ tools: { codeMode: { enabled: true, executor: 'quickjs' } } }`,
  },
  {
    id: 'tools/code-mode-languages',
    from: '2026.9.1',
    before: `{ tools: { codeMode: { languages: ['javascript'] } } }`,
    after: '{ tools: { codeMode: {} } }',
    lost: ['tools.codeMode.languages'],
  },
  {
    id: 'gateway/tool-titles',
    from: '2026.9.1',
    before: '{ gateway: { controlUi: { toolTitles: true } } }',
    after: '{ gateway: { controlUi: {} } }',
    lost: ['gateway.controlUi.toolTitles'],
  },
  {
    id: 'meta/lean-marker',
    from: '2026.9.1',
    before: `{ wizard: { localModelLeanAutoModel: 'v/a' } }`,
    after: '{ wizard: {} }',
    lost: ['wizard.localModelLeanAutoModel'],
  },
  {
    id: 'messages/tool-errors',
    from: '2026.9.1',
    before: '{ messages: { suppressToolErrors: true } }',
    after: '{ messages: {} }',
    lost: ['messages.suppressToolErrors'],
  },
  {
    id: 'channels/feishu-domain',
    from: '2026.9.1',
    before: `{ channels: { feishu: { domain: 'http://feishu.example' } } }`,
    blocked: ['channels.feishu.domain'],
  },
  {
    id: 'plugins/copilot-discovery',
    before: `{ plugins: { entries: { 'github-copilot': { config: { discovery: { enabled: false } } } } } }`,
    after: `{ plugins: { entries: { 'github-copilot': { config: {} } } } }`,
    lost: ['plugins.entries.github-copilot.config.discovery'],
  },
  {
    id: 'system/skill-links',
    from: '2026.9.1',
    before: '{ skills: { workshop: { allowSymlinkTargetWrites: true } } }',
    after: '{ skills: { workshop: {} } }',
    lost: ['skills.workshop.allowSymlinkTargetWrites'],
  },
];
