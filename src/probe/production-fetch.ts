import type { ProbeFetch } from './exchange.js';

/** `fetch` for real servers, and the way to let its connections go. */
export interface ProductionFetch {
  readonly fetch: ProbeFetch;
  /** Ends all connections; call it when the last question is answered, or the process stays alive for them. */
  close(): Promise<void>;
}

export interface ProductionFetchOptions {
  /** For DNS, TCP and TLS together. */
  readonly connectTimeoutMs?: number;
}

/**
 * undici with an `Agent` of our own. No proxy is ever used: not for loopback, where it would be wrong, and for now not for other hosts
 * either, whatever `HTTP_PROXY` says; this is about servers in one's own network. Limits of time are those of the caller's
 * `AbortSignal`: undici's timers are about a second coarse (7.30), so they are off, but for the connection.
 */
export async function productionFetch(options: ProductionFetchOptions = {}): Promise<ProductionFetch> {
  const { default: undici } = await import('undici');
  const dispatcher = new undici.Agent({
    connect: { timeout: options.connectTimeoutMs ?? 10_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
    // uvicorn closes idle connections after 5 s: never be the one who uses it at that moment.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  });
  return {
    fetch: (url, init) => undici.fetch(url, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}
