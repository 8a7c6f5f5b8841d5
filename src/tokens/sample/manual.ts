import { sampleCosts } from './counts.js';
import { dense } from './dense.js';
import { fill } from './fill.js';
import { prose } from './prose.js';
import { titles } from './words.js';

export interface Sample<T> {
  readonly value: T;
  /** o200k_base tokens, added up from the counted pieces. */
  readonly tokens: number;
}

const blocksPerSection = 6;

/** Text of exactly `chars` characters, as close to `tokens` tokens as its material allows. Deterministic. */
export function sampleText(chars: number, tokens: number): Sample<string> {
  const wanted = chars === 0 ? 0 : tokens / chars;
  const used = { prose: 0, dense: 0 };
  let text = '';
  let cost = 0;
  for (let block = 0; text.length < chars; block += 1) {
    if (block % blocksPerSection === 0) {
      const section = block / blocksPerSection;
      text += `## ${(section % 999) + 1}. ${titles[section % titles.length]}\n\n`;
      cost += sampleCosts.titles[section % titles.length] ?? 0;
    }
    const pool = cost > text.length * wanted ? 'prose' : 'dense';
    const material = pool === 'prose' ? prose : dense;
    const at = used[pool] % material.length;
    const pass = Math.floor(used[pool] / material.length);
    used[pool] += 1;
    const piece = `${fill(material[at] ?? '', at + pass * 3)}\n\n`;
    const kept = piece.slice(0, Math.max(0, chars - text.length));
    text += kept;
    cost += ((sampleCosts[pool][at] ?? 0) * kept.length) / piece.length;
  }
  return { value: text.slice(0, chars), tokens: Math.round(cost) };
}
