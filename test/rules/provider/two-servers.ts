export interface TwoServers {
  /** `agents.defaults.model`, as JSON5. */
  readonly model: string;
  /** Base URLs of the providers `a` and `b`. */
  readonly a?: string;
  readonly b?: string;
  /** Rows of `b`. */
  readonly rows?: string;
  /** `apiKey` of `b`. */
  readonly key?: string;
  /** Members of agents after `defaults`. */
  readonly agents?: string;
}

const row = (id: string) => `{ id: "${id}", name: "${id}", contextWindow: 65536, maxTokens: 4096 }`;

/** Two machines: `a` with the models big and small, `b` with big. */
export function twoServers({
  model,
  a = 'http://10.0.0.1:8000/v1',
  b = 'http://10.0.0.2:8000/v1',
  rows = row('big'),
  key = 'vllm-local',
  agents = '',
}: TwoServers): string {
  return `{
  // who answers
  agents: { defaults: { model: ${model} }${agents === '' ? '' : `, ${agents}`} },
  models: { providers: {
    a: { baseUrl: "${a}", api: "openai-completions", apiKey: "vllm-local", models: [${row('big')}, ${row('small')}] },
    b: { baseUrl: "${b}", api: "openai-completions", apiKey: "${key}", models: [${rows}] },
  } },
}
`;
}
