import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { formatPath } from '../../config/path.js';
import type { EffectiveConfig, ModelReference } from '../../effective/types.js';
import type { Release } from '../../facts/types.js';
import type { StoredModel } from '../../state/types.js';
import { defineRule, type Report } from '../define.js';
import { configured, filesText, type StoredRow, storedRows, wasConfigured } from './stored.js';

type Say = (report: Report<'reached' | 'provider' | 'url' | 'limits' | 'models'>) => void;

export default defineRule({
  meta: {
    id: 'state/models-json-stale',
    severity: 'info',
    needs: ['config', 'effective', 'release', 'state'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a generated models.json differs from the config',
    why: 'The file keeps a provider that left the config, with its old URL. What the config still has is taken from the config.',
    remedy: 'move the file away (keep a copy); OpenClaw writes another one when it needs one',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: another base URL in the file does not redirect requests, ran',
      'OpenClaw 2026.4.22 and 2026.9.6: a provider that left the config is called at its old URL once a key is found, ran',
      'OpenClaw 2026.9.6: a model that the config does not list takes its limits from the file, ran; 2026.4.22 does not',
    ],
    messages: {
      reached: "'{ref}' reaches provider '{provider}' only through {files}",
      provider: "{files} still has provider '{provider}', which left the config",
      url: "{files} has another base URL for '{provider}', which is not used",
      limits: "'{model}' takes its answer limit of {maxTokens} from {files}",
      models: "{files} still has {count} models of '{provider}' that left the config",
    },
    example: `{
  agents: { defaults: { model: { primary: "gpu/qwen3" } } },
  models: { providers: { gpu: {
    baseUrl: "http://10.0.0.7:8000/v1", api: "openai-completions", apiKey: "\${GPU_KEY}",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      state: {
        'agents/main/agent/models.json':
          '{"providers":{"old":{"baseUrl":"http://10.0.0.3:8000/v1","models":[{"id":"qwen2"}]}}}',
      },
    },
    finds: "agents/main/agent/models.json still has provider 'old', which left the config",
  },
  check({ config, effective, release, state }, report) {
    // There the file is written anew, and rows that it alone has are not read.
    if (valueAt(config, ['models', 'mode']) === 'replace') return;
    for (const [id, rows] of storedRows(state, config)) {
      if (configured(config, id) === undefined) reportLeft(id, rows, effective.references, report);
      else reportDrift(id, rows, { config, effective, release }, report);
    }
  },
});

function reportLeft(id: string, all: readonly StoredRow[], references: readonly ModelReference[], report: Say) {
  const rows = all.filter(({ provider }) => wasConfigured(provider));
  if (rows.length === 0) return;
  const proof = proofOf(
    rows,
    ({ provider }) => `${provider.baseUrl}, ${provider.models.map((model) => model.id).join(', ')}`,
  );
  const reference = references.find(({ text }) => text.toLowerCase().startsWith(`${id}/`));
  if (reference === undefined) {
    const data = { files: namesOf(rows), provider: id };
    report({ messageId: 'provider', at: { path: ['models', 'providers'] }, data, proof });
    return;
  }
  report({
    messageId: 'reached',
    severity: 'warning',
    at: { path: reference.path },
    data: { ref: reference.text, provider: id, files: namesOf(rows) },
    proof: [...proof, `${formatPath(reference.path)} names it`],
    why: 'Requests go to the old URL as soon as a key is found for the provider, and fail with "No API key found" until then.',
  });
}

interface Known {
  readonly config: JsonValue;
  readonly effective: EffectiveConfig;
  readonly release: Release;
}

function reportDrift(id: string, rows: readonly StoredRow[], { config, effective, release }: Known, report: Say) {
  const provider = effective.providers.find((row) => row.id === id);
  if (provider?.selfHosted !== true) return;
  const url = provider.baseUrl?.value;
  const moved = url === undefined ? [] : rows.filter((row) => differs(row.provider.baseUrl, url));
  if (moved.length > 0) {
    report({
      messageId: 'url',
      at: { path: [...provider.path, 'baseUrl'] },
      data: { files: namesOf(moved), provider: id },
      proof: proofOf(moved, (row) => row.provider.baseUrl ?? ''),
      why: 'OpenClaw keeps the URL that the file was made with, and calls the one of the config; it matters only when the provider leaves the config.',
    });
  }
  const listed = listedIds(valueAt(config, [...provider.path, 'models']));
  // A provider without rows takes those of the file, as it is meant to.
  if (listed.size === 0) return;
  const left = rows.filter((row) => row.provider.models.some((model) => !listed.has(model.id)));
  const stale = new Map(
    left.flatMap((row) =>
      row.provider.models.filter(({ id: model }) => !listed.has(model)).map((model) => [model.id, model]),
    ),
  );
  const limited =
    release.traits.unlistedModelLimit === 'none' ? reportLimits(stale, left, effective, report) : new Set();
  const others = [...stale.keys()].filter((model) => !limited.has(`${id}/${model}`));
  if (others.length === 0) return;
  report({
    messageId: 'models',
    at: { path: [...provider.path, 'models'] },
    data: { files: namesOf(left), provider: id, count: others.length },
    proof: [others.slice(0, 10).join(', ')],
  });

  /** Models that a reference reaches although only the file has a row for them. */
  function reportLimits(
    models: ReadonlyMap<string, StoredModel>,
    from: readonly StoredRow[],
    { models: reached }: EffectiveConfig,
    say: Say,
  ): ReadonlySet<unknown> {
    const found = reached.filter((model) => model.provider === id && !model.listed && model.usedBy.length > 0);
    const told = found.flatMap((model) => {
      const { maxTokens } = models.get(model.id) ?? {};
      if (maxTokens === undefined) return [];
      say({
        messageId: 'limits',
        at: { path: model.path },
        data: { model: model.ref, maxTokens, files: namesOf(from) },
        proof: [`reached by ${model.usedBy.join(', ')}`],
        why: 'The config does not list this model, so an old row decides; it is gone when the file goes.',
      });
      return [model.ref];
    });
    return new Set(told);
  }
}

function listedIds(models: JsonValue | undefined): ReadonlySet<unknown> {
  return new Set(Array.isArray(models) ? models.map((row: JsonValue) => (isObject(row) ? row['id'] : undefined)) : []);
}

/** User info, query and trailing slashes make no other server. */
function differs(stored: string | undefined, url: string): boolean {
  if (stored === undefined || !URL.canParse(url)) return false;
  const { protocol, host, pathname } = new URL(url);
  return stored !== `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

function namesOf(rows: readonly StoredRow[]): string {
  return filesText(
    rows.map(({ file }) => file.file),
    'models.json files',
  );
}

function proofOf(rows: readonly StoredRow[], tell: (row: StoredRow) => string): readonly string[] {
  return rows.slice(0, 5).map((row) => `${row.file.file}: ${tell(row)}`);
}
