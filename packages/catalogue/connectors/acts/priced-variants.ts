import { formatMoney, type Json } from '@millrace/base';
import { done, refused, type Inquired } from '../act.ts';
import type { PriceTerms } from './change-price.ts';
import { leastPrice, newPrice, type NewPrice, type PricedVariant } from './new-price.ts';

/** A variant with its name in the store. */
export interface NamedVariant extends PricedVariant {
  readonly id: string;
}

/** What is written of a variant: absolute prices, so that the same written twice comes to the same. */
export interface Repriced extends NewPrice {
  readonly id: string;
}

/**
 * The new prices of all variants together, or why none is changed: half a change would sell a product at two prices.
 * @returns as `learned`: `changes`, and of the cheapest variant its price before and after, minor units
 */
export function reprice(variants: readonly NamedVariant[], terms: PriceTerms): Inquired {
  const money = (amount: number) => formatMoney({ amount, currency: terms.currency });
  if (variants.length === 0) return refused('The product has nothing that is sold at a price');
  const changes: Repriced[] = [];
  for (const variant of variants) {
    const next = newPrice(variant, terms);
    if (next === 'beyond')
      return refused(
        terms.ceiling !== null && leastPrice(variant, terms) > terms.ceiling
          ? `The highest price allowed, ${money(terms.ceiling)}, is below the lowest, ${money(leastPrice(variant, terms))}`
          : `It would be beyond what is allowed: no less than ${money(leastPrice(variant, terms))}${terms.ceiling === null ? '' : `, no more than ${money(terms.ceiling)}`}`,
      );
    if (next !== 'same') changes.push({ id: variant.id, ...next });
  }
  const before = Math.min(...variants.map(({ price }) => price));
  const after = Math.min(
    ...variants.map(({ id, price }) => changes.find((one) => one.id === id)?.price ?? price),
  );
  if (changes.length === 0) return done(found(before, before, 0), 'The price is as it should be already.');
  return { learned: { changes: changes as unknown as Json, before, after } };
}

/** What is found, as flows read it. Minor units. */
export const found = (before: number, after: number, changed: number): Json => ({
  oldPrice: before,
  newPrice: after,
  changed,
});

/** What `reprice` learned, read again. */
export const repriced = (learned: Json) =>
  learned as unknown as {
    readonly changes: readonly Repriced[];
    readonly before: number;
    readonly after: number;
  };
