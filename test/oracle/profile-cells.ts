import type { SimulatorOptions } from '../../src/simulate/types.js';

/** One server, and whether a turn of the real program comes to an end with the text of the model. */
export interface ProfileCell {
  readonly name: string;
  readonly options: Partial<SimulatorOptions>;
  /** Of the model row. */
  readonly row?: Readonly<Record<string, unknown>>;
  /** What real programs did; the doctor has to agree. */
  readonly answers: { readonly '2026.4.22': boolean; readonly '2026.9.6': boolean };
  /** Not part of the short run. */
  readonly long?: true;
}

const both = { '2026.4.22': true, '2026.9.6': true };
const none = { '2026.4.22': false, '2026.9.6': false };
const newOnly = { '2026.4.22': false, '2026.9.6': true };
const chat = ['/v1/chat/completions'];

export const profileCells: readonly ProfileCell[] = [
  { name: 'vLLM 0.11.0', options: {}, answers: both },
  { name: 'vLLM 0.8.5', options: { release: '0.8.5' }, answers: both, long: true },
  { name: 'vLLM 0.25.1', options: { release: '0.25.1' }, answers: both },
  { name: 'SGLang', options: { server: 'sglang' }, answers: both },
  { name: 'llama.cpp', options: { server: 'llama.cpp' }, answers: both },
  { name: 'Ollama', options: { server: 'ollama' }, answers: both },
  { name: 'LM Studio', options: { server: 'lmstudio' }, answers: both, long: true },
  { name: 'TGI', options: { server: 'tgi' }, answers: both, long: true },
  { name: 'LiteLLM', options: { server: 'litellm' }, answers: both, long: true },
  { name: 'MLX', options: { server: 'mlx' }, answers: both, long: true },
  { name: 'NIM', options: { server: 'nim' }, answers: both, long: true },
  { name: 'TabbyAPI', options: { server: 'tabbyapi' }, answers: both, long: true },
  { name: 'OpenAI-like', options: { server: 'openai-like' }, answers: both, long: true },
  { name: 'no tool flags', options: { tools: false }, answers: none },
  {
    name: 'roles must alternate',
    options: { rolesMustAlternate: true },
    answers: { '2026.4.22': true, '2026.9.6': false },
  },
  { name: 'strings only', options: { stringContentOnly: true }, answers: none },
  {
    name: 'strings only, requiresStringContent',
    options: { stringContentOnly: true },
    row: { compat: { requiresStringContent: true } },
    answers: both,
    long: true,
  },
  { name: 'system first', options: { template: ['system-first'] }, answers: both, long: true },
  { name: 'no developer role', options: { template: ['no-developer'] }, answers: both, long: true },
  { name: 'no system role', options: { template: ['no-system'] }, answers: none, long: true },
  {
    name: 'refuses store',
    options: { refusedFields: ['store'] },
    answers: { '2026.4.22': false, '2026.9.6': true },
    long: true,
  },
  { name: 'wants max_tokens', options: { refusedFields: ['max_completion_tokens'] }, answers: none, long: true },
  { name: 'thinks in a field', options: { reasoning: 'parsed' }, answers: both, long: true },
  { name: 'thinks aloud', options: { reasoning: 'raw' }, answers: both, long: true },
  { name: 'thinks aloud, unopened', options: { reasoning: 'unopened' }, answers: both, long: true },
  { name: 'no usage', options: { faults: [{ kind: 'no-usage' }] }, answers: both, long: true },
  { name: 'usage is null', options: { faults: [{ kind: 'usage-null' }] }, answers: both, long: true },
  { name: 'no [DONE]', options: { faults: [{ kind: 'no-done' }] }, answers: both, long: true },
  { name: 'CRLF', options: { faults: [{ kind: 'crlf' }] }, answers: both, long: true },
  { name: 'no space behind data:', options: { faults: [{ kind: 'no-space' }] }, answers: both, long: true },
  { name: 'wrong content type', options: { faults: [{ kind: 'wrong-type' }] }, answers: both, long: true },
  { name: 'no blank lines', options: { faults: [{ kind: 'no-blank-lines' }] }, answers: none, long: true },
  { name: 'half JSON in the stream', options: { faults: [{ kind: 'half-json' }] }, answers: none, long: true },
  { name: 'error in the stream', options: { faults: [{ kind: 'stream-error' }] }, answers: none, long: true },
  { name: 'no stream at all', options: { faults: [{ kind: 'not-streamed' }] }, answers: newOnly, long: true },
  { name: 'no finish_reason', options: { faults: [{ kind: 'no-finish' }] }, answers: both, long: true },
  { name: 'no choices', options: { faults: [{ kind: 'no-choices' }] }, answers: none, long: true },
  { name: 'content is null', options: { faults: [{ kind: 'content-null' }] }, answers: none, long: true },
  { name: 'cut in the stream', options: { faults: [{ kind: 'cut' }] }, answers: none, long: true },
  { name: 'dead engine', options: { faults: [{ kind: 'server-error', paths: chat }] }, answers: none, long: true },
  { name: '503 twice', options: { faults: [{ kind: 'loading', paths: chat, times: 2 }] }, answers: both, long: true },
  { name: 'no model list', options: { faults: [{ kind: 'models-missing' }] }, answers: both, long: true },
];
