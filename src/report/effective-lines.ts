import { formatPath } from '../config/path.js';
import type { EffectiveModel, EffectiveProvider, Sourced } from '../effective/types.js';
import type { Examination } from '../examination.js';
import { printable } from './text.js';

/** Every effective value and who decided it, for `--verbose`. */
export function effectiveLines({ facts }: Examination): string[] {
  if (!facts.effective.ok) return [];
  const { providers, models, references } = facts.effective.value;
  return [
    ...providers.filter((provider) => provider.selfHosted).flatMap(providerLines),
    ...models.filter((model) => model.usedBy.length > 0).flatMap(modelLines),
    ...references.map((row) => `reference ${formatPath(row.path)}: '${row.text}' reaches ${row.resolved ?? 'nothing'}`),
  ].map(printable);
}

function providerLines(provider: EffectiveProvider): string[] {
  const { id, baseUrl, api, firstEventSeconds, idleSeconds, hostClass } = provider;
  return [
    `provider ${id}`,
    ...(baseUrl === undefined ? [] : [`  baseUrl ${sourced(baseUrl)}, host class ${hostClass}`]),
    `  api ${sourced(api)}`,
    `  first token within ${sourced(firstEventSeconds, 's')}, between tokens ${sourced(idleSeconds, 's')}`,
  ];
}

function modelLines({ ref, contextWindow, maxTokens, reserveTokens, usageInStream, usedBy }: EffectiveModel): string[] {
  return [
    `model ${ref}, used by ${usedBy.join(', ')}`,
    `  contextWindow ${sourced(contextWindow)}, maxTokens ${sourced(maxTokens)}`,
    `  compaction reserve ${sourced(reserveTokens)}, usage in the stream ${sourced(usageInStream)}`,
  ];
}

/** `120 s (default of 2026.4.22)`, `16384 (models.providers.vllm.models.0.contextWindow)`. */
function sourced({ value, from, path, note }: Sourced<string | number | boolean | null>, unit = ''): string {
  const text = value === null ? 'no limit' : `${value}${unit === '' ? '' : ` ${unit}`}`;
  const who = note ?? (path === undefined ? from : formatPath(path));
  return `${text} (${who})`;
}
