/** Where the requests of a base URL go. */
export interface ServerAddress {
  /** `http://127.0.0.1:8000` */
  readonly origin: string;
  /** `127.0.0.1:8000` */
  readonly host: string;
  /** Fit to print: no trailing slash, no user info, values of a query blacked out. */
  readonly baseUrl: string;
  /** User name, password and query values: they may be keys. Shorter than 4 characters they are none. */
  readonly secrets: readonly string[];
  /** The URL of a route; see `standsUnderBase`. */
  url(route: string): URL;
}

/** Routes of the OpenAI protocol stand under the base URL. Every other one (`/version`, `/tokenize`, `/metrics`) stands beside `/v1`. */
export function standsUnderBase(route: string): boolean {
  return /^\/(?:models|chat\/completions|completions|responses|embeddings)$/.test(route);
}

/** Undefined when it is not an http or https URL. */
export function parseAddress(baseUrl: string): ServerAddress | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol) || url.host === '') return undefined;
  const secrets = [url.username, url.password, ...url.searchParams.values()]
    .map(decoded)
    .filter((text) => text.length >= 4);
  const path = url.pathname.replace(/\/+$/, '');
  const root = `${url.origin}${path.replace(/\/v1(?:\/.*)?$/, '')}`;
  return {
    origin: url.origin,
    host: url.host,
    baseUrl: `${url.origin}${path}${shownQuery(url)}`,
    secrets,
    // The OpenAI SDK that OpenClaw uses (6.26.0, 7.15.0) glues the route to the text of the base URL, behind a query too.
    url: (route) =>
      standsUnderBase(route)
        ? new URL(
            `${url.origin}${url.search === '' && url.hash === '' ? path : url.pathname}${url.search}${url.hash}${route}`,
          )
        : new URL(`${root}${route}`),
  };
}

function shownQuery(url: URL): string {
  const names = [...url.searchParams.keys()].map((name) => `${name}=••••`);
  return names.length === 0 ? '' : `?${names.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text as it stands is what a server could echo.
    return text;
  }
}
