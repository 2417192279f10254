import { seededRandom } from '@millrace/measure';
import { shopper, trueRate } from '../../testing/simulated-shop.ts';
import { recoveryFeatures } from '../features.ts';
import type { RecoverySample } from '../index.ts';

/** Past carts of a shop whose true rates are known, one a minute. */
export function carts(count: number, seed = 1): readonly (RecoverySample & { readonly truth: number })[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_unused, index) => {
    const facts = shopper(random, index);
    const truth = trueRate(facts, 'none');
    return { features: recoveryFeatures(facts), recovered: random() < truth, at: facts.now, truth };
  });
}
