export interface OneModel {
  readonly provider?: string;
  readonly id?: string;
  readonly baseUrl?: string;
  /** Members of the provider block besides baseUrl and models, as JSON5. */
  readonly block?: string;
  /** Members of the provider block after models, a line each. */
  readonly after?: string;
  /** Members of the model row besides id and name. */
  readonly row?: string;
  /** Members of agents.defaults besides model. */
  readonly agents?: string;
  /** Reference of the primary; undefined: the model itself. */
  readonly primary?: string;
  /** Sections after `models`. */
  readonly rest?: string;
}

/** The text of a config with one self-hosted model, comments in between so that a fix has something to lose. */
export function oneModel({
  provider = 'vllm',
  id = 'm1',
  baseUrl = 'http://127.0.0.1:8000/v1',
  block = 'api: "openai-completions", apiKey: "vllm-local"',
  after = '',
  row = 'contextWindow: 32768, maxTokens: 4096',
  agents = '',
  primary = `${provider}/${id}`,
  rest = '',
}: OneModel = {}): string {
  const members = (text: string) => (text === '' ? '' : `, ${text}`);
  return `{
  // who answers
  agents: { defaults: { model: { primary: "${primary}" }${members(agents)} } },
  models: {
    providers: {
      ${provider}: {
        baseUrl: "${baseUrl}"${members(block)},
        models: [
          { id: "${id}", name: "${id}"${members(row)} }, // from the model card
        ],${after === '' ? '' : `\n        ${after},`}
      },
    },
  },${rest}
}
`;
}
