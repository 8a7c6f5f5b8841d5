/** What is wrong with the path of a base URL, and the URL that was surely meant. */
export interface BaseUrlSlip {
  readonly kind: 'no-scheme' | 'full-endpoint' | 'doubled-version' | 'query' | 'no-version';
  readonly meant: string;
}

const endpoints = /\/(?:chat\/completions|completions|responses|embeddings|models|chat)$/;

/**
 * A slip that can be seen in the text alone. OpenClaw appends `/chat/completions` to the base URL and adds nothing else.
 * A URL with another path than these (`/llm/v1`, `/api`) may be right: undefined.
 */
export function baseUrlSlip(baseUrl: string): BaseUrlSlip | undefined {
  const text = baseUrl.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return hostLike.test(text) ? { kind: 'no-scheme', meant: completed(`http://${text}`) } : undefined;
  }
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, '');
  const kind = slipOf(url, path);
  return kind === undefined ? undefined : { kind, meant: completed(text) };
}

/** `127.0.0.1:8000/v1`, `gpu.lan/v1`, `localhost:8000` */
const hostLike = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9-]+(?=:\d))(?::\d+)?(?:\/.*)?$/i;

function slipOf(url: URL, path: string): BaseUrlSlip['kind'] | undefined {
  if (url.search !== '' || url.hash !== '') return 'query';
  if (endpoints.test(path)) return 'full-endpoint';
  if (/\/v1\/v1$/.test(path)) return 'doubled-version';
  return path === '' ? 'no-version' : undefined;
}

function completed(text: string): string {
  const url = new URL(text);
  const bare = url.pathname
    .replace(/\/+$/, '')
    .replace(endpoints, '')
    .replace(/(?:\/v1)+$/, '/v1');
  const path = bare === '' ? '/v1' : bare;
  return `${url.origin}${path}`;
}
