import type { Symptom } from './types.js';

const seen = 'public reports; fixtures/server';

/**
 * What many servers and clients say in words of their own, and what is left of a sentence that was cut short. They count only where
 * nothing in the same line is known better.
 */
export const generalSymptoms: readonly Symptom[] = [
  {
    id: 'general.overflow',
    speaker: 'model server',
    tells: 2,
    pattern:
      /context_length_exceeded|ContextWindowExceeded|maximum (?:context|prompt|input|sequence|model) length(?: is (?<maxModelLen>\d+)(?:[^\n]{0,60}?you requested (?<requested>\d+))?)?|(?:exceed(?:s|ed|ing)?|longer than|larger than|too (?:long|large|big) for|over|beyond)\b[^\n.]{0,40}\bcontext (?:length|window|size|limit)|context (?:length|window|size|limit) (?:was |is |has been )?(?:exceeded|overflow|too small)|(?:prompt|input|request|message)s? (?:is|are|was) too (?:long|large)|too many (?:input )?tokens|reduce the length of (?:the|your) (?:messages|prompt|input)|(?:input|requested) tokens? (?:count )?exceed/i,
    wording: 'context_length_exceeded: your input exceeds the context window of this model',
    meaning:
      'Prompt plus answer do not fit the window of the server. OpenClaw shows it as "Context overflow: prompt too large for the model", also where not the prompt but maxTokens is too large.',
    causes: ['answerTooLarge', 'windowTooLarge', 'promptTooLarge', 'windowMissing', 'longSession'],
    leadsTo: ['openclaw.context-overflow', 'openclaw.compaction', 'http.400'],
    source: seen,
  },
  {
    id: 'general.key',
    speaker: 'model server',
    tells: 2,
    pattern:
      /\b(?:incorrect|invalid|wrong|bad|expired|missing)[ _]api[ _-]?key\b|invalid_api_key|\bUnauthorized\b|\b(?:authentication|authorization) (?:is )?(?:required|failed|error)\b|(?:missing|invalid|no) (?:bearer|auth(?:entication|orization)?)[ _](?:token|header|credentials)|could not validate credentials|(?:didn['’]?t|did not) provide an api key|invalid (?:authentication|credentials)|invalid x-api-key|AuthenticationError|PermissionDeniedError/i,
    wording: '401 Incorrect API key provided',
    meaning:
      'The server refused the key that was sent. OpenClaw 2026.4.22 shows HTTP 401: "Unauthorized", 2026.9.6 "Authentication failed (provider returned HTTP 401)".',
    causes: ['keyRefused', 'envWins', 'literalName', 'badSubstitution', 'variableUnset', 'profileWins'],
    leadsTo: ['openclaw.authentication-failed', 'http.401'],
    source: seen,
  },
  {
    id: 'general.model',
    speaker: 'model server',
    tells: 2,
    pattern:
      /\bmodel\b[^\n.]{0,120}\b(?:not found|not_found|does(?: not|n['’]?t) exist|not exist|is not (?:available|loaded|served|known|found|a valid))|\bmodel [`'"][^`'"\n]{1,120}[`'"] (?:does|is|was) no|model_not_found|(?:no such|unknown|unsupported|invalid) model\b|try pulling it first/i,
    wording: 'model not found',
    meaning:
      'The server has no model of that id. OpenClaw 2026.9.6 shows "The selected model was not found by the provider", for a wrong path too.',
    causes: ['modelUnknown', 'refWrong', 'wrongPath'],
    leadsTo: ['openclaw.model-not-found', 'http.404', 'http.400'],
    source: seen,
  },
  {
    id: 'general.tools',
    speaker: 'model server',
    tells: 2,
    pattern:
      /["'`]?auto["'`]? tool[ _]choice|enable-auto-tool-choice|(?:does(?: not|n['’]?t)|not) support (?:tools?|tool[ _]calls?|tool[ _]use|function)|(?:tools?|tool[ _]call(?:s|ing)?|function calling) (?:is|are) not supported|tool[-_]call[-_]parser|tool_choice[^\n]{0,60}(?:not supported|requires?|invalid)/i,
    wording: 'tool calling is not supported for this model',
    meaning:
      'The server takes no tools, and OpenClaw sends some in every turn; it shows "provider rejected the request schema or tool payload".',
    causes: ['noToolFlags', 'modelCannotTools', 'wrongToolParser'],
    leadsTo: ['openclaw.schema-rejected', 'http.400'],
    source: seen,
  },
  {
    id: 'general.arguments',
    speaker: 'model server',
    tells: 2,
    pattern:
      /arguments[^\n]{0,40}(?:not (?:a )?valid|invalid|malformed|truncated|be parsed|pars\w+ (?:error|failed))|Unterminated string in JSON|(?:failed to|could not|error) pars\w+ (?:the )?(?:tool|function)|invalid \\+escape/i,
    wording: 'tool call arguments are not valid JSON',
    meaning:
      'The arguments of a tool call arrived broken: the parser of the server wrote them wrong, or the answer was cut before they ended.',
    causes: ['wrongToolParser', 'answerTiny', 'cutStream'],
    leadsTo: ['openclaw.invalid-stream', 'openclaw.history-corrupt'],
    source: seen,
  },
  {
    id: 'general.template',
    speaker: 'model server',
    tells: 2,
    pattern: /\bjinja2?\b|TemplateError|UndefinedError|chat[_ ]template/i,
    wording: "jinja2.exceptions.UndefinedError: 'dict object' has no attribute 'content'",
    meaning:
      'The chat template of the model failed on the messages: their roles, their content, or the tools in them. OpenClaw shows "provider rejected the request schema or tool payload".',
    causes: ['stringContent', 'noTemplate', 'modelCannotTools', 'rolesAlternate'],
    leadsTo: ['openclaw.schema-rejected', 'openclaw.message-ordering', 'http.400', 'http.500'],
    source: seen,
  },
  {
    id: 'general.field',
    speaker: 'model server',
    tells: 2,
    pattern:
      /unexpected keyword argument|\b(?:store|strict|stream_options|reasoning_effort|parallel_tool_calls|temperature|top_p|top_k|max_(?:completion_)?tokens|service_tier|prompt_cache_key|metadata|logprobs|response_format)\b[^\n]{0,60}(?:not supported|unsupported|not permitted|not allowed|unknown|unrecognized|does not support|not implemented)|(?:unsupported|unknown|unrecognized|invalid) (?:request )?(?:value|field|parameter|argument|param)\b/i,
    wording: 'stream_options is not supported',
    meaning:
      'The server refuses a field of the request, or its value. OpenClaw shows "provider rejected the request schema or tool payload".',
    causes: ['oddFields', 'badRequest'],
    leadsTo: ['openclaw.schema-rejected', 'http.400', 'http.422'],
    source: seen,
  },
  {
    id: 'general.server-start',
    speaker: 'model server',
    tells: 3,
    pattern:
      /Model architectures? [^\n]{0,120}not supported|(?:vllm|api_server(?:\.py)?|serve): error: |unrecognized arguments: --|Unknown quantization method|does not recognize this architecture/i,
    wording: "Model architectures ['Qwen3NextForCausalLM'] are not supported for now.",
    meaning:
      'The server did not start: it does not know the model or a flag. Nothing listens then, and turns end with a refused connection.',
    causes: ['serverTooOld', 'serverDown'],
    leadsTo: ['net.refused', 'openclaw.network-error'],
    source: 'vLLM, transformers: public reports',
  },
  {
    id: 'general.roles',
    speaker: 'model server',
    tells: 2,
    pattern:
      /roles? must alternate|(?:two|consecutive) user messages|must (?:start|begin) with a user|alternat\w+ (?:between )?user\b/i,
    wording: 'messages with consecutive user messages are not supported',
    meaning:
      'The chat template wants user and assistant in turn. OpenClaw shows "Message ordering conflict"; trying again does not help.',
    causes: ['rolesAlternate', 'systemFirst'],
    leadsTo: ['openclaw.message-ordering', 'http.400'],
    source: seen,
  },
  {
    id: 'general.developer-role',
    speaker: 'model server',
    tells: 3,
    pattern:
      /developer["'`]? (?:message )?role|'(?:system|user)'[^\n]{0,80}'(?:assistant|tool)'[^\n]{0,200}\bdeveloper\b|role["'`:= ]{1,6}["'`]?developer|["'`]developer["'`] is not|(?:unexpected|unknown|invalid|unsupported)(?: message)? role\b/i,
    wording: 'developer role is not supported',
    meaning:
      'The system text went out with the role developer, which the server or its template does not know. OpenClaw shows "Message ordering conflict" or "provider rejected the request schema".',
    causes: ['developerRole', 'rolesAlternate'],
    leadsTo: ['openclaw.message-ordering', 'openclaw.schema-rejected', 'http.400'],
    source: seen,
  },
  {
    id: 'general.string-content',
    speaker: 'model server',
    tells: 3,
    pattern:
      /\bcontent\b[^\n]{0,60}\b(?:must|should|has to|needs to) be (?:a |of type )?(?:valid )?str(?:ing)?\b|can only concatenate str|expected string or bytes-like|must be str, not list|unhashable type: 'list'|content: expected (?:a )?string/i,
    wording: 'content should be a str, got list',
    meaning:
      'Content went out as a list of parts, and server or template take text only. OpenClaw shows "provider rejected the request schema or tool payload".',
    causes: ['stringContent', 'badRequest'],
    leadsTo: ['openclaw.schema-rejected', 'http.400', 'http.422'],
    source: seen,
  },
  {
    id: 'general.out-of-memory',
    speaker: 'model server',
    tells: 3,
    pattern:
      /(?:CUDA|HIP|GPU|device)[^\n]{0,40}out of memory|\bOutOfMemoryError\b|\bout of memory\b|\boom-?kill|hipErrorOutOfMemory|cudaMalloc failed|(?:code|status)[ =:]*137\b|\bKilled process \d+|^\W*Killed(?: *python\w*)?\W*$/i,
    wording: 'the container exited with code 137',
    meaning:
      'The memory of the card (or of the machine) was used up: the server did not start, or died. Turns then fail with a refused or closed connection.',
    causes: ['gpuMemory', 'gpuShared'],
    leadsTo: ['net.refused', 'net.reset', 'openclaw.network-error', 'http.500'],
    source: seen,
  },
  {
    id: 'general.engine',
    speaker: 'model server',
    tells: 3,
    pattern:
      /\b(?:Async)?EngineDead(?:Error)?\b|engine (?:core |process |loop )?(?:is |has )?(?:dead|died|failed|crashed)|Engine ?Core[^\n]{0,40}\bfatal\b|NCCL error|device-side assert|CUDA error|illegal memory access|Segmentation fault|core dumped|exitcode: -\d+/i,
    wording: 'RuntimeError: CUDA error: an illegal memory access was encountered',
    meaning:
      'The engine of the server died. vLLM then answers 500 and ends itself; what stood in its log before is the reason.',
    causes: ['serverDied', 'gpuMemory'],
    leadsTo: ['net.refused', 'net.reset', 'openclaw.network-error', 'openclaw.provider-internal', 'http.500'],
    source: seen,
  },
  {
    id: 'general.loading',
    speaker: 'model server',
    tells: 3,
    pattern:
      /model (?:is )?(?:still |currently )?(?:loading|being loaded|starting|warming up)|(?:server|engine|model) (?:is )?not (?:yet )?ready|no models? (?:is |are )?(?:currently )?loaded/i,
    wording: 'the model is still loading',
    meaning: 'The server is there and not ready yet. OpenClaw shows "The AI service is temporarily overloaded".',
    causes: ['serverBusy', 'serverDown'],
    leadsTo: ['openclaw.overloaded', 'http.503'],
    source: seen,
  },
  {
    id: 'general.html',
    speaker: 'proxy',
    tells: 3,
    pattern:
      /Unexpected token ['"]?<|<!doctype html|<html[\s>]|<(?:title|h1)>|content-type["': ]+text\/html|\bcode: 10\d\d\b/i,
    wording: `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
    meaning:
      'A web page came where JSON was expected: a proxy, a login page, another program, or a path that the server does not have.',
    causes: ['pageInFront', 'wrongPath', 'proxyDead', 'otherServer'],
    leadsTo: ['openclaw.html-page', 'config.syntax'],
    source: 'V8; public reports',
  },
  {
    id: 'general.rate-limit',
    speaker: 'proxy',
    tells: 2,
    pattern: /rate[ _-]?limit(?:ed|s|ing)?\b|RateLimitError|too many requests|quota exceeded/i,
    wording: 'RateLimitError: rate limit exceeded',
    meaning: 'Something counts requests and turned this one away. vLLM itself has no such limit.',
    causes: ['rateLimit', 'cooldown'],
    leadsTo: ['openclaw.rate-limit', 'http.429'],
    source: seen,
  },
  {
    id: 'general.terminated',
    speaker: 'network',
    tells: 2,
    pattern:
      /^(?:\W|error|typeerror|cause)*terminated\W*$|["'`]terminated["'`]|\bstream (?:was )?(?:terminated|interrupted|ended unexpectedly)|premature close|connection (?:was )?closed/i,
    wording: 'terminated',
    meaning:
      'The connection broke in the middle of an answer: the server died or was restarted, or a proxy or a time limit of the client (undici: 300 s without a byte) ended it. OpenClaw 2026.9.6 shows "LLM request timed out" for it.',
    causes: ['cutStream', 'serverDied', 'proxyTimeout', 'slowFirstToken'],
    leadsTo: ['openclaw.timed-out', 'openclaw.network-error'],
    source: 'undici: TypeError "terminated"; OpenClaw 2026.9.6, ran',
  },
  {
    id: 'general.aborted',
    speaker: 'OpenClaw',
    tells: 1,
    pattern: /\bAbortError\b|operation was aborted|request (?:was )?aborted|\baborted by (?:user|signal|timeout)/i,
    wording: 'AbortError: This operation was aborted',
    meaning: 'The client ended the request by itself: a time limit, or somebody who stopped the run.',
    causes: ['slowFirstToken', 'runLimit', 'timeoutIgnored'],
    leadsTo: ['openclaw.timed-out'],
    source: 'Node; OpenAI SDK',
  },
  {
    id: 'general.timed-out',
    speaker: 'OpenClaw',
    tells: 1,
    pattern:
      /\btimed[ -]?out\b|\b(?:API(?:Connection)?|Read|Request|Connect|Gateway)?Timeout(?:Error|Exception)?\b(?! ?(?:Seconds|Ms)\b)/i,
    wording: 'Request timed out.',
    meaning:
      'A limit of time ended the request before the answer came. Which one, the line does not say: ovd timeouts shows each with its value.',
    causes: ['slowFirstToken', 'serverBusy', 'silentHost', 'timeoutIgnored', 'runLimit', 'proxyTimeout'],
    leadsTo: ['openclaw.retries-used-up'],
    source: 'OpenAI SDK; OpenClaw 2026.4.22 and 2026.9.6',
  },
  {
    id: 'general.connection',
    speaker: 'network',
    tells: 1,
    pattern:
      /\b(?:connection|network) (?:error|failure|failed|problem)\b|could not connect|failed to connect|cannot connect|can['’]?t (?:connect|reach)|unable to (?:connect|reach)|server disconnected/i,
    wording: 'could not connect to the model server',
    meaning: 'No HTTP answer came; the line does not say why.',
    causes: ['serverDown', 'containerLoopback', 'boundToLoopback', 'guardBlocks', 'proxyCatches', 'dns', 'wrongPort'],
    leadsTo: ['openclaw.network-error', 'net.fetch-failed'],
    source: seen,
  },
];
