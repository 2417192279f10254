import { MillraceError } from '@millrace/base';

export interface Gate {
  /**
   * Waits for a free place. A caller that waited too long leaves the queue, so that nothing works for callers
   * who are gone.
   * @param within milliseconds
   * @returns a function that frees the place
   * @throws MillraceError database-unavailable
   */
  enter(within: number): Promise<() => void>;
}

/** Lets this many in at the same time, in the order they came. */
export function createGate(places: number): Gate {
  let free = places;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (!next) free += 1;
    else next();
  };
  const placeOf = () => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    enter(within) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(placeOf());
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(take);
          reject(new MillraceError('database-unavailable'));
        }, within);
        const take = () => {
          clearTimeout(timer);
          waiting.delete(take);
          resolve(placeOf());
        };
        waiting.add(take);
      });
    },
  };
}
