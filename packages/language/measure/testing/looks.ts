import { compareVariants } from '../experiments.ts';
import { checkHoldoutRatio } from '../sample-ratio.ts';
import { seededRandom } from '../seeded-random.ts';
import { countSums } from '../sums.ts';

/**
 * Whether the ratio check raises an alarm at one of its looks, after every ten of a thousand people.
 * @param really the share held out in fact, where 0.1 is intended
 * @param chance below which it is an alarm
 */
export function alarms(really: number, chance: number, seed: number): boolean {
  const random = seededRandom(seed);
  let heldOut = 0;
  for (let person = 1; person <= 1_000; person += 1) {
    if (random() < really) heldOut += 1;
    if (person % 10 === 0 && !checkHoldoutRatio(person - heldOut, heldOut, 0.1, chance).healthy) return true;
  }
  return false;
}

/** Whether a winner is declared at some look at four variants that are all alike. */
export function crowns(seed: number): boolean {
  const random = seededRandom(seed);
  const did = [0, 0, 0, 0];
  for (let each = 1; each <= 2_000; each += 1) {
    for (let variant = 0; variant < 4; variant += 1) if (random() < 0.2) did[variant]! += 1;
    if (each < 100 || each % 25 !== 0) continue;
    const sums = did.map((count) => countSums(each, count));
    if (compareVariants(sums, 'rate').winner !== null) return true;
  }
  return false;
}
