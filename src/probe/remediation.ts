import type { ServerErrorKind } from './server-errors.js';
import type { FailureKind, RecognisedError } from './types.js';

const byKind = {
  refused: 'nothing listens there: start the server, or correct host and port of baseUrl',
  'bad-port': 'let the server listen on another port: the fetch standard forbids this one, to OpenClaw too',
  unreachable: 'no route to that host: check address, network and firewall',
  dns: 'the host name does not resolve here: check its spelling, or use the address',
  tls: 'no trusted TLS connection: add the CA with NODE_EXTRA_CA_CERTS, or use http:// when the server speaks plain HTTP',
  timeout:
    'the address is silent: a firewall, a server bound to another interface, or one that is still busy or loading',
  cut: 'the server or a proxy closed the connection: look at its log for the time of the request',
  'not-json': 'this is not the API: check the path of baseUrl, it usually ends in /v1',
  http: 'the server refused the request: its own sentence says why',
  redirect: 'put the address that the server points to into baseUrl',
  'too-large': 'the answer is far larger than an API sends: check that baseUrl points to the model server',
  skipped: 'solve the failure before it, then ask again',
  aborted: 'ask again',
} as const satisfies Record<FailureKind, string>;

const byStatus: Readonly<Record<number, string>> = {
  401: 'the server wants another key: compare apiKey with what the server was started with',
  403: 'the key is known but not allowed here: check its rights, or a proxy in between',
  404: 'the path or the model does not exist there: check baseUrl (/v1) and the model id',
  405: 'the path exists but not for this method: check the path of baseUrl',
  413: 'a proxy in front refuses bodies of this size: raise its limit',
  429: 'the server or a proxy limits the rate: wait, or raise the limit',
  500: 'the server failed: its log tells why',
  502: 'a proxy stands there, but not the server behind it',
  503: 'the server is loading, overloaded or its engine is dead: look at its log, then ask again',
  504: 'a proxy gave up waiting for the server: raise its read timeout',
};

const byServerError: Partial<Record<ServerErrorKind, string>> = {
  'context-overflow':
    'prompt plus answer must fit the served window: lower maxTokens or the prompt, or serve a larger --max-model-len',
  'model-not-found': 'use an id that GET /models lists',
  auth: 'the server wants another key: compare apiKey with what the server was started with',
  route: 'the path does not exist there: check that baseUrl ends in /v1',
  overload: 'the server is busy or scaling: ask again later',
  'not-ready': 'the server is still loading the model: ask again later',
  tools: 'the server refuses how tools are asked for: its own sentence says why',
  template:
    'the chat template of this model refuses these messages: use another template, or send them in the form it knows',
  content: 'the server does not know this kind of message part',
  multimodal: 'this model takes no such input: send text only',
  model: 'this model does not chat: serve an instruct model',
  engine: 'the engine of the server failed: read its log and start it again',
  proxy: 'something in front of the model server answered: look at that proxy, or go around it',
  reasoning: 'start the server with the --reasoning-parser of this model',
};

// vLLM needs its parser named before it takes tools at all; the other sentences about tools blame the request.
// What the row alone tells better than its kind.
const byRow: Readonly<Record<string, string>> = {
  'proxy.payload-too-large': 'raise the body limit of the proxy (nginx: client_max_body_size 8m)',
  'proxy.plain-to-https': 'write https:// in baseUrl: the port speaks TLS',
  'http.invalid-request': 'write http:// in baseUrl: the port speaks no TLS',
  'proxy.gateway-timeout': 'raise the read timeout of the proxy above the longest first token, or go around it',
  'proxy.no-upstream': 'start the server behind the proxy, or correct where the proxy forwards to',
  'proxy.challenge': 'exempt the API path from the protection of the proxy, or use the address of the server itself',
  'llamacpp.tools-need-jinja': 'start llama-server with --jinja',
  'role.developer': 'set compat.supportsDeveloperRole to false on the model',
  'template.content-string': 'set compat.requiresStringContent to true on the model',
  'litellm.no-deployments': 'read the errors before this one in the log of the proxy',
  'vllm.start.oom': 'lower --max-model-len or --gpu-memory-utilization, or free the memory of the card',
};

const needsParser = new Set(['vllm.tools.auto-needs-flags', 'vllm.tools.forced-needs-parser']);

/** One sentence: which end to change. The most special knowledge wins. */
export function remedyFor(failure: {
  readonly kind: FailureKind;
  readonly status?: number | null;
  readonly serverError?: RecognisedError;
}): string {
  if (failure.serverError !== undefined && needsParser.has(failure.serverError.id)) {
    return 'start the server with --enable-auto-tool-choice and the --tool-call-parser of this model';
  }
  const row = failure.serverError === undefined ? undefined : byRow[failure.serverError.id];
  const special = failure.serverError === undefined ? undefined : byServerError[failure.serverError.kind];
  const status = failure.kind === 'http' && failure.status != null ? byStatus[failure.status] : undefined;
  return row ?? special ?? status ?? byKind[failure.kind];
}
