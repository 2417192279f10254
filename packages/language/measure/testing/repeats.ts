import type { Repeats } from '../gaps/index.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

export interface TrueGaps {
  readonly products: number;
  readonly people: number;
  readonly rest: number;
  readonly quantity: number;
  /** Mean of the logarithm of the days, over products. */
  readonly usual: number;
  /** Chance of another purchase after each one. */
  readonly first: number;
  readonly later: number;
}

/** People with purchases by known gaps, seen until a day. @param seen days for which each may have been a buyer, at most */
export function madeRepeats(
  truth: TrueGaps,
  { seed, products, people, seen }: { seed: number; products: number; people: number; seen: number },
): Repeats[] {
  const random = seededRandom(seed);
  const normal = () => seededNormal(random);
  return Array.from({ length: products }, (_, index) => {
    const mean = truth.usual + Math.sqrt(truth.products) * normal();
    return Array.from({ length: people }, (): Repeats => {
      const own = mean + Math.sqrt(truth.people) * normal();
      const gaps: { days: number; quantity: number }[] = [];
      let left = Math.floor(seen * random());
      for (;;) {
        const quantity = random() < 0.3 ? 2 : random() < 0.1 ? 3 : 1;
        const comes = random() < (gaps.length === 0 ? truth.first : truth.later);
        const days = Math.max(
          1,
          Math.round(Math.exp(own + truth.quantity * Math.log(quantity) + Math.sqrt(truth.rest) * normal())),
        );
        if (!comes || days > left) return { product: `product-${index}`, gaps, waited: left, quantity };
        gaps.push({ days, quantity });
        left -= days;
      }
    });
  }).flat();
}
