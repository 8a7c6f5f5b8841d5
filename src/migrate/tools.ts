import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { moved, named, retired, rewritten, words } from './build.js';
import { placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

/** Tool settings stand at the root and, in part, at every agent. */
const tools = ['tools', '<agent>.tools'] as const;
const inTools = (...keys: readonly string[]) => tools.flatMap((base) => keys.map((key) => `${base}.${key}`));

const crossContext: RowFacts = {
  id: 'tools/cross-context',
  since: '2026.8.2',
  source,
};

/** `true` allowed everything; `false` was the same as saying nothing. */
function splitCrossContext(config: JsonObject): readonly Change[] {
  return inTools('message.allowCrossContextSend')
    .flatMap((pattern) => placesOf(config, pattern))
    .map((path) => {
      const home = [...path.slice(0, -1), 'crossContext'];
      const ops: readonly ConfigOp[] = [
        ...(valueAt(config, path) === true
          ? ['allowWithinProvider', 'allowAcrossProviders'].map(
              (key): ConfigOp => ({ op: 'set', path: [...home, key], value: true }),
            )
          : []),
        { op: 'remove', path },
      ];
      if (ops.length > 1)
        return changeOf(crossContext, path, `replace ${formatPath(path)} by ${formatPath(home)}`, ops);
      const lost = [{ path, reason: 'sending elsewhere is refused unless crossContext allows it' }];
      return changeOf(crossContext, path, `remove ${formatPath(path)}`, ops, lost);
    });
}

const policyNames: RowFacts = {
  id: 'tools/tool-names',
  since: '2026.8.2',
  note: 'The tool has a new name; a list with the old one would no longer mean it.',
  source: 'migration of OpenClaw 2026.9.6; read 2026.6.11 (old names) and 2026.8.2 (new names)',
};

const newNames: Readonly<Record<string, string>> = { image: 'view_image', spawn_task: 'suggest_task' };

/** Lists of tool names: `tools.allow`, `agents.list.0.tools.byProvider.x.deny`, `channels.x.toolsBySender.y.allow`. */
function renameTools(config: JsonObject): readonly Change[] {
  return ['tools', 'agents', 'channels', 'gateway']
    .flatMap((root) => policyLists(valueAt(config, [root]), [root]))
    .flatMap(({ path, list }) =>
      list.flatMap((name, i): readonly Change[] => {
        const value = typeof name === 'string' ? newNames[name.trim().toLowerCase()] : undefined;
        if (value === undefined) return [];
        const at = [...path, i];
        // The new name beside the old one: the old one means nothing any more, and does no harm.
        return list.includes(value)
          ? []
          : [changeOf(policyNames, at, `set ${formatPath(at)} to "${value}"`, [{ op: 'set', path: at, value }])];
      }),
    );
}

function policyLists(
  value: JsonValue | undefined,
  path: ConfigPath,
): readonly { path: ConfigPath; list: readonly JsonValue[] }[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => policyLists(item, [...path, i]));
  if (!isObject(value)) return [];
  const holdsNames =
    path.at(-1) === 'tools' ||
    path.includes('toolsBySender') ||
    (path.includes('byProvider') && path.includes('tools'));
  return Object.entries(value).flatMap(([key, item]) => {
    const isList = (holdsNames && ['allow', 'alsoAllow', 'deny'].includes(key)) || key === 'toolsAllow';
    return isList && Array.isArray(item) ? [{ path: [...path, key], list: item }] : policyLists(item, [...path, key]);
  });
}

export const toolRows = [
  moved({
    id: 'tools/exec-timeout',
    since: '2026.8.2',
    at: inTools('exec.timeoutSec'),
    to: named('timeoutSeconds'),
    source,
  }),
  retired({
    id: 'tools/loop-detection',
    since: '2026.8.2',
    at: inTools(
      'loopDetection.{genericRepeat,knownPollNoProgress,pingPong,windowSize,historySize,warningThreshold,unknownToolThreshold,criticalThreshold,globalCircuitBreakerThreshold,detectors,postCompactionGuard}',
    ),
    why: 'the detectors and their thresholds are built in; loopDetection.enabled stays',
    source,
  }),
  rowOf(crossContext, splitCrossContext),
  moved({
    id: 'tools/plan-tool',
    since: '2026.8.2',
    at: 'tools.experimental.planTool',
    to: () => ['tools', 'updatePlan'],
    source,
  }),
  retired({
    id: 'tools/experimental',
    since: '2026.8.2',
    at: 'tools.experimental',
    why: 'it held the plan tool only',
    when: isObject,
    source,
  }),
  rowOf(policyNames, renameTools),
  rewritten({
    id: 'tools/code-mode-executor',
    since: '2026.9.6',
    at: inTools('codeMode.runtime'),
    value: words({ 'quickjs-wasi': 'quickjs' }),
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6, migration of 2026.9.6',
  }),
  moved({
    id: 'tools/code-mode-executor',
    since: '2026.9.6',
    at: inTools('codeMode.runtime'),
    to: named('executor'),
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6, migration of 2026.9.6',
  }),
  retired({
    id: 'tools/code-mode-languages',
    since: '2026.9.6',
    at: inTools('codeMode.languages'),
    why: 'code mode runs JavaScript only',
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6, migration of 2026.9.6',
  }),
];
