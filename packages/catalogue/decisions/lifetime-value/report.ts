import { expectedOrders, fitOrderCounts, type OrderCounts } from '@millrace/measure';
import { z } from 'zod';
import { knownOn, type Buyer } from './buyers.ts';

/** How well the orders of the latest days were foretold from those before them. */
export const lifetimeReportSchema = z.object({
  buyers: z.number(),
  returning: z.number(),
  /** The latest days, which were foretold. */
  days: z.number(),
  /** People whose first order was before them, with the orders foretold and real. */
  judged: z.number(),
  expected: z.number(),
  came: z.number(),
  /** Standard error of their difference, a person being one observation; null in reports of earlier releases. */
  error: z.number().nullable().default(null),
  /** The same by orders so far: `1`, `2`, `3`, and `4 or more`. */
  groups: z.array(
    z.object({ orders: z.string(), people: z.number(), expected: z.number(), came: z.number() }),
  ),
  /** Whether it foretold better than a usual rate for everybody, and than each person's own rate, by more than chance. */
  isBetter: z.boolean(),
});
export type LifetimeReport = z.infer<typeof lifetimeReportSchema>;

const LAST_GROUP = 3;
/** A person's own rate is counted over a month at least, and somebody who never came back may still do so. */
const [SHORTEST, LEAST] = [30, 0.01];

/**
 * Fits to the days before the latest ones, and compares what it then foretells with what came.
 * @param fitted the people to learn from
 * @param days how many of the latest days are foretold
 */
export function judge(
  buyers: readonly Buyer[],
  fitted: readonly Buyer[],
  days: number,
): Omit<LifetimeReport, 'buyers' | 'returning'> {
  const known = (some: readonly Buyer[]) => some.filter(({ observed }) => observed > days);
  const before = known(fitted).map((buyer) => knownOn(buyer, buyer.observed - days));
  const counts: OrderCounts = fitOrderCounts(before);
  const usual =
    before.reduce((sum, { repeats }) => sum + repeats, 0) /
    Math.max(
      1,
      before.reduce((sum, { observed }) => sum + observed, 0),
    );
  const judged = known(buyers).map((buyer) => {
    const history = knownOn(buyer, buyer.observed - days);
    return {
      history,
      came: buyer.days.length - history.repeats,
      expected: expectedOrders(counts, history, days),
    };
  });
  const groups = Array.from({ length: LAST_GROUP + 1 }, (_, repeats) => {
    const some = judged.filter(({ history }) => Math.min(LAST_GROUP, history.repeats) === repeats);
    return {
      orders: repeats === LAST_GROUP ? `${repeats + 1} or more` : String(repeats + 1),
      people: some.length,
      expected: total(some, 'expected'),
      came: total(some, 'came'),
    };
  });
  const beats = (rate: (history: (typeof judged)[number]['history']) => number) =>
    isAboveNothing(
      judged.map(
        ({ history, came, expected }) =>
          logLikelihood(came, expected) - logLikelihood(came, Math.max(LEAST, rate(history) * days)),
      ),
    );
  return {
    days,
    judged: judged.length,
    expected: total(judged, 'expected'),
    came: total(judged, 'came'),
    error: Math.sqrt(judged.reduce((sum, { came, expected }) => sum + (came - expected) ** 2, 0)),
    groups: groups.filter(({ people }) => people > 0),
    isBetter: beats(() => usual) && beats(({ repeats, observed }) => repeats / Math.max(SHORTEST, observed)),
  };
}

const total = <Key extends string>(some: readonly Readonly<Record<Key, number>>[], key: Key): number =>
  some.reduce((sum, one) => sum + one[key], 0);

/** Of a Poisson forecast, without the part that is the same for every forecast. */
const logLikelihood = (came: number, expected: number): number =>
  came * Math.log(Math.max(LEAST, expected)) - Math.max(LEAST, expected);

/** Whether a mean is above 0 by two standard errors. */
function isAboveNothing(values: readonly number[]): boolean {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return values.length > 1 && mean > 2 * Math.sqrt(variance / values.length);
}
