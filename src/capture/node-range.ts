/**
 * Whether a Node version is within a range of `engines`: comparators joined by spaces, alternatives by `||`, as OpenClaw's packages write
 * them (`>=22.22.3 <23 || >=24.15 <25`). What cannot be read allows everything: the program itself will say no.
 */
export function satisfies(version: string, range: string): boolean {
  const given = numbers(version);
  return range.split('||').some((alternative) => {
    const comparators = [...alternative.matchAll(/(>=|<=|>|<|\^|~|=)?\s*v?(\d+(?:\.\d+){0,2})/g)];
    return comparators.every(([, operator = '=', bound = '']) => compare(given, operator, bound));
  });
}

function compare(given: readonly number[], operator: string, bound: string): boolean {
  const limit = numbers(bound);
  const way = given.map((part, i) => part - (limit[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  switch (operator) {
    case '>=':
      return way >= 0;
    case '>':
      return way > 0;
    case '<':
      return way < 0;
    case '<=':
      return way <= 0;
    case '^':
      return way >= 0 && given[0] === limit[0];
    case '~':
      return way >= 0 && given[0] === limit[0] && given[1] === limit[1];
    default:
      // `24` means any 24.x.y
      return bound.split('.').every((part, i) => Number(part) === given[i]);
  }
}

function numbers(version: string): readonly number[] {
  const parts = version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
