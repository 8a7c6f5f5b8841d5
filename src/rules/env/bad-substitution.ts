import type { JsonValue } from '../../config/json.js';
import { isObject } from '../../config/json.js';
import { type ConfigPath, samePath, shortPath } from '../../config/path.js';
import { defineRule, type Fix } from '../define.js';

export default defineRule({
  meta: {
    id: 'env/bad-substitution',
    severity: 'warning',
    needs: ['config', 'release'],
    wants: ['effective', 'variables'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a variable is written in a form that OpenClaw does not replace',
    why: `Only a name in capitals inside \${ } is replaced; every other form is used as it is written, for instance as the key.`,
    remedy: `write the name in capitals inside \${ }, without a default value`,
    source: [
      `OpenClaw 2026.4.22 and 2026.9.6: $NAME, \${lower}, \${A:-b}, %A% and <A> are sent as they are written, ran`,
      'OpenClaw 2026.5.18 to 2026.6.35 replace $NAME in apiKey, ran',
    ],
    messages: {
      form: "'{key}' keeps its text: '{text}' is no form that OpenClaw replaces",
      'key-form': "'{key}' is sent as it is written: its form of {name} is not replaced",
    },
    example: '{ agents: { defaults: { workspace: "%WORKSPACE%" } } }',
    finds: "'workspace' keeps its text: '%WORKSPACE%' is no form that OpenClaw replaces",
  },
  check({ config, release, effective, variables = [] }, report) {
    const keys = (effective?.providers ?? []).flatMap(({ key }) =>
      key.kind === 'literal' && key.looksLike === 'unresolved-template' && key.name !== undefined
        ? [
            {
              path: key.path,
              name: key.name,
              meant: key.near ?? key.name,
              isSet: (key.nameIsSet ?? false) || !!key.near,
            },
          ]
        : [],
    );
    for (const { path, text, name } of slipsIn(config, [])) {
      if (keys.some((key) => samePath(key.path, path))) continue;
      if (release.traits.dollarName === 'resolved' && path.at(-1) === 'apiKey' && text.startsWith('$')) continue;
      report({
        messageId: 'form',
        at: { path },
        data: { key: shortPath(path), text },
        ...(name !== undefined && { fix: spelledOut(path, name, 'unsafe') }),
      });
    }
    for (const { path, name, meant, isSet } of keys) {
      // Written in the right form, but without a value: env/variable-unset tells that.
      if (variables.some((use) => samePath(use.path, path))) continue;
      report({
        messageId: 'key-form',
        at: { path },
        data: { key: shortPath(path), name },
        ...(isSet && { severity: 'error' }),
        fix: spelledOut(path, meant, isSet ? 'safe' : 'unsafe'),
      });
    }
  },
});

function spelledOut(path: ConfigPath, name: string, safety: Fix['safety']): Fix {
  return {
    title: `write \${${name}}`,
    safety,
    ops: [{ op: 'set', path, value: `\${${name}}` }],
    ...(safety === 'unsafe' && { risk: `the variable ${name} must be set where OpenClaw runs` }),
  };
}

interface Slip {
  readonly path: ConfigPath;
  readonly text: string;
  /** When the variable is plain. */
  readonly name?: string;
}

/** Only keys whose value can never hold such a text by intention: elsewhere `$HOME` may be meant for a shell. */
const meantLiterally = /(?:key|token|secret|password|url|authorization|workspace)$/i;
const wholeName = /^(?:\$([A-Z][A-Z0-9_]+)|%([A-Z][A-Z0-9_]+)%|<([A-Z][A-Z0-9_]+)>)$/;
const oddBraces = /(?<!\$)\$\{(?![A-Z_][A-Z0-9_]*\})[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}]*)?\}/;

function slipsIn(value: JsonValue, path: ConfigPath): readonly Slip[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => slipsIn(item, [...path, i]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => slipsIn(item, [...path, key]));
  if (typeof value !== 'string' || !meantLiterally.test(String(path.at(-1)))) return [];
  const whole = wholeName.exec(value);
  if (whole !== null) {
    const name = whole[1] ?? whole[2] ?? whole[3];
    return [{ path, text: value, ...(name !== undefined && { name }) }];
  }
  const braces = oddBraces.exec(value);
  return braces === null ? [] : [{ path, text: braces[0] }];
}
