import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { Fix } from '../define.js';

/** Names the variable that is set in place of `name`, which is not; undefined where the text cannot be seen. */
export function meantVariable(config: JsonValue, path: ConfigPath, name: string, meant: string): Fix | undefined {
  const text = valueAt(config, path);
  if (isObject(text)) return valueAt(text, ['id']) === name ? write([...path, 'id'], meant, meant) : undefined;
  if (typeof text !== 'string' || text.includes('••')) return undefined;
  const template = `\${${meant}}`;
  const whole = text.trim();
  const value = whole === name || whole === `$${name}` ? template : text.replace(`\${${name}}`, () => template);
  return value === text ? undefined : write(path, value, template);
}

function write(path: ConfigPath, value: string, shown: string): Fix {
  return { title: `write ${shown}, which is set`, safety: 'safe', ops: [{ op: 'set', path, value }] };
}
