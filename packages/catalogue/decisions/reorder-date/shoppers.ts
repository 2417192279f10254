import { dayIn, dayNumber } from '@millrace/base';
import type { Repeats } from '@millrace/measure';
import type { PastShopper } from '../history.ts';

/** Somebody's purchases of one product. Days are numbered as by `dayNumber`, in the person's calendar. */
export interface ProductPurchases {
  readonly productId: string;
  readonly title: string;
  /** Ascending. Purchases of one day are one. */
  readonly purchases: readonly { readonly day: number; readonly quantity: number }[];
}

/** Somebody, with each product that they bought. */
export interface Shopper {
  readonly customerId: string;
  readonly today: number;
  readonly products: readonly ProductPurchases[];
}

export function shopperOf({ customerId, zone, purchases, now }: PastShopper): Shopper {
  const products = new Map<string, { title: string; byDay: Map<number, number> }>();
  for (const { productId, title, at, quantity } of purchases) {
    const known = products.get(productId) ?? { title, byDay: new Map<number, number>() };
    // A product is called as it was when they last bought it.
    if (title !== '') known.title = title;
    const day = dayNumber(dayIn(at, zone));
    known.byDay.set(day, (known.byDay.get(day) ?? 0) + quantity);
    products.set(productId, known);
  }
  return {
    customerId,
    today: dayNumber(dayIn(now, zone)),
    products: [...products].map(([productId, { title, byDay }]) => ({
      productId,
      title,
      purchases: [...byDay]
        .map(([day, quantity]) => ({ day, quantity }))
        .sort((left, right) => left.day - right.day),
    })),
  };
}

/** Gaps up to one of the purchases, the first being 0, and the wait since then. @param today day up to which it is known */
export function repeatsOf({ productId, purchases }: ProductPurchases, index: number, today: number): Repeats {
  const { day, quantity } = purchases[index]!;
  return {
    product: productId,
    gaps: purchases.slice(0, index).map((one, place) => ({
      days: purchases[place + 1]!.day - one.day,
      quantity: one.quantity,
    })),
    waited: today - day,
    quantity,
  };
}

/** What was known on a day of everybody's purchases: those before, and the wait until then. @param ago days before today */
export const knownAgo = (shoppers: readonly Shopper[], ago: number): Repeats[] =>
  shoppers.flatMap(({ today, products }) =>
    products.flatMap((one) => {
      const last = one.purchases.findLastIndex(({ day }) => day <= today - ago);
      return last < 0 ? [] : [repeatsOf(one, last, today - ago)];
    }),
  );
