import type { PastProduct } from '../../history.ts';

/** A whole number with a Poisson distribution. @param random in [0, 1) */
export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let units = 0;
  for (let product = random(); product > limit; product *= random()) units += 1;
  return units;
}

/** The past of a product of which so many units are asked for in each week. @param rate of the week by its place, 0 the oldest */
export function soldAt(
  productId: string,
  weeks: number,
  rate: (place: number) => number,
  random: () => number,
): PastProduct {
  const units = Array.from({ length: weeks }, (_unused, place) => poisson(rate(place), random));
  return {
    productId,
    weeks: units.map((one) => ({ units: one, days: 7 })),
    weekdays: [4, 4, 4, 4, 6, 3, 3],
  };
}
