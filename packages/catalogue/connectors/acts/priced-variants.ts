import { formatMoney, type Json } from '@millrace/base';
import { done, refused, type Inquired } from '../act.ts';
import type { PriceTerms } from './change-price.ts';
import { leastPrice, newPrice, type NewPrice, type PricedVariant } from './new-price.ts';

/** A variant with its name in the store. */
export interface NamedVariant extends PricedVariant {
  readonly id: string;
}

/** The new prices of a variant, absolute, so that writing them twice changes nothing. */
export interface Repriced extends NewPrice {
  readonly id: string;
}

/**
 * The new prices of all variants together, or why none is changed: changing only some would sell a product at
 * two prices.
 * @returns as `learned`: `changes`, and the lowest price `before` and `after`, in minor units
 */
export function reprice(variants: readonly NamedVariant[], terms: PriceTerms): Inquired {
  const money = (amount: number) => formatMoney({ amount, currency: terms.currency });
  if (variants.length === 0) return refused('The product has no variant with a price');
  const changes: Repriced[] = [];
  for (const variant of variants) {
    const next = newPrice(variant, terms);
    if (next === 'beyond')
      return refused(
        terms.ceiling !== null && leastPrice(variant, terms) > terms.ceiling
          ? `The highest allowed price, ${money(terms.ceiling)}, is below the lowest one, ${money(leastPrice(variant, terms))}`
          : `The new price would be outside the limits: at least ${money(leastPrice(variant, terms))}${terms.ceiling === null ? '' : `, at most ${money(terms.ceiling)}`}`,
      );
    if (next !== 'same') changes.push({ id: variant.id, ...next });
  }
  const before = Math.min(...variants.map(({ price }) => price));
  const after = Math.min(
    ...variants.map(({ id, price }) => changes.find((one) => one.id === id)?.price ?? price),
  );
  if (changes.length === 0) return done(found(before, before, 0), 'The price is already as set.');
  return { learned: { changes: changes as unknown as Json, before, after } };
}

/** The result as flows read it. Minor units. */
export const found = (before: number, after: number, changed: number): Json => ({
  oldPrice: before,
  newPrice: after,
  changed,
});

/** What `reprice` learned, with its type. */
export const repriced = (learned: Json) =>
  learned as unknown as {
    readonly changes: readonly Repriced[];
    readonly before: number;
    readonly after: number;
  };
