import { things } from './words.js';

/** Puts words into the holes of a template; other words in each pass, so that no paragraph comes twice. */
export function fill(template: string, seed: number): string {
  let hole = 0;
  return template.replaceAll('{t}', () => {
    hole += 1;
    return things[(seed * 11 + hole * 5) % things.length] ?? 'file';
  });
}
