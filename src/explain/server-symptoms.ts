import type { ServerErrorKind, ServerErrorPattern } from '../probe/server-errors.js';
import type { CauseId } from './causes.js';
import { httpSymptoms } from './http-symptoms.js';

const overflow: readonly CauseId[] = [
  'answerTooLarge',
  'windowTooLarge',
  'promptTooLarge',
  'windowMissing',
  'longSession',
];

const byKind: Readonly<Record<ServerErrorKind, readonly CauseId[]>> = {
  'context-overflow': overflow,
  'bad-param': ['badRequest', 'oddFields'],
  'model-not-found': ['modelUnknown', 'wrongPath', 'refWrong'],
  auth: ['keyRefused', 'envWins', 'literalName', 'badSubstitution', 'variableUnset'],
  route: ['wrongPath', 'adapterMissing', 'otherServer'],
  overload: ['serverBusy', 'rateLimit'],
  'bad-request': ['badRequest', 'stringContent'],
  reasoning: ['reasoningLeak', 'badRequest'],
  tools: ['noToolFlags', 'wrongToolParser', 'modelCannotTools'],
  template: ['noTemplate', 'stringContent'],
  content: ['stringContent', 'badRequest'],
  multimodal: ['badRequest'],
  model: ['noTemplate', 'modelUnknown'],
  engine: ['serverDied', 'gpuMemory'],
  startup: ['gpuMemory', 'gpuShared'],
  'startup-info': ['gpuMemory'],
  'not-ready': ['serverBusy', 'serverDown'],
  proxy: ['proxyDead', 'pageInFront'],
};

const byId: Readonly<Record<string, readonly CauseId[]>> = {
  'vllm.ctx.max-tokens-too-large': ['answerTooLarge', 'answerNearWindow', 'windowTooLarge', 'promptTooLarge'],
  'vllm.ctx.max-tokens-over-window': ['answerNearWindow', 'answerTooLarge', 'windowTooLarge'],
  'sglang.ctx.limit-over-window': ['answerNearWindow', 'answerTooLarge', 'windowTooLarge'],
  'vllm.max-tokens.below-one': ['windowTooLarge', 'promptTooLarge', 'answerClamped'],
  'vllm.ctx.input-messages': ['windowTooLarge', 'promptTooLarge', 'windowMissing', 'usageMissing', 'longSession'],
  'vllm.ctx.messages-only': ['windowTooLarge', 'promptTooLarge', 'windowMissing', 'usageMissing', 'longSession'],
  'vllm.ctx.prompt-alone': ['windowTooLarge', 'promptTooLarge', 'windowMissing', 'usageMissing', 'longSession'],
  'vllm.ctx.prompt-characters': ['windowTooLarge', 'promptTooLarge', 'windowMissing', 'usageMissing', 'longSession'],
  'vllm.tools.empty-array': ['modelCannotTools', 'badRequest'],
  'vllm.template.system-first': ['systemFirst'],
  'template.system-first': ['systemFirst'],
  'vllm.template.alternate': ['rolesAlternate'],
  'template.alternate': ['rolesAlternate'],
  'vllm.template.missing': ['noTemplate'],
  'vllm.start.bad-tool-parser': ['wrongToolParser'],
  'vllm.start.free-memory': ['gpuShared', 'gpuMemory'],
  'template.arguments-mapping': ['wrongToolParser', 'modelCannotTools'],
  'template.tool-call-id': ['badRequest', 'modelCannotTools'],
  'role.developer': ['developerRole'],
  'field.unsupported': ['oddFields'],
  'llamacpp.tools-need-jinja': ['noToolFlags', 'modelCannotTools'],
  'ollama.no-tools': ['modelCannotTools'],
  'litellm.no-deployments': ['proxyDead', 'cooldown'],
  'proxy.payload-too-large': ['bodyLimit'],
  'proxy.plain-to-https': ['plainHttp'],
  'http.invalid-request': ['plainHttp'],
  'proxy.gateway-timeout': ['proxyTimeout', 'slowFirstToken'],
  'proxy.no-upstream': ['proxyDead', 'serverDied'],
  'proxy.challenge': ['pageInFront'],
  'proxy.forbidden': ['pageInFront', 'keyRefused'],
};

