/** A sentence of the validator, cut so that a message stays on one line. */
export function shortened(problem: string): string {
  return problem.length <= 70 ? problem : `${problem.slice(0, 69)}…`;
}
