import type { JsonValue } from '../json-fields.js';
import { rowsAt } from '../json-fields.js';
import type { SentShape } from '../types.js';
import { acceptance, inconclusive } from './judge.js';
import { toolSchema, tools } from './judge-call.js';
import { defineQuestion, type QuestionContext } from './question.js';
import { failed, type Reaction, routeOf } from './reaction.js';

/**
 * Every field at once, with the limit of the config, as the release sends them: what refuses this refuses every turn, also for a reason
 * that no other question looks for. The stream is ended at its first event, so that no long answer is paid for.
 */
export const wholeRequest = defineQuestion({
  name: 'whole-request',
  level: 'standard',
  cost: { requests: 1, tokens: 250 },
  async ask(context) {
    const { sends } = context;
    if (sends === undefined) return inconclusive('no config says what is sent');
    return acceptance(await askWhole(context, sends), 'all fields together are taken');
  },
});

async function askWhole({ stoppable, model }: QuestionContext, sends: SentShape): Promise<Reaction> {
  const { client, stop } = stoppable();
  let begun = false;
  const answer = await client.postStream('/chat/completions', wholeBody(model, sends), (event) => {
    if (rowsAt(event, ['choices'])?.[0] === undefined) return;
    begun = true;
    stop();
  });
  const request = `POST ${routeOf(client)}, streamed: all that OpenClaw sends`;
  if (begun || answer.ok)
    return { kind: 'accepted', reply: noReply, proof: { request, answer: '200: a stream begins' } };
  return failed(answer.failure, request);
}

const noReply = { text: '', reasoning: '', finishReason: null, calls: [] } as const;

/** Fields and their order of importance as recorded of OpenClaw 2026.4.22 and 2026.9.6; the texts are ours, and short. */
export function wholeBody(model: string, sends: SentShape): Record<string, JsonValue> {
  const user = (text: string, inParts: boolean): JsonValue => ({
    role: 'user',
    content: inParts ? [{ type: 'text', text }] : text,
  });
  const asked = 'Reply with exactly: ok';
  const messages: JsonValue[] = [
    { role: sends.systemRole, content: 'You are a helpful assistant.' },
    user(asked, sends.contentParts && !sends.twoUserMessages),
    ...(sends.twoUserMessages ? [user('Nothing else is to be reported.', sends.contentParts)] : []),
  ];
  const strict = sends.strictTools ? { strict: true } : {};
  const offered = [toolSchema(tools.now, strict), toolSchema(tools.note, strict)];
  return {
    model,
    messages,
    stream: true,
    ...(sends.usageInStream && { stream_options: { include_usage: true } }),
    ...(sends.store && { store: false }),
    ...(sends.maxTokens !== null && { [sends.limitField]: sends.maxTokens }),
    ...(sends.tools === 'sent' && { tools: offered, tool_choice: 'auto' }),
    ...(sends.tools === 'empty-list' && { tools: [] }),
    ...(sends.reasoningEffort && { reasoning_effort: 'medium' }),
  };
}
