import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/config/json.js';
import { readModelIndex } from '../../src/effective/model-ref.js';
import { collectReferences } from '../../src/effective/references.js';
import { refusedReferences } from '../../src/effective/refused-references.js';
import { traitsOf } from '../../src/release/traits.js';
import { installedProgram, runTurn } from './run-openclaw.js';

const primary = 'vllm/m1';
const cases = [
  { name: 'the primary is on the list', allow: ['vllm/m1'] },
  { name: 'a list of other models', allow: ['gpu/other'] },
  { name: 'a wildcard of its provider', allow: ['vllm/*'] },
  { name: 'a wildcard of another provider', allow: ['gpu/*'] },
  { name: 'a wildcard beside another model', allow: ['gpu/*', 'vllm/m2'] },
  { name: 'a provider that nobody knows', allow: ['gpux/*'] },
  { name: 'an empty list', allow: [] },
] as const;

function configOf(allow: readonly string[], release: string, origin: string): JsonValue {
  const { list } = traitsOf(release).allowList;
  const agents: JsonObject =
    list === 'model-policy'
      ? { modelPolicy: { allow } }
      : { models: Object.fromEntries(allow.map((text) => [text, {}])) };
  const provider = (ids: readonly string[]) => ({
    baseUrl: `${origin}/v1`,
    api: 'openai-completions',
    apiKey: 'fake-key',
    models: ids.map((id) => ({ id, name: id, contextWindow: 131_072, maxTokens: 4096 })),
  });
  return {
    agents: { defaults: { skipBootstrap: true, model: primary, ...agents } },
    models: { providers: { vllm: provider(['m1', 'm2']), gpu: provider(['other']) } },
  };
}

function predict(allow: readonly string[], release: string): string {
  const config = configOf(allow, release, 'http://127.0.0.1:1');
  const traits = traitsOf(release);
  const references = collectReferences(
    config,
    readModelIndex(config, () => false, traits),
  );
  const refused = refusedReferences(config, references, traits).find(({ place }) => place === 'primary');
  return refused === undefined ? 'the primary' : refused.then === 'another' ? 'another model' : 'no request';
}

describe.each(['2026.9.6', '2026.4.22'])(
  'what a list of allowed models does to the primary of OpenClaw %s',
  (release) => {
    const program = installedProgram(release);

    it.skipIf(program === undefined).each(cases)('$name', { timeout: 400_000 }, async ({ allow }) => {
      if (program === undefined) throw new Error('not installed');
      const { requests, output } = await runTurn({ program, config: (origin) => configOf(allow, release, origin) });
      const asked = requests.find(({ path }) => path.endsWith('/chat/completions'))?.model;
      const ran = asked === undefined ? 'no request' : asked === 'm1' ? 'the primary' : 'another model';
      expect(ran, output.slice(-1500)).toBe(predict(allow, release));
    });
  },
);
