import type { PastProduct } from '../history.ts';

const WEEKS = 60;

/** Products that sell at very different rates, some only now and then. @param random in [0, 1) */
export const pastProducts = (random: () => number): readonly PastProduct[] =>
  Array.from({ length: 150 }, (_unused, index): PastProduct => {
    const rate = 0.3 + 12 * random() ** 3;
    return {
      productId: `product-${index}`,
      weeks: Array.from({ length: WEEKS }, () => ({ units: sales(rate, random), days: 7 })),
      weekdays: Array.from({ length: 7 }, (_day, day) => Math.round(rate * (day === 4 ? 6 : 3))),
    };
  });

/** Customers who each come at random: a Poisson distribution. */
function sales(rate: number, random: () => number): number {
  let units = 0;
  for (let left = rate + Math.log(1 - random()); left > 0; left += Math.log(1 - random())) units += 1;
  return units;
}
