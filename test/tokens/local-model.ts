import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { JsonObject, JsonValue } from '../../src/config/json.js';
import type { Answer } from '../../src/probe/types.js';
import type { PromptAsk } from '../../src/tokens/ask.js';
import { textOf } from '../../src/tokens/prompt.js';

export interface LocalModel {
  /** How the template prints a tool; undefined: it prints none. */
  readonly printTool?: (tool: JsonValue) => string;
  /** Text of the template before the tools. */
  readonly preamble?: string;
  /** Tokens of this vocabulary for one of o200k_base. */
  readonly ratio?: number;
  /** Like vLLM before 0.9.0. */
  readonly tokenizeDropsTools?: boolean;
  readonly refuses?: (messages: readonly JsonValue[], tools: readonly JsonValue[]) => boolean;
}

/** A model that counts for real, in this process: gpt-tokenizer, with a chat template in the manner of ChatML. */
export function localModel(model: LocalModel) {
  const asked: { route: string; tokens: number }[] = [];
  const count = (text: string) => Math.round(countTokens(text, { disallowedSpecial: new Set() }) * (model.ratio ?? 1));
  const promptTokens = (messages: readonly JsonValue[], tools: readonly JsonValue[]) => {
    const print = model.printTool;
    const printed = print === undefined ? '' : tools.map(print).join('\n');
    const head = printed === '' ? 0 : count(`${model.preamble ?? ''}${printed}`);
    return messages.reduce((sum: number, message) => sum + count(textOf(message as JsonObject)) + 4, head) + 3;
  };
  const answer = async <T>(
    route: string,
    tokens: number | undefined,
    value: (tokens: number) => T,
  ): Promise<Answer<T>> => {
    if (tokens === undefined) return refusal(route);
    asked.push({ route, tokens });
    return { ok: true, ms: 1, value: value(tokens) };
  };
  const templated = (messages: readonly JsonValue[], tools: readonly JsonValue[]) =>
    model.refuses?.(messages, tools) === true ? undefined : promptTokens(messages, tools);

  const ask = {
    tokenize: (question) =>
      answer(
        'tokenize',
        'prompt' in question
          ? count(question.prompt)
          : templated(question.messages, model.tokenizeDropsTools === true ? [] : (question.tools ?? [])),
        (tokens) => ({ count: tokens }),
      ),
    chat: (question) =>
      answer('chat', templated(question.messages, question.tools ?? []), (tokens) => ({
        model: question.model,
        text: 'a',
        finishReason: 'length',
        promptTokens: tokens,
      })),
  } as const satisfies PromptAsk;
  return { ask, asked, promptTokens };
}

function refusal(route: string): Answer<never> {
  return {
    ok: false,
    ms: 1,
    failure: {
      kind: 'http',
      message: 'http 400',
      route: `POST /${route}`,
      provider_family: 'vllm',
      http_status: 400,
      correlation_id: 'test',
      remediation_hint: '',
    },
  };
}

/** Like Python's `json.dumps`. */
export function pythonJson(value: JsonValue): string {
  return JSON.stringify(value, null, 1)
    .replaceAll(/,\n\s*/g, ', ')
    .replaceAll(/([[{])\n\s*/g, '$1')
    .replaceAll(/\n\s*([\]}])/g, '$1');
}

export const fourSpaces = (value: JsonValue) => JSON.stringify(value, null, 4);
