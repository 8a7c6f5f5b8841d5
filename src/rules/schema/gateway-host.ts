import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import type { Advised } from './advice.js';

const bindPath: ConfigPath = ['gateway', 'bind'];

/** `gateway.host: "0.0.0.0"`, as servers elsewhere say where they listen; here `gateway.bind` does, in words. */
export function gatewayHost(path: ConfigPath, config: JsonValue): Advised | undefined {
  const [root, key] = path;
  if (path.length !== 2 || root !== 'gateway' || !/^(?:host|hostname|address|listen|bindAddress)$/.test(String(key)))
    return undefined;
  const real = formatPath(bindPath);
  const remove = { op: 'remove' as const, path };
  if (valueAt(config, bindPath) !== undefined)
    return {
      real,
      note: 'which is there as well, and counts',
      fix: { title: `remove '${key}'`, safety: 'safe', ops: [remove] },
    };
  const bind = bindFor(valueAt(config, path));
  if (bind === undefined) {
    const title = `remove '${key}'; set ${real} to loopback, lan, tailnet, auto or custom`;
    return { real, fix: { title, safety: 'manual', ops: [] } };
  }
  const title = `write it as bind: '${bind}'`;
  const ops = [remove, { op: 'set' as const, path: bindPath, value: bind }];
  if (bind === 'loopback') return { real, fix: { title, safety: 'safe', ops } };
  const auth = isObject(valueAt(config, ['gateway', 'auth'])) ? '' : ', and there is no gateway.auth';
  return { real, fix: { title, safety: 'unsafe', ops, risk: `other machines can then reach the gateway${auth}` } };
}

function bindFor(host: JsonValue | undefined): 'loopback' | 'lan' | undefined {
  if (typeof host !== 'string') return undefined;
  if (/^(?:localhost|127\.[\d.]+|::1|\[::1\])$/i.test(host.trim())) return 'loopback';
  return /^(?:0\.0\.0\.0|::|\[::\]|\*)$/.test(host.trim()) ? 'lan' : undefined;
}
