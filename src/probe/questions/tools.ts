import { acceptance } from './judge.js';
import { callRequest, judgeCall, toolSchema, tools } from './judge-call.js';
import { defineQuestion } from './question.js';
import { askStreamedVariant, askVariant } from './reaction.js';
import type { Variant } from './variant.js';

const sum = { a: 17, b: 25 };
const auto = callRequest(tools.add, sum, { tool_choice: 'auto' });
const callCost = { requests: 1, tokens: 300 };

/** In one piece: what a stream is compared with. */
export const toolsAuto = defineQuestion({
  name: 'tools-auto',
  level: 'standard',
  cost: callCost,
  ask: async (context) => judgeCall(await askVariant(context, auto), tools.add, sum, context.modelNames),
});

/** As every turn of OpenClaw asks: tools, in a stream. 2026.4.22 leaves `tool_choice` out, which means auto. */
export const toolsStream = defineQuestion({
  name: 'tools-stream',
  level: 'standard',
  cost: callCost,
  ask: async (context) => judgeCall(await askStreamedVariant(context, auto), tools.add, sum, context.modelNames),
});

/** A call that is forced shows what the server can do when the model is unwilling. */
export const toolsRequired = defineQuestion({
  name: 'tools-required',
  level: 'deep',
  cost: callCost,
  ask: async (context) =>
    judgeCall(await askVariant(context, callRequest(tools.add, sum, { tool_choice: 'required' })), tools.add, sum),
});

export const toolsNamed = defineQuestion({
  name: 'tools-named',
  level: 'deep',
  cost: callCost,
  async ask(context) {
    const choice = { type: 'function', function: { name: tools.add.name } };
    return judgeCall(await askVariant(context, callRequest(tools.add, sum, { tool_choice: choice })), tools.add, sum);
  },
});

/** Some parsers stream no `{}` for a tool without arguments. */
export const toolsNoArguments = defineQuestion({
  name: 'tools-no-arguments',
  level: 'deep',
  cost: callCost,
  ask: async (context) => judgeCall(await askStreamedVariant(context, callRequest(tools.now, {})), tools.now, {}),
});

const note = { text: 'say "hi" \\ and {"a": [1, 2]} in 漢字, ü and €' };

export const toolsSpecialCharacters = defineQuestion({
  name: 'tools-special-characters',
  level: 'deep',
  cost: callCost,
  ask: async (context) => judgeCall(await askStreamedVariant(context, callRequest(tools.note, note)), tools.note, note),
});

// As OpenClaw sends an id back: without its dashes (2026.4.22 and 2026.9.6, ran).
const callId = 'chatcmpltoolabc123';

/** The second request of a turn with a tool: content null beside the call, the result as text. */
export const toolsResult = defineQuestion({
  name: 'tools-result',
  level: 'standard',
  cost: { requests: 1, tokens: 150 },
  async ask(context) {
    const call = {
      id: callId,
      type: 'function',
      function: { name: tools.add.name, arguments: JSON.stringify(sum) },
    };
    const messages = [
      { role: 'user', content: 'Add 17 and 25.' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: callId, content: '42' },
    ];
    const variant: Variant = {
      what: 'a tool call and its result in the history',
      body: { messages, tools: [toolSchema(tools.add)] },
    };
    return acceptance(await askVariant(context, variant), 'the result of a tool is taken');
  },
});

/** Sent with `compat.supportsStrictMode: true` only. */
export const toolsStrict = defineQuestion({
  name: 'tools-strict',
  level: 'deep',
  cost: { requests: 1, tokens: 150 },
  async ask(context) {
    const body = { ...auto.body, tools: [toolSchema(tools.add, { strict: true })] };
    return acceptance(await askVariant(context, { what: 'strict: true in a tool', body }), 'taken or ignored');
  },
});

/** What OpenClaw 2026.4.22 makes of `supportsTools: false` (ran); vLLM refuses it from 0.20.0 on. */
export const toolsEmpty = defineQuestion({
  name: 'tools-empty',
  level: 'standard',
  cost: { requests: 1, tokens: 40 },
  ask: async (context) =>
    acceptance(
      await askVariant(context, { what: 'tools: []', body: { tools: [] } }),
      'an empty list of tools is taken',
    ),
});
