/** A sentence of the validator or a long path, cut so that a message stays on one line. */
export function shortened(text: string, most = 70): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
