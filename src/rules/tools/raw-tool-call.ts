import type { Capability } from '../../probe/types.js';
import { type AskedModel, askedModels, mark, proofOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'tools/raw-tool-call',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'tool calls arrive as text, because the server uses no parser or the wrong one',
    why: 'Nothing is run, and the markup lands in the chat; 2026.9.6 ends such a turn with "Agent couldn\'t generate a response".',
    remedy:
      'start the server with the --tool-call-parser that fits the markup, and with the chat template of the model',
    source: [
      'OpenClaw 2026.9.6: "Assistant reply looks like a tool call, but no structured tool invocation was emitted", ran',
      'vLLM 0.6.0 to 0.25.1: grammars of vllm/tool_parsers',
    ],
    messages: {
      named: "'{model}' calls tools as text, {marker}; the parser for that is {parser}",
      unnamed: "'{model}' calls tools as text: {marker}",
      streamed: "'{model}' calls tools as text in a stream, {marker}, and properly in one piece",
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [
          { name: 'tools-stream', verdict: 'no', marks: { raw: '<tool_call>', parser: 'hermes' } },
          { name: 'tools-auto', verdict: 'no', marks: { raw: '<tool_call>', parser: 'hermes' } },
        ],
      },
    },
    finds: "'qwen3' calls tools as text, <tool_call>; the parser for that is hermes",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = rawIn(asked);
      const marker = found && mark(found, 'raw');
      if (found === undefined || marker === undefined || asked.model.request.tools !== 'sent') continue;
      const common = { at: asked.at, proof: proofOf(found) };
      const model = asked.model.id;
      // What came tells more than the name of the model, except for markup that several families share.
      const parser = mark(found, 'parser') ?? mark(found, 'modelParser');
      if (asked.capability('tools-auto')?.verdict === 'yes')
        report({ ...common, messageId: 'streamed', data: { model, marker } });
      else if (parser === undefined) report({ ...common, messageId: 'unnamed', data: { model, marker } });
      else report({ ...common, messageId: 'named', data: { model, marker, parser } });
    }
  },
});

/** The stream counts, because OpenClaw streams; a call in one piece shows the same where the stream showed nothing. */
function rawIn(asked: AskedModel): Capability | undefined {
  const isRaw = (found: Capability | undefined) => found !== undefined && mark(found, 'raw') !== undefined;
  const streamed = asked.refused('tools-stream');
  if (isRaw(streamed)) return streamed;
  const whole = asked.refused('tools-auto');
  return isRaw(whole) && asked.capability('tools-stream')?.verdict !== 'yes' ? whole : undefined;
}
