import type { Cause } from './types.js';

/** Why things fail, once each: symptoms name these. A test keeps the rule ids true. */
export const causes = {
  answerTooLarge: {
    why: 'maxTokens asks for more than the window has left beside the prompt',
    rule: 'context/no-room-for-answer',
    fix: 'lower models.providers.<id>.models[].maxTokens, or serve a larger --max-model-len',
  },
  answerNearWindow: {
    why: 'maxTokens is nearly the whole context window; 2026.4.22 sends it (up to 32000) without subtracting the prompt',
    rule: 'context/max-tokens-near-window',
    fix: 'set maxTokens to a few thousand tokens',
  },
  windowTooLarge: {
    why: 'contextWindow is larger than the window that the server has, so OpenClaw compacts too late',
    rule: 'context/window-exceeds-served',
    fix: 'set contextWindow to max_model_len of GET /v1/models',
  },
  windowMissing: {
    why: 'contextWindow is not written, and OpenClaw then assumes 200000 tokens',
    rule: 'context/window-missing',
    fix: 'write contextWindow = max_model_len of GET /v1/models',
  },
  promptTooLarge: {
    why: 'the first turn alone (system prompt, tools, workspace files) takes most of the window',
    rule: 'context/prompt-fills-window',
    fix: 'serve a larger --max-model-len, or send less: tools.profile, lean mode, shorter workspace files',
  },
  reserveTooLarge: {
    why: 'the reserve of compaction (16384 or 20000 tokens in older releases) leaves no room for a prompt in a small window',
    rule: 'context/reserve-leaves-nothing',
    fix: 'lower compaction.reserveTokens and reserveTokensFloor where the release has them, or serve a larger window',
  },
  windowBelowFloor: {
    why: 'contextWindow is smaller than this release accepts: 16000 in 2026.4.22, 4000 from 2026.4.29 on',
    rule: 'context/window-below-floor',
    fix: 'write the window that is really served; where that is smaller, serve more',
  },
  usageMissing: {
    why: 'the stream is not asked for token counts, so the context meter stays at 0 and compaction never starts',
    rule: 'compat/usage-not-asked',
    fix: 'set compat.supportsUsageInStreaming: true on the model, or name the provider vllm',
  },
  answerClamped: {
    why: 'the release subtracts its own, high estimate of the prompt from contextWindow, down to an answer of 1 token',
    rule: 'context/answer-clamped',
    fix: 'serve and write a larger window, or send fewer tools (lean mode, tools.toolSearch)',
  },
  answerTiny: {
    why: 'maxTokens is so low that every reply is cut after a few words',
    rule: 'context/max-tokens-tiny',
    fix: 'set maxTokens to 2048 or more',
  },
  longSession: {
    why: 'the conversation grew beyond the window',
    look: 'it works in a new session (/new) and fails in the old one',
    fix: 'start a new session; check contextWindow, so that compaction comes in time',
  },
  noToolFlags: {
    why: 'the server was started without --enable-auto-tool-choice and --tool-call-parser, and OpenClaw sends tools in every turn',
    look: 'ovd doctor asks the server with a tool; the command line of the server shows its flags',
    fix: 'start it with --enable-auto-tool-choice --tool-call-parser NAME (hermes for Qwen 2.5 and 3, llama3_json, mistral, …)',
  },
  wrongToolParser: {
    why: 'the tool call parser of the server does not fit the model, so its calls arrive as plain text',
    look: 'the raw text names the parser: <tool_call>{ is hermes, <function= is qwen3_coder, [TOOL_CALLS] is mistral',
    fix: 'start the server with the --tool-call-parser of this model family',
  },
  responsesApi: {
    why: 'api is openai-responses, or is missing in 2026.4.22: tool calls and reasoning get lost on that route of vLLM',
    rule: 'provider/wrong-adapter',
    fix: 'set models.providers.<id>.api to openai-completions',
  },
  adapterMissing: {
    why: 'api is not written: 2026.4.22 then posts to /responses',
    rule: 'provider/adapter-missing',
    fix: 'set models.providers.<id>.api to openai-completions',
  },
  modelCannotTools: {
    why: 'the model or its template takes no tools',
    look: 'the same request without tools is answered',
    fix: 'serve a model with a tool template, or set compat.supportsTools: false on the model',
  },
  stringContent: {
    why: 'content is sent as a list of parts, and the template takes text only',
    rule: 'compat/request-refused',
    fix: 'set compat.requiresStringContent: true on the model',
  },
  developerRole: {
    why: 'the role developer is sent, and the server or its template does not know it',
    look: 'compat.supportsDeveloperRole or reasoning is set on the model',
    fix: 'set compat.supportsDeveloperRole: false on the model',
  },
  rolesAlternate: {
    why: 'the chat template wants user and assistant in turn; 2026.9.3 and later end with two user messages, older ones after a failed try',
    look: 'the same in a new session: it does not go away by itself',
    fix: 'serve with a relaxed --chat-template, or another model',
  },
  systemFirst: {
    why: 'the chat template takes a system message at the start only, and compaction or a heartbeat sent one later',
    look: 'plain turns work; long sessions or heartbeats fail',
    fix: 'serve with a relaxed --chat-template',
  },
  noTemplate: {
    why: 'a base model without a chat template is served',
    rule: 'compat/request-refused',
    fix: 'serve the instruct variant, or give --chat-template FILE',
  },
  oddFields: {
    why: 'a field of the request (store, strict, stream_options, reasoning_effort) is refused by a strict server or proxy',
    rule: 'compat/request-refused',
    fix: 'switch the field off: compat.supportsStore, supportsStrictMode, supportsReasoningEffort: false on the model',
  },
  flatError: {
    why: 'vLLM before 0.10.1 answers errors in a flat form that 2026.4.22 cannot read: the true cause may be the context length',
    rule: 'context/window-exceeds-served',
    fix: 'read the log of the server; newer vLLM or newer OpenClaw shows it',
  },
  onlyReasoning: {
    why: 'the model spent its whole answer on reasoning, so no visible text came',
    rule: 'context/max-tokens-tiny',
    look: 'finish_reason is length, or the reply has reasoning_content and no content',
    fix: 'raise maxTokens; turn thinking down (thinkingDefault, chat_template_kwargs)',
  },
  reasoningLeak: {
    why: 'the server has no --reasoning-parser for this model, so its thinking comes as answer text',
    look: 'a plain completion holds <think>',
    fix: 'start the server with --reasoning-parser NAME (qwen3, deepseek_r1, …)',
  },
  emptyAnswer: {
    why: 'the server sent no text at all, or content null',
    look: 'one plain completion with curl or ovd doctor',
    fix: 'look at the log of the server; try without tools',
  },
  serverDown: {
    why: 'nothing listens at host and port of baseUrl: the server is not started, still loads, or died',
    rule: 'network/refused',
    fix: 'start it, and wait until GET /v1/models answers (ovd doctor --wait)',
  },
  serverDied: {
    why: 'the engine of the server died; vLLM then ends itself, and the next connection is refused',
    rule: 'network/server-error',
    look: 'the log of the server just before: out of memory, CUDA error, killed',
    fix: 'start it again; lower --max-model-len or --gpu-memory-utilization when memory was the cause',
  },
  serverBusy: {
    why: 'the server still loads its model, or has more requests than it can take',
    rule: 'network/server-error',
    fix: 'wait (ovd doctor --wait), or run fewer agents at once',
  },
  containerLoopback: {
    why: 'OpenClaw runs in a container, where 127.0.0.1 is the container itself',
    rule: 'network/loopback-in-container',
    look: 'the same URL answers on the host, not in the container',
    fix: 'use host.docker.internal (on Linux with --add-host=host.docker.internal:host-gateway) or the name of the service, and let the server listen on 0.0.0.0',
  },
  boundToLoopback: {
    why: 'the server listens on 127.0.0.1 only, and is called from elsewhere or by an IPv6 name (localhost is ::1 first)',
    rule: 'network/refused',
    look: 'ss -ltnp on the host of the server',
    fix: 'write 127.0.0.1 in place of localhost; for other machines start the server with --host 0.0.0.0',
  },
  wrongPort: {
    why: 'host or port of baseUrl are wrong',
    rule: 'network/refused',
    fix: 'correct baseUrl',
  },
  guardBlocks: {
    why: 'the network guard of OpenClaw (2026.5.12: every private address; 0.0.0.0 in several releases) refuses the address',
    rule: 'network/private-host-blocked',
    look: 'its log says "Blocked hostname or private/internal/special-use IP address"',
    fix: 'upgrade, or set models.providers.<id>.request.allowPrivateNetwork: true',
  },
  zeroHost: {
    why: 'baseUrl names 0.0.0.0, an address to listen on',
    rule: 'provider/base-url-host',
    fix: 'write 127.0.0.1',
  },
  proxyCatches: {
    why: 'HTTP_PROXY or HTTPS_PROXY is set where OpenClaw runs, and NO_PROXY does not name the model server',
    rule: 'network/proxy-catches-private',
    look: 'the environment of the service, not of your shell',
    fix: 'add the host to NO_PROXY of that process, letter by letter: ranges such as 10.0.0.0/8 count from 2026.5.12 on only',
  },
  proxyTimeout: {
    why: 'a proxy before the server gives up before the first token (nginx 60 s, Cloudflare 100 s)',
    look: 'the same request sent to the server itself is answered',
    fix: 'raise proxy_read_timeout and switch off buffering, or go around the proxy',
  },
  proxyDead: {
    why: 'the proxy lives, and the server behind it does not answer',
    rule: 'network/server-error',
    fix: 'start the server, or correct where the proxy forwards to',
  },
  bodyLimit: {
    why: 'a proxy limits the size of bodies; an agent turn is 60 to 150 kB and grows',
    look: 'small requests pass, long sessions fail',
    fix: 'raise the limit of the proxy (nginx: client_max_body_size)',
  },
  pageInFront: {
    why: 'a login or protection page answers in place of the API',
    rule: 'network/not-an-openai-server',
    fix: 'exempt the API path there, or use the address of the server itself',
  },
  dns: {
    why: 'the host name does not resolve where OpenClaw runs',
    rule: 'network/dns',
    fix: 'correct the name, write the address, or bring the machine (container, service) a resolver that knows it',
  },
  noRoute: {
    why: 'there is no route to that machine: another network, a VPN that is down, a firewall that refuses',
    rule: 'network/unreachable',
    fix: 'bring the network up, or correct the address',
  },
  silentHost: {
    why: 'a firewall drops the packets, or the machine is off',
    rule: 'network/timeout',
    fix: 'open the port on the machine of the server',
  },
  untrusted: {
    why: 'the certificate is self-signed, expired, or made for another name',
    rule: 'network/tls',
    fix: 'set NODE_EXTRA_CA_CERTS in the environment of the service, or renew the certificate',
  },
  plainHttp: {
    why: 'baseUrl says https:// and the server speaks plain HTTP, or the reverse',
    rule: 'network/tls',
    fix: 'correct the scheme of baseUrl',
  },
  keepAlive: {
    why: 'the server closed an idle connection (vLLM after 5 s) while a request went out on it',
    look: 'it happens now and then, after a pause, and the retry works',
    fix: 'raise VLLM_HTTP_TIMEOUT_KEEP_ALIVE on the server',
  },
  cutStream: {
    why: 'the connection broke while the answer was streaming: the server died, restarted, or a proxy ended it',
    rule: 'network/server-error',
    fix: 'look at the log of server and proxy at that time',
  },
  slowFirstToken: {
    why: 'the server needs longer for the first token than the release waits: reading a long prompt, or a queue',
    rule: 'timeouts/idle-below-first-token',
    fix: 'raise the idle limit: agents.defaults.llm.idleTimeoutSeconds (2026.4), models.providers.<id>.timeoutSeconds (from 2026.4.29)',
  },
  timeoutIgnored: {
    why: 'a timeout is written, and a lower one counts',
    rule: 'timeouts/key-ignored',
    fix: 'write it where this release reads it',
  },
  runLimit: {
    why: 'agents.defaults.timeoutSeconds, which ends the whole run, is shorter than the answer takes',
    look: 'the log says embedded run timeout',
    fix: 'raise agents.defaults.timeoutSeconds',
  },
  waitOnly: {
    why: 'agent.wait stopped waiting; the run itself goes on',
    look: 'the answer still arrives in the channel or the session log',
    fix: 'give the caller a longer timeout (openclaw agent --timeout 600)',
  },
  keyMissing: {
    why: 'no key is found: apiKey is empty, is the name of an unset variable, or is missing for an address that is not local',
    rule: 'auth/no-key',
    fix: 'write any literal key for a server without one ("vllm-local"); else set the variable where OpenClaw runs',
  },
  variableUnset: {
    why: 'the variable is not set in the environment of the process that runs OpenClaw: services do not inherit the shell',
    rule: 'env/variable-unset',
    fix: 'put it into ~/.openclaw/.env or the environment of the service',
  },
  badSubstitution: {
    why: 'the variable is written in a form that OpenClaw does not replace ($NAME, ${lower}, ${A:-b}), so the text itself is sent',
    rule: 'env/bad-substitution',
    fix: 'write ${NAME} in capitals',
  },
  literalName: {
    why: 'apiKey is the bare name of a variable that OpenClaw does not know, so the name is sent as the key',
    rule: 'auth/literal-env-name',
    fix: 'write ${NAME}',
  },
  keyRefused: {
    why: 'the key differs from the one that the server was started with (--api-key, VLLM_API_KEY)',
    rule: 'auth/server-refuses-key',
    fix: 'give OpenClaw that key',
  },
  envWins: {
    why: 'VLLM_API_KEY in the environment is sent in place of the key in the config',
    rule: 'auth/config-key-ignored',
    fix: 'set auth: "api-key" on the provider, or remove the variable',
  },
  profileWins: {
    why: 'a stored login is sent in place of the key in the config',
    rule: 'state/auth-profile-wins',
    fix: 'set auth: "api-key" on the provider, or remove the login',
  },
  profilesLeft: {
    why: 'auth-profiles.json of an older release is left over, and this one refuses to run beside it',
    rule: 'state/auth-profiles-leftover',
    fix: 'let openclaw doctor --fix take it over, or move the file away',
  },
  cooldown: {
    why: 'earlier failures put every login of the provider into a pause; the error before this one is the cause',
    look: 'the first failure in the log',
    fix: 'repair that one, then wait a few minutes or restart the gateway',
  },
  modelUnknown: {
    why: 'the server has no model of that id; ids compare letter by letter, also the part before the slash',
    rule: 'provider/model-not-served',
    fix: 'write an id that GET /v1/models lists, or start the server with --served-model-name',
  },
  refWrong: {
    why: 'the model reference names no configured provider: it is cut at the first slash, so org/model needs provider/org/model',
    rule: 'provider/ref-unresolved',
    fix: 'write provider/model as in models.providers',
  },
  notAllowed: {
    why: 'a list of allowed models is set (agents.defaults.models, from 2026.8.2 modelPolicy.allow), and this one is not on it',
    rule: 'provider/ref-not-allowed',
    look: 'ovd doctor --verbose shows the list; a model that a user, a job or a session names stands in no config',
    fix: 'add the model to that list',
  },
  discoveryOff: {
    why: 'the provider has no entry in models.providers, and discovery, which would make one, is off or was not run',
    rule: 'provider/discovery-off',
    fix: 'list the server and its models in models.providers: ovd suggest URL prints the block',
  },
  wrongPath: {
    why: 'baseUrl lacks /v1, has it twice, or ends in a route: OpenClaw adds /chat/completions and nothing else',
    rule: 'provider/base-url-path',
    fix: 'write http://HOST:PORT/v1',
  },
  otherServer: {
    why: 'another program answers at that address',
    rule: 'network/not-an-openai-server',
    fix: 'correct host and port of baseUrl',
  },
  staleModels: {
    why: 'a generated models.json still holds a provider that left the config',
    rule: 'state/models-json-stale',
    fix: 'move that file away; it is written anew',
  },
  unknownKey: {
    why: 'the config has a key that this release does not know; one such key stops the whole program',
    rule: 'schema/unknown-key',
    fix: 'rename or remove it: ovd fix shows the edit',
  },
  retiredKey: {
    why: 'the config has a key of an older release, and an upgrade made it invalid',
    rule: 'schema/retired-key',
    fix: 'ovd fix moves its value to where this release reads it',
  },
  adviceKey: {
    why: 'the key was invented by advice on the web, or belongs to another program',
    rule: 'schema/advice-key',
    fix: 'ovd fix writes the real one',
  },
  wrongType: {
    why: 'a value has the wrong type: a number in quotes stays a text',
    rule: 'schema/wrong-type',
    fix: 'write the value as the schema wants it',
  },
  numberFromVariable: {
    why: 'a number, true or false is fed by ${VAR}, and a variable always gives a text',
    rule: 'env/number-from-variable',
    fix: 'ovd fix writes what the variable holds',
  },
  notStrictJson: {
    why: 'the program that says it is no part of OpenClaw and reads JSON; comments, bare keys and commas at the end are fine for OpenClaw',
    look: 'who prints it: jq, python -m json.tool, JSON.parse, a template; ovd doctor --offline tells whether OpenClaw takes the file',
    fix: 'hand it JSON: npx json5 ~/.openclaw/openclaw.json prints it as that',
  },
  byteOrderMark: {
    why: 'the file begins with a byte order mark, which OpenClaw skips and other programs do not',
    rule: 'syntax/byte-order-mark',
    fix: 'ovd fix removes it',
  },
  wideText: {
    why: 'the file is UTF-16, as the > of Windows PowerShell 5 writes it, and OpenClaw reads UTF-8',
    look: 'ovd doctor --offline names the encoding',
    fix: 'save it as UTF-8; ovd doctor prints the command',
  },
  secretFileMode: {
    why: 'others can read or write the file of secrets.providers, and OpenClaw then does not take it',
    rule: 'auth/secret-file-mode',
    fix: 'chmod 600 that file',
  },
  workspaceReadOnly: {
    why: 'the workspace of the agent cannot be written, and OpenClaw writes what it lacks before each turn',
    rule: 'agent/workspace-read-only',
    fix: 'give the folder to the user that runs OpenClaw, or name another',
  },
  execSandbox: {
    why: 'tools.exec.host is sandbox, and agents.defaults.sandbox.mode is off or leaves this session out',
    rule: 'agent/exec-host-sandbox-off',
    fix: "set agents.defaults.sandbox.mode to 'all', or tools.exec.host to gateway: commands then run unconfined",
  },
  refusedValue: {
    why: 'a value is refused by a check beyond the schema',
    rule: 'schema/refused-value',
    fix: 'ovd doctor --offline names it with its line',
  },
  newerConfig: {
    why: 'the config was written by a newer release than the one that runs',
    rule: 'schema/unknown-key',
    look: 'openclaw --version, and meta.lastTouchedVersion of the config',
    fix: 'run the newer release, or take back what it wrote',
  },
  syntax: {
    why: 'the config is not JSON5: a missing comma or bracket, a quote of a word processor, a log line before it',
    rule: 'syntax/parse-error',
    fix: 'ovd doctor --offline shows line and column',
  },
  backslash: {
    why: 'backslashes of a Windows path are read as escapes: \\U becomes U, \\u begins a character code',
    rule: 'syntax/lost-backslash',
    fix: 'double them, or write slashes',
  },
  urlEncoded: {
    why: 'the text went through a URL encoder: %7B is {, %22 is a quote',
    rule: 'syntax/parse-error',
    fix: 'decode it, or take the original file',
  },
  includeBroken: {
    why: 'an $include cannot be brought in: missing file, outside the folder, or too deep',
    rule: 'syntax/include-broken',
    fix: 'correct the path; it counts from the including file',
  },
  rolledBack: {
    why: 'OpenClaw put an older config in place of one that it could not read',
    rule: 'state/config-rolled-back',
    fix: 'compare with the file that it set aside (openclaw.json.clobbered.*), repair that one and put it back',
  },
  gatewayDown: {
    why: 'the gateway is not running, or crashed while the request ran',
    look: 'openclaw gateway status; openclaw logs --follow',
    fix: 'start it; when it stops at once, ovd doctor --offline tells whether the config is refused',
  },
  gatewayAuth: {
    why: 'token or password of the client and of the gateway differ, or one is empty',
    rule: 'auth/empty-gateway-token',
    fix: 'give both the same gateway.auth.token',
  },
  gatewayPairing: {
    why: 'the device is not paired with the gateway yet, or was paired with another one',
    look: 'openclaw devices list',
    fix: 'approve it: openclaw devices approve',
  },
  gatewayVersion: {
    why: 'client and gateway are different releases: one of them was updated and not restarted',
    look: 'openclaw --version, and the version in the log of the gateway',
    fix: 'restart the gateway after an update',
  },
  portTaken: {
    why: 'another gateway, often one of a service manager, already holds the port',
    look: 'lsof -i :18789 or ss -ltnp',
    fix: 'stop it, or set gateway.port',
  },
  gatewayBlocked: {
    why: 'the machine is busy (a slow model on the same CPU, swapping), so the gateway answers too late',
    look: 'load and memory of the machine at that time',
    fix: 'run the model elsewhere, or give the call a longer --timeout',
  },
  execNode: {
    why: 'exec runs on a node host, and none is paired or reachable',
    rule: 'agent/exec-host-node-without-node',
    look: 'openclaw nodes status; tools.exec.host',
    fix: 'start the node host, or set tools.exec.host to gateway or sandbox',
  },
  execApproval: {
    why: 'the command waits for an approval that nobody gave',
    look: 'tools.exec ask and security, or mode',
    fix: 'approve it, or allow-list the command',
  },
  diskFull: {
    why: 'the disk of the state folder is full',
    look: 'df -h ~/.openclaw',
    fix: 'remove old logs, sessions and model caches',
  },
  rateLimit: {
    why: 'something in front of the server counts requests: vLLM itself has no such limit',
    rule: 'network/rate-limited',
    fix: 'raise the limit of the proxy or gateway, or run fewer agents at once',
  },
  smallModel: {
    why: 'a small or heavily quantised model falls apart under the full prompt',
    look: 'the same model answers a one-line prompt well',
    fix: 'send less (lean mode, tools.profile), or serve a larger model; check the chat template',
  },
  compactionFails: {
    why: 'the request for the summary fails or times out, so the session cannot shrink',
    look: 'the error that stands beside it in the log',
    fix: 'repair that one; give compaction.timeoutSeconds more time for a slow model',
  },
  gpuMemory: {
    why: 'the KV cache of the wanted window does not fit into the graphics memory beside the weights',
    look: 'the start log of the server: "GPU KV cache size", "estimated maximum model length"',
    fix: 'lower --max-model-len, use --kv-cache-dtype fp8 or a smaller quantisation, raise --gpu-memory-utilization, or add cards',
  },
  gpuShared: {
    why: 'another process holds memory of the card',
    look: 'nvidia-smi',
    fix: 'end it, or lower --gpu-memory-utilization',
  },
  badRequest: {
    why: 'the request holds a value that this server does not take',
    rule: 'compat/request-refused',
    fix: 'read what the server says and change that field: params or compat of the model',
  },
  noPermission: {
    why: 'file or folder belong to another user, often root after a run with sudo, or the volume is mounted read-only',
    look: 'ls -l of that path, and the user of the service',
    fix: 'give them back: chown -R USER ~/.openclaw',
  },
  brokenInstall: {
    why: 'the installation is not complete, or the service starts another one than the shell',
    look: 'npm ls -g openclaw; which openclaw; the path in the unit of the service',
    fix: 'install OpenClaw again, then the service (openclaw gateway install)',
  },
  serverTooOld: {
    why: 'the release of the server does not know this model or flag',
    look: 'the version of vLLM and transformers, and since when they have the model',
    fix: 'update the server, or serve another model',
  },
  nodeVersion: {
    why: 'the Node that runs OpenClaw is older or newer than it supports',
    look: 'node --version in the service, and engines of the openclaw package',
    fix: 'run the service with a supported Node (2026.9: 24.16 up to 25, or 26.1)',
  },
  forbiddenPort: {
    why: 'fetch refuses the port of baseUrl: 1 to 1024 hold many such ports, also 2049, 3659, 4045, 5060, 6000, 6566, 6665 to 6669, 6697, 10080',
    rule: 'network/bad-port',
    look: 'the port is on the list of the fetch standard ("bad port")',
    fix: 'let the server listen on another port, 8000 for example',
  },
} as const satisfies Readonly<Record<string, Cause>>;

export type CauseId = keyof typeof causes;
