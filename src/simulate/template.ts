import type { JsonObject } from '../config/json.js';
import { sentence } from './refusal.js';
import type { SimulatorOptions, TemplateRule } from './types.js';

type Template = Pick<SimulatorOptions, 'rolesMustAlternate' | 'template'>;

/** What a chat template raises about these messages; undefined when it prints them. The sentences are those of model repositories. */
export function templateComplaint(messages: readonly JsonObject[], { rolesMustAlternate, template = [] }: Template) {
  const roles = messages.map((message) => message['role']);
  for (const rule of template) {
    const complaint = complaints[rule](roles);
    if (complaint !== undefined) return complaint;
  }
  return rolesMustAlternate === true && !alternates(messages) ? sentence('vllm.template.alternate') : undefined;
}

type Roles = readonly (JsonObject[string] | undefined)[];

const complaints: Readonly<Record<TemplateRule, (roles: Roles) => string | undefined>> = {
  missing: () => sentence('vllm.template.missing'),
  'no-system': (roles) => (roles.includes('system') ? sentence('vllm.template.system-unsupported') : undefined),
  'system-first': (roles) => (roles.lastIndexOf('system') > 0 ? sentence('vllm.template.system-first') : undefined),
  // Qwen3.5 and its likes.
  'no-developer': (roles) => (roles.includes('developer') ? 'Unexpected message role.' : undefined),
};

/** As Mistral's template counts: tool results, and turns of the assistant that only call tools, do not. */
function alternates(messages: readonly JsonObject[]): boolean {
  const counted = messages
    .filter((message, index) => !(index === 0 && message['role'] === 'system'))
    .filter((message) => message['role'] !== 'tool' && !(message['role'] === 'assistant' && callsTools(message)))
    .map((message) => message['role']);
  return counted.every((role, index) => role === (index % 2 === 0 ? 'user' : 'assistant'));
}

function callsTools(message: JsonObject): boolean {
  return Array.isArray(message['tool_calls']) && message['tool_calls'].length > 0;
}
