import type { Context } from 'liquidjs';

/**
 * In milliseconds. Liquid reads the clock many times in this span, so a longer gap means that the machine
 * slept, or ran other work.
 */
const LONGEST_STEP = 50;

export const TIME_LIMIT_MESSAGE = 'render limit exceeded';

class TimeLimit extends Error {}

/** The working time of texts. A pause of the process counts as one step at most. */
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

/** Replaces Liquid's time limit, which it checks before each part of a template, by one on working time. */
export function workLimit(time: WorkTime, until: number): Context['renderLimit'] {
  const limit = {
    use: () => undefined,
    check: (now: number) => {
      if (time.lap(now) > until) throw new TimeLimit(TIME_LIMIT_MESSAGE);
    },
  };
  // The class of liquidjs has private fields, which nobody else reads.
  return limit as unknown as Context['renderLimit'];
}
