import type { Environment } from '../config/environment.js';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { fromConfig, fromRelease } from './sourced.js';
import type { EffectiveGateway, Sourced } from './types.js';

export interface GatewayQuestion {
  /** After includes, before substitution. */
  readonly written: JsonValue;
  /** After substitution. */
  readonly value: JsonValue;
  readonly environment: Pick<Environment, 'lookup' | 'secretOf'>;
  readonly version: string;
}

export function effectiveGateway(question: GatewayQuestion): EffectiveGateway {
  const mode = valueAt(question.value, ['gateway', 'auth', 'mode']);
  return {
    port: portOf(question),
    authMode: typeof mode === 'string' ? fromConfig(mode, ['gateway', 'auth', 'mode']) : undefined,
    token: tokenOf(question),
  };
}

/** OPENCLAW_GATEWAY_PORT, which may be `host:port`, then the config, then 18789 (2026.4.22 and 2026.9.6). */
function portOf({ value, environment, version }: GatewayQuestion): Sourced<number> {
  const variable = environment.secretOf('OPENCLAW_GATEWAY_PORT')?.trim() ?? '';
  const port = Number(/^(?:(?:\[[^\]]+\]|[^:]+):)?(\d+)$/.exec(variable)?.[1] ?? 0);
  if (port > 0 && port < 65_536) return { value: port, from: 'environment', note: 'OPENCLAW_GATEWAY_PORT' };
  const at = ['gateway', 'port'];
  const written = valueAt(value, at);
  if (typeof written === 'number' && Number.isFinite(written) && written > 0) return fromConfig(written, at);
  return fromRelease(18_789, `default of ${version}`);
}

function tokenOf({ written, value, environment }: GatewayQuestion): EffectiveGateway['token'] {
  const path = ['gateway', 'auth', 'token'];
  const isSet = (name: string) => environment.lookup(name).state === 'set';
  const raw = valueAt(written, path);
  if (isObject(raw)) {
    const missing = raw['source'] === 'env' && typeof raw['id'] === 'string' && !isSet(raw['id']);
    return { state: missing ? 'unset-variable' : 'set', path };
  }
  const text = valueAt(value, path);
  // OPENCLAW_GATEWAY_TOKEN stands in for a token that is missing or blank.
  if (typeof text !== 'string' || text.trim() === '') {
    if (isSet('OPENCLAW_GATEWAY_TOKEN')) return { state: 'set', path };
    return { state: typeof text === 'string' ? 'empty' : 'absent', path };
  }
  return { state: /^\$\{[A-Z_][A-Z0-9_]*\}$/.test(text.trim()) ? 'unset-variable' : 'set', path };
}
