import { editDistance } from '../nearest.js';

/**
 * The one of `names` that was probably meant by `name`: letters lost, added, changed or swapped, or another underscore. Undefined
 * when several are as near. `BOX_1_KEY` is no slip of `BOX_2_KEY`, nor `CPU_KEY` one of `GPU_KEY`: digits and the first letter of
 * a name are written on purpose.
 */
export function nearVariable(name: string, names: readonly string[]): string | undefined {
  const near = names
    .filter((other) => other !== name && plain(other)[0] === plain(name)[0] && digits(other) === digits(name))
    .map((other) => ({ other, distance: editDistance(plain(name), plain(other)) }))
    .filter(({ other, distance }) => distance <= limitFor(Math.min(plain(name).length, plain(other).length)))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first !== undefined && first.distance !== second?.distance ? first.other : undefined;
}

/** In a short word one letter makes another word. */
function limitFor(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

function plain(name: string): string {
  return name.toUpperCase().replace(/_/g, '');
}

function digits(name: string): string {
  return name.replace(/\D/g, '');
}
