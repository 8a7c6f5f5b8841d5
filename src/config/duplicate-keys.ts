import type { Syntax } from '../facts/types.js';
import type { ConfigNode, Member } from './document.js';
import type { ConfigPath } from './path.js';

/** Keys that stand more than once in one object: each lost one, beside the last one, which wins. Spans are those of the keys. */
export function duplicateKeys(root: ConfigNode): Syntax['duplicateKeys'] {
  const found: Syntax['duplicateKeys'][number][] = [];
  const visit = (node: ConfigNode, path: ConfigPath): void => {
    if (node.kind === 'array') for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    if (node.kind !== 'object') return;
    const last = new Map(node.members.map((member): [string, Member] => [member.key, member]));
    for (const member of node.members) {
      const wins = last.get(member.key);
      if (wins !== undefined && wins !== member) {
        found.push({ path: [...path, member.key], lost: member.keySpan, wins: wins.keySpan });
      }
      visit(member.value, [...path, member.key]);
    }
  };
  visit(root, []);
  return found;
}
