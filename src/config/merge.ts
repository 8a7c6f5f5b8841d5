import type { ConfigNode, Member, ObjectNode } from './document.js';
import type { JsonValue } from './json.js';

/** Keys that OpenClaw drops while it merges (2026.4.22, 2026.9.6). */
const blocked = new Set(['__proto__', 'constructor', 'prototype']);

/** Objects merge, arrays concatenate, else `later` wins. An object that both write stands where `later` writes it. */
export function mergeNodes(earlier: ConfigNode, later: ConfigNode): ConfigNode {
  if (earlier.kind === 'array' && later.kind === 'array')
    return { ...later, items: [...earlier.items, ...later.items] };
  if (earlier.kind !== 'object' || later.kind !== 'object') return later;
  const members = lastMembers(earlier);
  for (const [key, member] of lastMembers(later)) {
    if (blocked.has(key)) continue;
    const before = members.get(key);
    members.set(key, before === undefined ? member : { ...member, value: mergeNodes(before.value, member.value) });
  }
  return { ...later, members: [...members.values()] };
}

export function withoutKey(node: ObjectNode, key: string): ObjectNode {
  return { ...node, members: node.members.filter((member) => member.key !== key) };
}

/** The value that a tree stands for: the last of equal keys wins, `__proto__` is a key like any other. */
export function nodeValue(node: ConfigNode): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(nodeValue);
  return Object.fromEntries([...lastMembers(node)].map(([key, { value }]) => [key, nodeValue(value)]));
}

/** In the order in which the keys first appear, as in a JavaScript object. */
function lastMembers({ members }: ObjectNode): Map<string, Member> {
  return new Map(members.map((member) => [member.key, member]));
}