export function serverCauses({ id, kind }: Pick<ServerErrorPattern, 'id' | 'kind'>): readonly CauseId[] {
  return byId[id] ?? byKind[kind];
}

interface Shown {
  readonly shownAs: readonly string[];
  /** Symptoms by which OpenClaw shows it. */
  readonly leadsTo: readonly string[];
}

const overflowText = 'Context overflow: prompt too large for the model. Try /reset (or /new) …';
const rejected = 'LLM request failed: provider rejected the request schema or tool payload.';
const notFound = 'The selected model was not found by the provider. …';

const general = [
  'openclaw.before-reply',
  'openclaw.no-response',
  'openclaw.cooldown',
  ...httpSymptoms.map(({ id }) => id),
];

// Each was provoked with the text of vLLM (OpenClaw 2026.4.22 and 2026.9.6, agent --local).
const shownByKind: Partial<Record<ServerErrorKind, Shown>> = {
  'context-overflow': {
    shownAs: [overflowText, '2026.5.2 to 2026.5.12: … ended with an incomplete terminal response'],
    leadsTo: ['openclaw.context-overflow', 'openclaw.compaction', 'openclaw.schema-rejected', ...general],
  },
  tools: { shownAs: [rejected], leadsTo: ['openclaw.schema-rejected', ...general] },
  auth: {
    shownAs: [
      '2026.4.22: HTTP 401: "Unauthorized"',
      '2026.9.6: Authentication failed (provider returned HTTP 401). Your provider token may have expired …',
    ],
    leadsTo: ['openclaw.authentication-failed', ...general],
  },
  'model-not-found': {
    shownAs: ['2026.4.22: the sentence of the server', `2026.9.6: ${notFound}`],
    leadsTo: ['openclaw.model-not-found', ...general],
  },
  route: {
    shownAs: ['2026.4.22: 404 status code (no body)', `2026.9.6: ${notFound}`],
    leadsTo: ['openclaw.model-not-found', 'openclaw.hint-v1', ...general],
  },
  engine: {
    shownAs: [
      '2026.4.22: the sentence of the server, after 12 requests',
      '2026.9.6: request failed (provider internal error, HTTP 500). This is usually temporary …, after 8 requests in 90 s',
    ],
    leadsTo: ['openclaw.provider-internal', 'net.reset', 'net.refused', 'openclaw.network-error', ...general],
  },
  'not-ready': {
    shownAs: ['The AI service is temporarily overloaded. Please try again in a moment.'],
    leadsTo: ['openclaw.overloaded', ...general],
  },
  overload: {
    shownAs: ['The AI service is temporarily overloaded. …, or for 429: API rate limit reached. …'],
    leadsTo: ['openclaw.overloaded', 'openclaw.rate-limit', ...general],
  },
  proxy: {
    shownAs: ['The provider returned an HTML error page instead of an API response. …'],
    leadsTo: ['openclaw.html-page', 'openclaw.overloaded', 'openclaw.provider-internal', 'general.html', ...general],
  },
  template: { shownAs: [rejected], leadsTo: ['openclaw.schema-rejected', 'openclaw.message-ordering', ...general] },
  content: { shownAs: [rejected], leadsTo: ['openclaw.schema-rejected', ...general] },
  'bad-request': {
    shownAs: [rejected],
    leadsTo: ['openclaw.schema-rejected', 'openclaw.request-rejected', ...general],
  },
  'bad-param': { shownAs: [rejected], leadsTo: ['openclaw.schema-rejected', 'openclaw.request-rejected', ...general] },
};

const ordering: Shown = {
  shownAs: ['Message ordering conflict - please try again. If this persists, use /new to start a fresh session.'],
  leadsTo: ['openclaw.message-ordering', ...general],
};

export function shownByOpenClaw({ id, kind }: Pick<ServerErrorPattern, 'id' | 'kind'>): Shown | undefined {
  if (id === 'vllm.template.alternate' || id === 'template.alternate') return ordering;
  return shownByKind[kind];
}
