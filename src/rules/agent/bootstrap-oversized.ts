import { type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import { agentsOf, normalizeAgentId } from '../../schema/agents.js';
import type { BootstrapLimits, InjectedFile, WorkspaceReport } from '../../workspace/types.js';
import { defineRule, type Fix } from '../define.js';
import { foundWorkspace, ownWorkspace } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'agent/bootstrap-oversized',
    severity: 'warning',
    needs: ['workspaces', 'config'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'a file of the workspace is too long for the prompt, and its middle is cut out',
    why: 'The beginning and the end of the file reach the model; rules that stand between are not followed, and nobody sees it in a chat.',
    source: [
      'OpenClaw 2026.4.22: 12000 characters of a file, 60000 of all, ran',
      'OpenClaw 2026.9.6: 20000 characters of a file, 4000 of USER.md whatever the config says, 60000 of all, ran',
      'OpenClaw 2026.4.22 and 2026.9.6: `openclaw doctor` tells it, read, and the prompt tells the model, ran',
    ],
    messages: { cut: "'{file}' has {chars} characters, and {injected} of them reach the model" },
    example: ownWorkspace,
    given: {
      workspaces: [
        {
          ...foundWorkspace,
          state: 'established',
          limits: { perFile: 20_000, user: 4_000, total: 60_000 },
          files: [{ name: 'AGENTS.md', chars: 26_500, injected: 20_000, cutBy: 'file', limit: 20_000, tokens: 4_400 }],
        },
      ],
    },
    finds: "'AGENTS.md' has 26500 characters, and 20000 of them reach the model",
  },
  check({ workspaces, config }, report) {
    for (const [i, workspace] of workspaces.entries()) {
      const { folder, path, files, limits } = workspace;
      if (limits === undefined || workspaces.findIndex((other) => other.folder === folder) < i) continue;
      for (const file of files) {
        const { name, chars, injected, cutBy, limit = 0 } = file;
        if (cutBy === undefined) continue;
        const key = keyPath(config, workspace, cutBy);
        report({
          messageId: 'cut',
          at: { path: valueAt(config, key) === undefined ? path : key },
          data: { file: name, chars, injected },
          observed: chars,
          expected: limit,
          proof: [`${folder}: ${name} ${chars} > ${limit}, ${limitText(file, limits, key)}`],
          fix: fixFor(file, workspace, config),
        });
      }
    }
  },
});

function limitText({ name, cutBy }: InjectedFile, limits: BootstrapLimits, key: ConfigPath): string {
  if (cutBy === 'total') return `${formatPath(key)} for all files together`;
  return isFixed(name, limits) ? 'which no key raises' : formatPath(key);
}

/** Where the limit is written, or would be: the agent's own, else that of all. */
function keyPath(config: JsonValue, { agent }: WorkspaceReport, cutBy: 'file' | 'total'): ConfigPath {
  const key = cutBy === 'total' ? 'bootstrapTotalMaxChars' : 'bootstrapMaxChars';
  const own = agentsOf(config).find(({ id }) => normalizeAgentId(id) === agent);
  if (own?.entry[key] !== undefined) return [...own.path, key];
  return ['agents', 'defaults', key];
}

/** USER.md has a limit of its own, below that of the others. */
function isFixed(name: string, { user, perFile }: BootstrapLimits): boolean {
  return name === 'USER.md' && user < perFile;
}

/** A file that is longer than this is no longer a list of rules: it belongs elsewhere. */
const longest = 60_000;

/** One change for all files of the workspace, so that the fixes of two findings do not contradict each other. */
function fixFor(file: InjectedFile, workspace: WorkspaceReport, config: JsonValue): Fix {
  const { files, limits = { perFile: 0, user: 0, total: 0 } } = workspace;
  const cut = files.filter(({ name, cutBy }) => cutBy === 'file' && !isFixed(name, limits));
  const perFile = Math.max(limits.perFile, ...cut.map(({ chars }) => rounded(chars)));
  const wanted = files.map(({ name, chars }) => Math.min(chars, isFixed(name, limits) ? limits.user : perFile));
  const all = wanted.reduce((sum, chars) => sum + chars, 0);
  const total = Math.max(limits.total, rounded(all));
  const fixed = file.cutBy === 'file' && isFixed(file.name, limits);
  if (fixed || perFile > longest || total > 2 * longest) {
    return { title: `shorten ${file.name}, or move parts of it into files that it names`, safety: 'manual', ops: [] };
  }
  const keys = [
    ...(perFile > limits.perFile ? [{ path: keyPath(config, workspace, 'file'), value: perFile }] : []),
    ...(total > limits.total ? [{ path: keyPath(config, workspace, 'total'), value: total }] : []),
  ];
  const more = files.reduce((sum, { chars, injected, tokens }, i) => {
    return sum + (injected === 0 ? chars / 4 : ((wanted[i] ?? injected) - injected) * (tokens / injected));
  }, 0);
  return {
    title: keys.map(({ path, value }) => `set ${String(path.at(-1))} to ${value}`).join(', '),
    safety: 'unsafe',
    ops: keys.map((key) => ({ op: 'set', ...key })),
    risk: `every turn of these agents takes about ${Math.round(more)} tokens more`,
  };
}

function rounded(chars: number): number {
  return Math.ceil(chars / 1000) * 1000;
}
