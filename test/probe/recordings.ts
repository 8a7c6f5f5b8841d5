import { readdirSync, readFileSync } from 'node:fs';
import type { JsonValue } from '../../src/config/json.js';
import type { ProbeFetch } from '../../src/probe/exchange.js';

/** One request that a real server got, and what it said. `fixtures/server/README.md` tells what the fields mean. */
export interface Exchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: JsonValue;
    readonly raw?: string;
  };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: JsonValue;
    readonly text?: string;
    readonly error?: string;
  };
}

export interface Recording {
  /** `vllm-0.32.0/agent` */
  readonly name: string;
  readonly origin: { readonly server: string; readonly version: string; readonly flags: readonly string[] };
  readonly exchanges: readonly Exchange[];
}

const folder = new URL('../../fixtures/server/', import.meta.url);

export const recordings: readonly Recording[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.replaceAll('\\', '/').replace('.json', ''),
    ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  }));

/** The body as it came, as text. */
export function bodyOf({ response }: Exchange): string {
  return response.body === undefined ? (response.text ?? '') : JSON.stringify(response.body);
}

/** A `fetch` that gives the recorded answer: the exchange named, else the first one of that method and path. */
export function replay({ exchanges }: Recording, name?: string): ProbeFetch {
  return async (url, { method }) => {
    const path = new URL(url).pathname;
    const here = exchanges.filter(({ request, response }) => {
      return request.method === method && request.path === path && response.status !== undefined;
    });
    const exchange = here.find((candidate) => candidate.name === name) ?? here[0];
    if (exchange === undefined) throw new TypeError(`nothing recorded for ${method} ${path}`);
    const { status, headers } = exchange.response;
    return new Response(bodyOf(exchange), { status: status ?? 200, headers: { ...headers } });
  };
}
