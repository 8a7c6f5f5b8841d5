/** Stops asking an origin that failed too often in a row. Lives as long as one run; `--wait` takes a fresh one for every look. */
export interface Breaker {
  isOpen(origin: string): boolean;
  /** `ok`: the server answered, with whatever 2xx-4xx. A failure is a lost connection, a timeout, a 429 or a 5xx. */
  record(origin: string, ok: boolean): void;
  /** Opens at once: the origin is known to be dead. */
  trip(origin: string): void;
}

export function createBreaker(failuresInARow = 5): Breaker {
  const failures = new Map<string, number>();
  return {
    isOpen: (origin) => (failures.get(origin) ?? 0) >= failuresInARow,
    record(origin, ok) {
      if (ok) failures.delete(origin);
      else failures.set(origin, (failures.get(origin) ?? 0) + 1);
    },
    trip(origin) {
      failures.set(origin, failuresInARow);
    },
  };
}
