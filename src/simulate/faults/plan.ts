import type { Fault } from '../types.js';
import { isStandIn, type ShapingFault, type StandIn } from './kinds.js';

/** What goes wrong with one request. */
export interface Trouble {
  /** In place of an answer; the first that fits. */
  readonly standIn?: Fault & { readonly kind: StandIn };
  readonly shapes: ReadonlySet<ShapingFault>;
}

export interface Faults {
  /** Counts what it hands out. */
  next(path: string): Trouble;
  /** Some fault of this kind was asked for. */
  has(kind: Fault['kind']): boolean;
}

const chatPaths = ['/v1/chat/completions', '/v1/responses', '/chat/completions'];
const listPaths = ['/v1/models', '/models'];
const ofTheList: readonly Fault['kind'][] = [
  'no-models',
  'no-window',
  'null-window',
  'text-window',
  'models-missing',
  'open-models',
];

/** Hands out each fault as often, and as long after the start, as it is meant to happen. `now`: milliseconds of a clock that never goes back. */
export function createFaults(faults: readonly Fault[], now: () => number = () => performance.now()): Faults {
  const started = now();
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Number.POSITIVE_INFINITY]));
  const fits = (fault: Fault, path: string) =>
    (left.get(fault) ?? 0) > 0 &&
    (fault.forMs === undefined || now() - started < fault.forMs) &&
    (pathsOf(fault)?.includes(path) ?? true);
  const take = (fault: Fault) => left.set(fault, (left.get(fault) ?? 0) - 1);
  return {
    has: (kind) => faults.some((fault) => fault.kind === kind),
    next(path) {
      const fitting = faults.filter((fault) => fits(fault, path));
      const standIn = fitting.find(standsIn);
      if (standIn !== undefined) {
        take(standIn);
        return { standIn, shapes: new Set() };
      }
      const shapes = fitting.flatMap((fault): ShapingFault[] => (isStandIn(fault.kind) ? [] : [fault.kind]));
      fitting.forEach(take);
      return { shapes: new Set(shapes) };
    },
  };
}

function standsIn(fault: Fault): fault is Fault & { readonly kind: StandIn } {
  return isStandIn(fault.kind);
}

/** Undefined: everywhere. */
function pathsOf({ kind, paths }: Fault): readonly string[] | undefined {
  if (paths !== undefined) return paths;
  if (kind === 'restart' || kind === 'crash') return chatPaths;
  if (isStandIn(kind)) return undefined;
  return ofTheList.includes(kind) ? listPaths : chatPaths;
}
