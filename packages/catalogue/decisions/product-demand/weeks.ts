import type { PastProduct } from '../history.ts';

/** Days of a week on which a product has to be in stock for the week to count: fewer say too little about a whole one. */
const LEAST_DAYS = 4;

export interface Week {
  /** Units that were, or would have been, asked for in seven days in stock. */
  readonly units: number;
  /** Weeks between it and the present: 0 for the one that ended yesterday. */
  readonly ago: number;
}

/** A product with the weeks in which it was in stock long enough, oldest first. */
export interface Selling {
  readonly productId: string;
  readonly weeks: readonly Week[];
  /** Weeks left out because it could not be bought. */
  readonly without: number;
  readonly weekdays: readonly number[];
}

/** Days without stock are no days without demand: such weeks are left out, or made up to seven days. */
export function sellingOf({ productId, weeks, weekdays }: PastProduct): Selling {
  const counted = weeks.flatMap(({ units, days }, index): Week[] =>
    days >= LEAST_DAYS ? [{ units: (units * 7) / days, ago: weeks.length - 1 - index }] : [],
  );
  return { productId, weeks: counted, without: weeks.length - counted.length, weekdays };
}
