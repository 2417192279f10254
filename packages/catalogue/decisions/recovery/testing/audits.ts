import { seededRandom } from '@millrace/measure';
import type { Audit } from '@millrace/measure/audits';
import { trainRecovery } from '../train.ts';
import { carts } from './carts.ts';

/** How many of ten groups of later carts come back more or less often than foretold, by three standard deviations. */
function wrongGroups(lives: number): { readonly counted: number; readonly of: number } {
  let [counted, of] = [0, 0];
  for (let run = 0; run < lives; run += 1) {
    for (const { predicted, observed, count } of trainRecovery(carts(10_000, 300 + run)).report.bins) {
      of += 1;
      const spread = Math.sqrt((predicted * (1 - predicted)) / count);
      if (Math.abs(predicted - observed) > 3 * spread) counted += 1;
    }
  }
  return { counted, of };
}

/** How often a model is used although nothing about a cart says whether it comes back. */
function uses(lives: number): { readonly counted: number; readonly of: number } {
  let counted = 0;
  for (let run = 0; run < lives; run += 1) {
    const random = seededRandom(run + 500);
    const samples = carts(1_500, run).map((sample) => ({ ...sample, recovered: random() < 0.1 }));
    if (trainRecovery(samples).parameters) counted += 1;
  }
  return { counted, of: lives };
}

/** The promises about the chance that a cart comes back. */
export const RECOVERY_AUDITS: readonly Audit[] = [
  {
    title: 'chances that a cart comes back, judged on later carts',
    counts: 'one of ten groups is off by three standard deviations',
    // 0.0027 by chance alone; what is fitted adds its own error.
    promise: { atMost: 0.05 },
    part: 0.1,
    run: wrongGroups,
  },
  {
    title: 'carts that come back by chance alone',
    counts: 'a model is used all the same',
    promise: { atMost: 0.05 },
    part: 0.4,
    run: uses,
  },
];
