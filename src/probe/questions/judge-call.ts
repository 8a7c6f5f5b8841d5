import { isObject, type JsonObject, type JsonValue } from '../../config/json.js';
import { parseJson } from '../json-fields.js';
import { inconclusive, refusal } from './judge.js';
import type { Finding } from './question.js';
import type { Reaction } from './reaction.js';
import type { ToolCall } from './tool-calls.js';
import { findToolMarkup, parserForModel } from './tool-markup.js';
import { callAnswer, type Variant } from './variant.js';

interface Tool {
  readonly name: string;
  readonly description: string;
  readonly properties: JsonObject;
}

export const tools = {
  add: {
    name: 'add_numbers',
    description: 'Adds two whole numbers.',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
  },
  now: { name: 'get_current_time', description: 'Tells the current time.', properties: {} },
  note: { name: 'save_note', description: 'Saves a note.', properties: { text: { type: 'string' } } },
} as const satisfies Record<string, Tool>;

export function toolSchema({ name, description, properties }: Tool, more: JsonObject = {}): JsonValue {
  const parameters = { type: 'object', properties, required: Object.keys(properties) };
  return { type: 'function', function: { name, description, parameters, ...more } };
}

/** A request that asks for one call of `tool` with exactly these arguments. */
export function callRequest(tool: Tool, args: JsonObject, more: Variant['body'] = {}): Variant {
  const wanted = `Call the tool ${tool.name} with ${JSON.stringify(args)}. Do not answer in words.`;
  return {
    what: `one tool, ${more['tool_choice'] === undefined ? 'no tool_choice' : `tool_choice ${choiceText(more['tool_choice'])}`}`,
    body: { messages: [{ role: 'user', content: wanted }], tools: [toolSchema(tool)], ...more },
    maxTokens: callAnswer,
  };
}

function choiceText(choice: JsonValue): string {
  return typeof choice === 'string' ? `"${choice}"` : 'by name';
}

/**
 * What came of such a request. Only a refusal, raw tool text, or arguments that are no JSON prove something against the server: a model
 * that answers in words may simply not want to call.
 */
export function judgeCall(
  reaction: Reaction,
  tool: Tool,
  args: JsonObject,
  modelNames: readonly string[] = [],
): Finding {
  const finding = judgeReaction(reaction, tool, args);
  const modelParser = finding.verdict === 'no' ? parserForModel(...modelNames) : undefined;
  return modelParser === undefined ? finding : { ...finding, marks: { ...finding.marks, modelParser } };
}

function judgeReaction(reaction: Reaction, tool: Tool, args: JsonObject): Finding {
  if (reaction.kind === 'refused') return refusal(reaction);
  if (reaction.kind === 'unsure') return inconclusive(reaction.why, [reaction.proof]);
  const { reply, proof } = reaction;
  const call = reply.calls.find(({ name }) => name === tool.name) ?? reply.calls[0];
  if (call !== undefined) return judgeArguments(call, tool, args, reaction);
  const markup = findToolMarkup(reply.text, tool.name) ?? findToolMarkup(reply.reasoning, tool.name);
  if (markup !== undefined) {
    const where = findToolMarkup(reply.text, tool.name) === undefined ? 'the reasoning' : 'the text';
    return {
      verdict: 'no',
      detail: `the call stands in ${where} as ${markup.marker}, not in tool_calls`,
      proof: [proof],
      marks: { raw: markup.marker, ...(markup.parser !== undefined && { parser: markup.parser }), where },
    };
  }
  if (reply.finishReason === 'length') {
    return inconclusive(`the answer ended after ${callAnswer} tokens, before any call`, [proof]);
  }
  return inconclusive('accepted, but the model answered in words', [proof]);
}

function judgeArguments(
  call: ToolCall,
  tool: Tool,
  args: JsonObject,
  { reply, proof }: Extract<Reaction, { kind: 'accepted' }>,
): Finding {
  if (call.name !== tool.name) return inconclusive('the model called a tool that was not offered', [proof]);
  if (call.argumentsAre === 'object') {
    return {
      verdict: 'no',
      detail: 'arguments come as an object, not as JSON text',
      proof: [proof],
      marks: { broken: 'object' },
    };
  }
  const parsed = call.arguments.trim() === '' ? undefined : parseJson(call.arguments);
  if (isObject(parsed)) {
    const same = JSON.stringify(parsed) === JSON.stringify(args);
    return {
      verdict: 'yes',
      detail: same ? 'called as asked' : 'called, with other arguments than asked',
      proof: [proof],
    };
  }
  if (reply.finishReason === 'length') return inconclusive('the answer ended inside the arguments', [proof]);
  const empty = call.arguments.trim() === '';
  // The SDK of OpenClaw takes an empty text for {}.
  if (empty && Object.keys(args).length === 0) {
    return {
      verdict: 'yes',
      detail: 'called, the arguments are an empty text',
      proof: [proof],
      marks: { emptyArguments: true },
    };
  }
  return {
    verdict: 'no',
    detail: empty ? 'the arguments are an empty text' : 'the arguments are not JSON',
    proof: [proof],
    marks: { broken: empty ? 'empty' : 'no-json' },
  };
}
