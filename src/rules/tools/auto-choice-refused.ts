import { askedModels, mark, proofOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { toolsOff } from './tools-off.js';

export default defineRule({
  meta: {
    id: 'tools/auto-choice-refused',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'the server refuses every request with tools: it was started without a tool parser',
    why: 'OpenClaw sends tools with every turn, and shows "provider rejected the request schema or tool payload" in place of the server\'s own sentence.',
    remedy: 'start vLLM with --enable-auto-tool-choice and the --tool-call-parser of this model',
    source: [
      'vLLM 0.6.0 on: tools without tool_choice mean auto, and auto wants both flags',
      'OpenClaw 2026.4.22 to 2026.9.6: tools in every turn, from 2026.5.12 on with tool_choice auto, ran',
    ],
    messages: { parser: "{host} takes no tools for '{model}': start it with --tool-call-parser {parser}" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [
          {
            name: 'tools-stream',
            verdict: 'no',
            marks: { error: 'vllm.tools.auto-needs-flags', modelParser: 'hermes' },
            says: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
          },
        ],
      },
    },
    finds: "127.0.0.1:8000 takes no tools for 'qwen3': start it with --tool-call-parser hermes",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('tools-stream') ?? asked.refused('tools-auto');
      if (found === undefined || asked.model.request.tools !== 'sent' || !needsFlags(mark(found, 'error'))) continue;
      const parser = mark(found, 'modelParser') ?? '<name>';
      report({
        messageId: 'parser',
        at: asked.at,
        data: { host: asked.host, model: asked.model.id, parser },
        proof: [...proofOf(found), `vllm serve … --enable-auto-tool-choice --tool-call-parser ${parser}`],
        fix: toolsOff(asked),
      });
    }
  },
});

/** Row of the table of sentences: vLLM 0.6.0 on. */
export function needsFlags(error: string | undefined): boolean {
  return error === 'vllm.tools.auto-needs-flags';
}
