import { chanceWithin, expectedGap, type GapModel, type Repeats } from '@millrace/measure';
import { HORIZON, LEAST_AGAIN, MINIMUM_RETURNED } from './minimum.ts';

/** Share of those who buy a product for the first time that buy it again within a year. */
export const firstAgain = (gaps: GapModel, product: string): number =>
  chanceWithin(expectedGap(gaps, { product, gaps: [], quantity: 1 }), 0, HORIZON);

/** Products that are bought again: enough buyers have come back for them, and enough of the first buyers do within a year. */
export function boughtAgain(gaps: GapModel, all: readonly Repeats[]): string[] {
  const returned = new Map<string, number>();
  for (const one of all)
    if (one.gaps.length > 0) returned.set(one.product, (returned.get(one.product) ?? 0) + 1);
  return [...returned]
    .filter(([id, people]) => people >= MINIMUM_RETURNED && firstAgain(gaps, id) >= LEAST_AGAIN)
    .map(([id]) => id)
    .sort();
}
