// How an exchange is kept: one line of JSON each, without what differs from machine to machine, and short.

const headersThatMatter =
  /^(server|content-type|allow|location|retry-after|www-authenticate|x-request-id|x-litellm-.*|access-control-allow-origin)$/;
const longestText = 4_000;
const longestRequestText = 200;

/** `text` stays text for streams, pages and what is not JSON; `body` is the JSON of the rest. */
export function keep(exchange, answer) {
  const { name, method, path, headers, body, raw } = exchange;
  return {
    name,
    request: {
      method,
      path,
      ...(headers && { headers }),
      ...(body !== undefined && { body: shorten(body) }),
      ...(raw !== undefined && { raw }),
    },
    response: keepAnswer(path, answer),
  };
}

function keepAnswer(path, { status, headers, text, error }) {
  if (status === undefined) return { error };
  const kept = { status, headers: pick(headers ?? {}), ...(error !== undefined && { error }) };
  const json = parse(text);
  if (json === undefined)
    return { ...kept, text: path === '/metrics' && status === 200 ? shortMetrics(text) : cut(text) };
  if (path === '/openapi.json' && status === 200)
    return {
      ...kept,
      body: {
        openapi: json.openapi,
        info: json.info,
        paths: Object.fromEntries(
          Object.entries(json.paths).map(([route, on]) => [
            route,
            Object.fromEntries(Object.keys(on).map((verb) => [verb, {}])),
          ]),
        ),
      },
    };
  return { ...kept, body: shortAnswer(json) };
}

function parse(text) {
  try {
    const json = JSON.parse(text);
    return typeof json === 'object' ? json : undefined;
  } catch {
    return undefined;
  }
}

function pick(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => headersThatMatter.test(name)));
}

// A prompt of one word many times over is written as its count; `fixtures/server/README.md` tells of it.
function shorten(value) {
  if (typeof value === 'string') {
    const times = value.length > longestRequestText ? /^(?:the ){9,}the$/.test(value) && value.split(' ').length : 0;
    return times ? { $words: times } : value;
  }
  return walk(value, shorten);
}

function shortAnswer(value) {
  if (typeof value === 'string')
    return cut(value.replaceAll(/(?:the ){99,}the/g, (words) => `the […${words.split(' ').length} words…] the`));
  if (Array.isArray(value) && value.length > 300 && value.every(Number.isInteger))
    return [...value.slice(0, 8), `… ${value.length - 8} more`];
  return walk(value, shortAnswer);
}

function walk(value, change) {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

function cut(text) {
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText)}… (${text.length - longestText} more characters)`;
}

const metricsThatMatter =
  /num_requests|cache_usage|prefix_cache|preemption|cache_config|prompt_tokens_total|generation_tokens_total|request_success|time_to_first_token_seconds_(?:sum|count)|llamacpp:/;

function shortMetrics(text) {
  return `${text
    .split('\n')
    .filter((line) => !line.startsWith('# HELP') && metricsThatMatter.test(line) && !line.includes('_created'))
    .join('\n')}\n`;
}

/** `{ origin, exchanges }`, one exchange a line. */
export function print(origin, exchanges) {
  const lines = exchanges.map((exchange) => `  ${JSON.stringify(exchange)}`).join(',\n');
  return `{\n "origin": ${JSON.stringify(origin)},\n "exchanges": [\n${lines}\n ]\n}\n`;
}
