import type { JsonObject } from '../../src/config/json.js';

/** `params` that decide the output limit of `vllm/m1`, whose row says 4096. */
export interface ParamsCase {
  readonly name: string;
  readonly primary: string;
  /** `agents.defaults` beside the model. */
  readonly defaults?: JsonObject;
  /** The entry of `main`. */
  readonly agent?: JsonObject;
  readonly provider?: JsonObject;
  readonly rows?: JsonObject[];
  /** Keys that older schemas refuse. */
  readonly newer?: true;
}

const m1 = (more: JsonObject) => [{ id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 4096, ...more }];
const ofModel = (maxTokens: number, key = 'vllm/m1') => ({ [key]: { params: { maxTokens } } });
const primary = 'vllm/m1';

export const paramsCases: readonly ParamsCase[] = [
  { name: 'params of the agent, below', primary, agent: { params: { maxTokens: 512 } } },
  { name: 'params of the agent, above', primary, agent: { params: { maxTokens: 9000 } } },
  {
    name: 'params of the agent, of the model, of all',
    primary,
    defaults: { params: { maxTokens: 100 }, models: ofModel(200) },
    agent: { params: { maxTokens: 300 } },
  },
  { name: 'another name of the limit', primary, agent: { params: { max_tokens: 300 } } },
  { name: 'params of the agent: zero', primary, agent: { params: { maxTokens: 0 } } },
  { name: 'params of the agent: a text', primary, agent: { params: { maxTokens: '300' } } },
  {
    name: 'params of the agent: below zero',
    primary,
    defaults: { params: { maxTokens: 700 } },
    agent: { params: { maxTokens: -5 } },
  },
  {
    name: 'params of the agent: null',
    primary,
    defaults: { params: { maxTokens: 700 } },
    agent: { params: { maxTokens: null } },
  },
  { name: 'extra_body', primary, agent: { params: { extra_body: { max_completion_tokens: 99 } } } },
  {
    name: 'extra_body of another field',
    primary,
    defaults: { params: { extraBody: { max_tokens: 88 }, maxTokens: 500 } },
  },
  { name: 'a key in other letters', primary, defaults: { models: ofModel(222, 'VLLM/M1') } },
  { name: 'params and an unlisted id', primary: 'vllm/other', agent: { params: { maxTokens: 1234 } } },
  { name: 'params above the cap', primary, rows: m1({ maxTokens: 40_000 }), agent: { params: { maxTokens: 50_000 } } },
  { name: 'params of the row, above it', primary, rows: m1({ params: { maxTokens: 6000 } }), newer: true },
  { name: 'params of the provider', primary, provider: { params: { maxTokens: 7000 } }, newer: true },
  {
    name: 'params of the row beside a zero',
    primary,
    rows: m1({ params: { maxTokens: 6000 } }),
    defaults: { models: ofModel(0) },
    newer: true,
  },
  {
    name: 'params of the agent for the model',
    primary,
    agent: { models: ofModel(444) },
    defaults: { models: ofModel(222) },
    newer: true,
  },
  {
    name: 'extra_body of the row',
    primary,
    rows: m1({ params: { extra_body: { max_completion_tokens: 77 } } }),
    newer: true,
  },
];
