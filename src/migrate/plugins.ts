import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { moved, removal, retired } from './build.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const taskModels: RowFacts = { id: 'plugins/task-models', since: '2026.8.2', source };

/** Full `provider/model` names only; the new list takes nothing else. */
function moveTaskModels(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['plugins', 'entries', 'llm-task', 'config', 'allowedModels'];
  const list = valueAt(config, path);
  if (list === undefined) return [];
  const to: ConfigPath = ['plugins', 'entries', 'llm-task', 'llm', 'allowedCompletionModels'];
  if (valueAt(config, to) !== undefined)
    return [removal(taskModels, path, 'llm.allowedCompletionModels is set already and wins')];
  const isName = (item: JsonValue) => typeof item === 'string' && /^[^\s/]+\/\S+$/.test(item);
  if (!Array.isArray(list) || list.length === 0 || !list.every(isName)) {
    return [
      removal(
        { ...taskModels, safety: 'unsafe', note: 'Without a list the plugin may use any model.' },
        path,
        'the new list takes full names of provider and model only',
      ),
    ];
  }
  return [
    changeOf(taskModels, path, 'move allowedModels of the llm-task plugin to llm.allowedCompletionModels', [
      { op: 'move', path, to },
    ]),
  ];
}

const memorySlot: RowFacts = {
  id: 'plugins/memory-slot',
  since: '2026.5.2',
  before: '2026.6.11',
  source: 'ran OpenClaw 2026.5.2, 2026.5.12 and 2026.6.11',
};

export const pluginRows = [
  rowOf(memorySlot, (config): readonly Found[] =>
    valueAt(config, ['plugins', 'slots', 'memory']) === 'memory-lancedb'
      ? [
          {
            blocked: {
              path: ['plugins', 'slots', 'memory'],
              reason: 'the plugin memory-lancedb has to be installed first',
            },
          },
        ]
      : [],
  ),
  retired({
    id: 'plugins/installs',
    since: '2026.8.2',
    at: 'plugins.installs',
    why: 'what is installed is kept in the state folder; "openclaw plugins list" shows it',
    source: 'schemas of OpenClaw 2026.4.22 and 2026.4.29; ran 2026.8.2: refused',
  }),
  retired({
    id: 'plugins/bundled-discovery',
    since: '2026.8.2',
    at: 'plugins.bundledDiscovery',
    why: 'it was a transition and is over',
    source,
  }),
  retired({
    id: 'plugins/active-memory-qmd',
    since: '2026.8.2',
    at: 'plugins.entries.active-memory.config.qmd',
    why: 'the qmd engine is gone',
    source,
  }),
  rowOf(taskModels, moveTaskModels),
  moved({
    id: 'plugins/canvas-switch',
    since: '2026.8.2',
    at: 'canvasHost.enabled',
    to: () => ['plugins', 'entries', 'canvas', 'config', 'host', 'enabled'],
    source: `${source}; ran 2026.8.2: canvasHost refused`,
  }),
  retired({
    id: 'plugins/canvas-host',
    since: '2026.8.2',
    at: ['canvasHost', 'plugins.entries.canvas.config.host.{root,port,liveReload}'],
    why: 'the gateway itself serves the canvas from the state folder',
    source,
  }),
  retired({
    id: 'plugins/copilot-discovery',
    since: '2026.9.6',
    at: 'plugins.entries.github-copilot.config.discovery',
    why: 'the release drops it while loading',
    when: isObject,
    source: 'ran OpenClaw 2026.9.6',
  }),
  moved({
    id: 'plugins/bedrock-discovery',
    since: '2026.4.12',
    at: 'models.bedrockDiscovery',
    when: isObject,
    to: () => ['plugins', 'entries', 'amazon-bedrock', 'config', 'discovery'],
    source: 'schemas of OpenClaw 2026.3.31 and 2026.4.12',
  }),
];
