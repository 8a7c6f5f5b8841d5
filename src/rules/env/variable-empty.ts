import { samePath, shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { isNumberFrom } from './number-from.js';

export default defineRule({
  meta: {
    id: 'env/variable-empty',
    severity: 'warning',
    needs: ['variables'],
    wants: ['effective', 'verdict'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a variable of the config is set to nothing',
    why: 'OpenClaw treats an empty variable like an unset one: the placeholder itself is used as value.',
    remedy: 'give the variable a value, or remove it from the config',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: empty variables stay as text, ran'],
    messages: { empty: "'{key}' needs the variable {name}, which is empty ({source})" },
    example: `{ gateway: { mode: "local", auth: { mode: "token", token: "\${GATEWAY_TOKEN}" } } }`,
    given: { env: { GATEWAY_TOKEN: '' } },
    finds: "'token' needs the variable GATEWAY_TOKEN, which is empty (environment)",
  },
  check({ variables, effective, verdict }, report) {
    const refused = (effective?.providers ?? []).flatMap(({ key }) =>
      key.kind === 'refused' && key.path !== undefined ? [key.path] : [],
    );
    for (const { name, path, state, source = 'environment' } of variables) {
      if (state !== 'empty' || refused.some((other) => samePath(other, path))) continue;
      if (isNumberFrom(verdict, { variables, path })) continue;
      report({
        messageId: 'empty',
        at: { path },
        data: { key: shortPath(path), name, source },
        confidence: 'likely',
      });
    }
  },
});
