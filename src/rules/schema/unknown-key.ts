import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import type { EffectiveConfig } from '../../effective/types.js';
import type { Release, SchemaIssue } from '../../facts/types.js';
import { isSlip } from '../../nearest.js';
import { compareReleases } from '../../release/version.js';
import { defineRule, type Fix } from '../define.js';
import {
  isGlobal,
  localProviders,
  slowModelKey,
  slowModelOps,
  slowModelReleases,
  speaksForAll,
} from '../timeouts/slow-model.js';
import { adviceFor } from './advice.js';
import { isCovered } from './covered.js';

export default defineRule({
  meta: {
    id: 'schema/unknown-key',
    severity: 'error',
    needs: ['config', 'verdict', 'release'],
    wants: ['effective', 'migration'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a key that this release does not know',
    why: 'OpenClaw refuses the whole file for one unknown key, and neither the gateway nor an agent starts.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: one unknown key anywhere, exit 1, ran',
      'OpenClaw schemas of 15 releases, 2026.3.31 to 2026.9.6: first and last release of each key',
    ],
    messages: {
      unknown: "OpenClaw {release} has no key '{key}' in '{parent}'",
      section: "OpenClaw {release} has no section '{key}'",
      retired: "'{key}' left OpenClaw after {last}, and {release} refuses it",
      future: "'{key}' exists from OpenClaw {first} on, and {release} refuses it",
    },
    example: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: [{ id: "qwen3", name: "Qwen3", contextWindw: 32768, maxTokens: 4096 }],
} } } }`,
    finds: "OpenClaw 2026.9.6 has no key 'contextWindw' in 'models.providers.vllm.models.0'",
  },
  check({ config, verdict, release, effective, migration }, report) {
    const known = effective?.providers.filter((provider) => provider.selfHosted);
    const scene = { config, release, providers: known ?? localProviders(config) };
    for (const issue of verdict.issues) {
      if (issue.kind !== 'unknown-key') continue;
      if (isCovered(issue, migration)) continue;
      const { version, traits } = release;
      if (adviceFor(issue.path, { config, release: version, traits, providers: scene.providers }) !== undefined)
        continue;
      const at = { path: issue.path, part: 'key' as const };
      const key = String(issue.path.at(-1));
      const { first, last } = issue.lifetime ?? {};
      const common = { at, fix: fixFor(issue, scene), proof: lifetimeProof(issue) };
      if (last !== undefined && compareReleases(last, release.version) < 0) {
        report({ ...common, messageId: 'retired', data: { key, last, release: release.version } });
      } else if (first !== undefined && compareReleases(first, release.version) > 0) {
        report({ ...common, messageId: 'future', data: { key, first, release: release.version } });
      } else if (issue.path.length === 1) {
        report({ ...common, messageId: 'section', data: { key, release: release.version } });
      } else {
        const parent = formatPath(issue.path.slice(0, -1));
        report({ ...common, messageId: 'unknown', data: { key, parent, release: release.version } });
      }
    }
  },
});

interface Scene {
  readonly config: JsonValue;
  readonly release: Release;
  readonly providers: readonly Pick<EffectiveConfig['providers'][number], 'path'>[];
}

function fixFor(issue: SchemaIssue, scene: Scene): Fix {
  return newerTimeout(issue.path, scene) ?? spellingFix(issue, scene) ?? removal(issue);
}

/** The provider's timeout of newer releases, in one that has a single limit for all: the number is carried over. */
function newerTimeout(path: ConfigPath, { config, release, providers }: Scene): Fix | undefined {
  const { traits } = release;
  if (!isGlobal(traits) || path.length !== 4 || path[0] !== 'models' || path[3] !== 'timeoutSeconds') return undefined;
  const seconds = valueAt(config, path);
  if (typeof seconds !== 'number') return undefined;
  return {
    title: `set ${slowModelKey(traits)} to ${seconds} instead`,
    ops: [{ op: 'remove', path }, ...slowModelOps(providers, seconds, { config, traits })],
    releases: slowModelReleases(traits),
    ...(speaksForAll(config, traits)
      ? { safety: 'safe' }
      : { safety: 'unsafe', risk: 'this release has one limit for all providers' }),
  };
}

/** A slip of spelling: certain when only case, separators or one letter differ. */
function spellingFix({ path, candidates = [], lifetime }: SchemaIssue, { config }: Scene): Fix | undefined {
  const [key] = candidates;
  const parent = path.slice(0, -1);
  if (key === undefined || lifetime !== undefined || /[.*<]/.test(key)) return undefined;
  const siblings = parent.length === 0 ? config : valueAt(config, parent);
  if (isObject(siblings) && Object.hasOwn(siblings, key)) return undefined;
  // Sections at the root are objects.
  if (path.length === 1 && !isObject(valueAt(config, path))) return undefined;
  const ops = [{ op: 'rename' as const, path, key }];
  const title = `rename it to '${key}'`;
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const written = String(path.at(-1));
  if (plain(written) === plain(key) || (candidates.length === 1 && isSlip(written, key)))
    return { title, safety: 'safe', ops };
  return { title, safety: 'unsafe', ops, risk: `'${key}' is the nearest key, not certainly the one that was meant` };
}

function removal({ path, lifetime }: SchemaIssue): Fix {
  const title = `remove '${String(path.at(-1))}'`;
  const ops = [{ op: 'remove' as const, path }];
  if (lifetime?.movedTo !== undefined) return { title: `say it with ${lifetime.movedTo}`, safety: 'manual', ops: [] };
  if (lifetime?.note !== undefined) return { title, safety: 'safe', ops };
  return { title, safety: 'unsafe', ops, risk: 'what it was meant to do stays undone' };
}

function lifetimeProof({ path, problem, lifetime }: SchemaIssue): readonly string[] {
  const line = `${formatPath(path)}: ${problem}`;
  if (lifetime === undefined) return [line];
  const note = lifetime.note === undefined ? [] : [lifetime.note];
  return [line, `known from ${lifetime.first} to ${lifetime.last}`, ...note];
}
