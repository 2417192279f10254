import type { Context } from 'liquidjs';

/** Milliseconds. Liquid looks at the clock many times in one; a longer gap is a machine that slept, or gave its time to others. */
const LONGEST_STEP = 50;

export const TIME_LIMIT_MESSAGE = 'render limit exceeded';

class TimeLimit extends Error {}

/** How long texts have been worked at. A process that stood still in the middle is charged no more than one step for it. */
export class WorkTime {
  /** Milliseconds. */
  spent = 0;
  private last: number;

  constructor(now: number) {
    this.last = now;
  }

  lap(now: number): number {
    this.spent += Math.min(Math.max(0, now - this.last), LONGEST_STEP);
    this.last = now;
    return this.spent;
  }
}

/** Liquid's own limit of time, asked before each piece of a template, by the time worked in place of the time passed. */
export function workLimit(time: WorkTime, until: number): Context['renderLimit'] {
  const limit = {
    use: () => undefined,
    check: (now: number) => {
      if (time.lap(now) > until) throw new TimeLimit(TIME_LIMIT_MESSAGE);
    },
  };
  // The class of liquidjs has private fields, which nobody outside reads.
  return limit as unknown as Context['renderLimit'];
}
