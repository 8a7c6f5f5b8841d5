import type { SimulatorOptions } from '../../src/simulate/types.js';

/** A config and a server on which OpenClaw gives no answer, until `ovd fix --write --yes` was there once. */
export interface BrokenSetup {
  readonly name: string;
  /** JSON5 text; `ORIGIN` is the address of the server, `PORT` its port. */
  readonly config: string;
  /** Files beside the config. */
  readonly files?: Readonly<Record<string, string>>;
  readonly server?: Partial<SimulatorOptions>;
  readonly env?: Readonly<Record<string, string>>;
  /** The fix changes behaviour, so `--unsafe` is needed. */
  readonly unsafe?: true;
  /** Releases in which it is broken; both unless said. */
  readonly releases?: readonly string[];
}

export interface Parts {
  /** Members of the provider block, in place of the usual ones when the name is the same. */
  readonly provider?: Readonly<Record<string, string>>;
  /** Members of the model row. */
  readonly model?: Readonly<Record<string, string>>;
  /** Members of agents.defaults. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Further root members, as text. */
  readonly rest?: string;
  readonly id?: string;
}

export const window = 65_536;

/** A healthy config, comments at every level, with parts replaced; a part that is '' leaves its key out. */
export function configOf({ provider = {}, model = {}, defaults = {}, rest = '', id = 'vllm' }: Parts): string {
  const row = members(
    { id: '"m1"', name: '"Model one"', contextWindow: String(window), maxTokens: '4096', ...model },
    10,
  );
  const block = members(
    {
      baseUrl: '"ORIGIN/v1"',
      api: '"openai-completions"',
      apiKey: '"vllm-local"',
      models: `[\n        // the only one\n        {\n${row}\n        },\n      ]`,
      ...provider,
    },
    6,
  );
  const agents = members({ model: `{ primary: "${id}/m1" }`, ...defaults }, 4);
  return `// kept by hand
{
  /* agents first */
  agents: { defaults: {
${agents}
  } },
  models: { providers: {
    ${id}: { // the box under the desk
${block}
    },
  } }, // end of models
${rest}}
`;
}

function members(parts: Readonly<Record<string, string>>, indent: number): string {
  return Object.entries(parts)
    .filter(([, text]) => text !== '')
    .map(([key, text], i) => `${' '.repeat(indent)}${key}: ${text},${i === 0 ? ' // first' : ''}`)
    .join('\n');
}
