import type { CauseId } from './causes.js';
import type { Symptom } from './types.js';

interface Status {
  readonly code: string;
  /** The words of the standard, and of some programs. */
  readonly words: string;
  readonly wording: string;
  readonly meaning: string;
  readonly causes: readonly CauseId[];
}

// A status alone says little: it stands here so that a log without the sentence of the server still gets an answer.
const statuses: readonly Status[] = [
  {
    code: '400',
    words: 'Bad Request',
    wording: '400 Bad Request',
    meaning:
      'The server refused the request itself; its sentence, which names the reason, is missing here. From vLLM it is mostly the context length (OpenClaw then shows "Context overflow") or the tool flags ("provider rejected the request schema or tool payload").',
    causes: ['answerTooLarge', 'noToolFlags', 'windowTooLarge', 'stringContent', 'oddFields', 'badRequest'],
  },
  {
    code: '40[13]',
    words: 'Unauthorized|Forbidden',
    wording: 'HTTP 403 Forbidden',
    meaning: 'The server, or what stands before it, wants another key than the one that was sent.',
    causes: ['keyRefused', 'variableUnset', 'envWins', 'literalName', 'pageInFront'],
  },
  {
    code: '404',
    words: 'Not Found',
    wording: '404 Not Found',
    meaning:
      'Path or model do not exist there. OpenClaw 2026.4.22 shows "404 status code (no body)", 2026.9.6 "The selected model was not found by the provider", for a wrong path too.',
    causes: ['wrongPath', 'modelUnknown', 'adapterMissing', 'otherServer'],
  },
  {
    code: '405',
    words: 'Method Not Allowed',
    wording: 'HTTP 405 Method Not Allowed',
    meaning: 'The path is there, and takes no such request: mostly another path was meant.',
    causes: ['wrongPath', 'otherServer'],
  },
  {
    code: '413',
    words: '(?:Request Entity|Payload|Content) Too Large',
    wording: 'status 413',
    meaning: 'A proxy refuses bodies of this size; vLLM itself has no such limit.',
    causes: ['bodyLimit'],
  },
  {
    code: '422',
    words: 'Unprocessable (?:Entity|Content)',
    wording: '422 Unprocessable Entity',
    meaning: 'A field of the request has a form that the server does not take; its answer names the field.',
    causes: ['oddFields', 'stringContent', 'badRequest'],
  },
  {
    code: '429',
    words: 'Too Many Requests',
    wording: 'status code: 429',
    meaning: 'Something counts requests and turned this one away.',
    causes: ['rateLimit', 'cooldown'],
  },
  {
    code: '500',
    words: 'Internal Server Error',
    wording: '500 Internal Server Error',
    meaning: 'The server failed by itself; its log tells why. vLLM answers so when its engine died.',
    causes: ['serverDied', 'gpuMemory', 'noTemplate'],
  },
  {
    code: '50[24]',
    words: 'Bad Gateway|Gateway Time-?out',
    wording: 'HTTP 504',
    meaning: 'A proxy answered, because the server behind it is not there (502) or was too slow (504).',
    causes: ['proxyDead', 'proxyTimeout', 'serverDied'],
  },
  {
    code: '503',
    words: 'Service (?:Temporarily )?Unavailable',
    wording: '503 Service Unavailable',
    meaning: 'The server still loads, is overloaded, or its engine is dead; or a proxy finds nobody behind it.',
    causes: ['serverBusy', 'proxyDead', 'serverDied'],
  },
];

/** `HTTP 404`, `status code: 404`, `Error code: 404`, `404 Not Found`, `404 status code (no body)`, and 404 at the head of a message. */
function patternOf(code: string, words: string): RegExp {
  const named = `(?:\\bHTTP(?:\\/\\d(?:\\.\\d)?)?|\\bstatus(?:[ _]?code)?|\\berror[ _]code|\\breturned|"code")["' :=(]*`;
  const first = `^[^\\w]*(?:[\\w ]*error: )?`;
  return new RegExp(
    `(?:${named}|${first})${code}\\b(?![.,:]?\\d|\\s*(?:ms|s|tokens?|%|x)\\b)|\\b${code} (?:${words}|status code)|^\\W*(?:${words})\\W*$`,
    'i',
  );
}

function idOf(code: string): string {
  return `http.${code.replace(/[^\d]/g, '').slice(0, 3)}`;
}

/** What is known of an HTTP status alone. */
export const httpSymptoms: readonly Symptom[] = statuses.map(({ code, words, ...rest }) => ({
  id: idOf(code),
  speaker: 'model server',
  tells: 1,
  pattern: patternOf(code, words),
  ...rest,
  source: 'HTTP; OpenClaw 2026.4.22 and 2026.9.6, ran',
}));
