import { type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath, samePath, shortPath } from '../../config/path.js';
import type { VariableUse } from '../../facts/types.js';
import { defineRule, type Fix } from '../define.js';
import { meantVariable } from './meant-variable.js';
import { isNumberFrom } from './number-from.js';

export default defineRule({
  meta: {
    id: 'env/variable-unset',
    severity: 'warning',
    needs: ['variables'],
    wants: ['config', 'effective', 'verdict'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a variable of the config has no value here',
    why: 'The file loads without it, and the placeholder is used as it is written: as a key, an address or a path.',
    remedy: 'set the variable where OpenClaw runs: its service, or .env in the state folder',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: unset variables stay as text, `config validate` exits 0, ran',
      'OpenClaw 2026.9.6: ./.env may not hold provider keys, read',
    ],
    messages: {
      unset: "'{key}' needs the variable {name}, which is not set",
      several: "'{key}' and {others} need the variable {name}, which is not set",
      blocked: "'{key}' needs {name}, which this release does not take from ./.env",
    },
    example: `{ gateway: { mode: "local", auth: { mode: "token", token: "\${GATEWAY_TOKEN}" } } }`,
    finds: "'token' needs the variable GATEWAY_TOKEN, which is not set",
  },
  check({ variables, config, effective, verdict }, report) {
    const refused = (effective?.providers ?? []).flatMap(({ key }) =>
      key.kind === 'refused' && key.path !== undefined ? [key.path] : [],
    );
    const missing = variables.filter(({ path, state }) => {
      if (state !== 'unset' && state !== 'blocked') return false;
      if (config !== undefined && isSwitchedOff(config, path)) return false;
      // auth/no-key tells what happens to such a provider
      if (refused.some((other) => samePath(other, path))) return false;
      return !isNumberFrom(verdict, { variables, path });
    });
    for (const { name, path, state, near, lostIn } of missing) {
      const uses = missing.filter((use) => use.name === name);
      const [first, ...others] = uses;
      if (first?.path !== path) continue;
      const key = shortPath(path);
      const fix = config === undefined || near === undefined ? undefined : fixFor(config, uses, near);
      report({
        ...(others.length > 0 && state === 'unset'
          ? { messageId: 'several', data: { key, others: places(others.length), name } }
          : { messageId: state === 'blocked' ? 'blocked' : 'unset', data: { key, name } }),
        at: { path },
        confidence: 'likely',
        label: labelOf({ state, near, lostIn }),
        ...(lostIn !== undefined && { remedy: `save ${lostIn} as UTF-8` }),
        proof: others.map((use) => `also ${formatPath(use.path)}`),
        ...(fix && { fix }),
      });
    }
  },
});

function places(count: number): string {
  return count === 1 ? 'another place' : `${count} other places`;
}

/** The slip is one, wherever it stands. */
function fixFor(config: JsonValue, uses: readonly VariableUse[], meant: string): Fix | undefined {
  const fixes = uses.flatMap(({ path, name }) => meantVariable(config, path, name, meant) ?? []);
  const [first] = fixes;
  return first && { ...first, ops: fixes.flatMap(({ ops }) => ops) };
}

function labelOf({
  state,
  near,
  lostIn,
}: Pick<VariableUse, 'state'> & { near: string | undefined; lostIn: string | undefined }) {
  if (state === 'blocked') return 'in ./.env only';
  if (lostIn !== undefined) return `${lostIn} has it, in UTF-16, which OpenClaw does not read`;
  return near === undefined ? nowhere : `${near} is set`;
}

const nowhere = 'not in this environment, nor in a .env file that OpenClaw reads';

/** Something around it says `enabled: false`: a channel, an account, a plugin that is not started. */
function isSwitchedOff(config: JsonValue, path: ConfigPath): boolean {
  return path.some((_, i) => valueAt(config, [...path.slice(0, i), 'enabled']) === false);
}
