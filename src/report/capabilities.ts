import type { Capability, CapabilityName } from '../probe/types.js';

interface Row {
  readonly group: 'access' | 'messages' | 'tools' | 'fields' | 'answers' | 'server';
  readonly title: string;
  /** Neither answer is better than the other. */
  readonly neutral?: true;
}

/** The words of the matrix, by question. */
const rows: Readonly<Record<CapabilityName, Row>> = {
  'key-required': { group: 'access', title: 'wants a key', neutral: true },
  'open-routes': { group: 'access', title: 'routes without key', neutral: true },
  'system-role': { group: 'messages', title: 'system first' },
  'parts-content': { group: 'messages', title: 'content in parts' },
  'two-user-messages': { group: 'messages', title: 'two user messages' },
  'developer-role': { group: 'messages', title: 'developer role' },
  'system-in-the-middle': { group: 'messages', title: 'system in the middle' },
  'tools-stream': { group: 'tools', title: 'call, streamed' },
  'tools-auto': { group: 'tools', title: 'call, in one piece' },
  'tools-result': { group: 'tools', title: 'result of a call' },
  'tools-no-arguments': { group: 'tools', title: 'call without arguments' },
  'tools-special-characters': { group: 'tools', title: 'special characters' },
  'tools-required': { group: 'tools', title: 'call required' },
  'tools-named': { group: 'tools', title: 'call by name' },
  'tools-strict': { group: 'tools', title: 'strict tools' },
  'tools-empty': { group: 'tools', title: 'empty list of tools', neutral: true },
  'whole-request': { group: 'fields', title: 'all that is sent' },
  'stream-usage': { group: 'answers', title: 'usage in streams' },
  'max-completion-tokens': { group: 'fields', title: 'max_completion_tokens' },
  'max-tokens': { group: 'fields', title: 'max_tokens' },
  'store-field': { group: 'fields', title: 'store' },
  'unknown-fields': { group: 'fields', title: 'unknown fields' },
  'reasoning-field': { group: 'answers', title: 'reasoning apart' },
  'reasoning-effort': { group: 'fields', title: 'reasoning_effort' },
  'json-schema': { group: 'answers', title: 'JSON schema' },
  'responses-api': { group: 'server', title: '/v1/responses', neutral: true },
  'prefix-cache': { group: 'server', title: 'prefix cache' },
  'server-load': { group: 'server', title: 'load' },
};

export interface MatrixRow {
  readonly group: Row['group'];
  readonly title: string;
  readonly state: 'ok' | 'error' | 'info' | 'skipped';
  readonly word: 'yes' | 'no' | 'unsure';
  readonly detail: string;
}

const groups = ['access', 'messages', 'tools', 'fields', 'answers', 'server'] as const;

/** By group, in the order of the questions within each. */
export function matrixOf(capabilities: readonly Capability[]): readonly MatrixRow[] {
  const all = capabilities.map(({ name, verdict, detail }): MatrixRow => {
    const { group, title, neutral } = rows[name];
    const word = verdict === 'inconclusive' ? 'unsure' : verdict;
    const judged = word === 'yes' ? 'ok' : word === 'no' ? 'error' : 'skipped';
    return { group, title, word, detail, state: neutral === true && judged !== 'skipped' ? 'info' : judged };
  });
  return groups.flatMap((group) => all.filter((row) => row.group === group));
}
