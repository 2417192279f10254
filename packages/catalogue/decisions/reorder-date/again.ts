import type { GapModel, Repeats } from '@millrace/measure';
import { LEAST_AGAIN, MINIMUM_RETURNED } from './minimum.ts';

/** Products that are bought again: enough buyers have come back for them, and enough of the first buyers do. */
export function boughtAgain(gaps: GapModel, all: readonly Repeats[]): string[] {
  const returned = new Map<string, number>();
  for (const one of all)
    if (one.gaps.length > 0) returned.set(one.product, (returned.get(one.product) ?? 0) + 1);
  return [...returned]
    .filter(([id, people]) => people >= MINIMUM_RETURNED && (gaps.byProduct[id]?.first ?? 0) >= LEAST_AGAIN)
    .map(([id]) => id)
    .sort();
}
