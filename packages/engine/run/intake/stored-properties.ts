import { fieldsOfType, listsOfGoods, namesGoods, type Goods } from '@millrace/flow';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import type { KnownProduct } from './lines.ts';
import { minorUnits } from './store-products.ts';

/**
 * The properties as they are stored: amounts of known events in minor units, so that conditions compare them,
 * and without what carts, orders and products store in rows of their own. Of the goods of a cart or an order
 * the products and the categories stay, so that events can be counted by them.
 * @param ordered the goods of the order it is about, for an event that names none itself
 */
export function storedProperties(
  event: ParsedEvent,
  currency: string,
  products: ReadonlyMap<string, KnownProduct>,
  ordered: readonly Goods[] = [],
): Record<string, unknown> {
  if (!event.known) return event.properties;
  if (event.known.changes !== 'nothing') {
    const { lines: _lines, variants: _variants, ...rest } = event.properties;
    if (!namesGoods(event.known)) return rest;
    const named = goodsNamed(event, products);
    return { ...rest, ...listsOfGoods(named.length > 0 ? named : ordered) };
  }
  const amounts = amountsOf(event, currency);
  return amounts.length === 0 ? event.properties : { ...event.properties, ...Object.fromEntries(amounts) };
}

/** The goods of an event's own lines. A category that the line leaves out is the catalogue's. */
function goodsNamed({ properties }: ParsedEvent, products: ReadonlyMap<string, KnownProduct>): Goods[] {
  const lines: readonly unknown[] = Array.isArray(properties['lines']) ? properties['lines'] : [];
  return lines.flatMap((line): Goods[] => {
    if (typeof line !== 'object' || line === null) return [];
    const { productId, category, quantity } = line as Record<string, unknown>;
    if (typeof productId !== 'string' || quantity === 0) return [];
    const own = typeof category === 'string' && category !== '' ? category : null;
    return [{ productId, category: own ?? products.get(productId)?.category ?? null }];
  });
}

/** The amount an event is worth, in minor units: what it calls its value or its amount. */
export function valueOf(event: ParsedEvent, currency: string): number | null {
  const { value } = event.properties;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return new Map(amountsOf(event, currency)).get('amount') ?? null;
}

/** Whether an event has amounts in the store's currency. */
export const hasAmounts = ({ known }: ParsedEvent): boolean =>
  known !== undefined && (known.changes !== 'nothing' || fieldsOfType(known.type, 'money').length > 0);

function amountsOf({ type, known, properties }: ParsedEvent, currency: string): [string, number][] {
  if (!known || known.changes !== 'nothing') return [];
  return fieldsOfType(type, 'money').flatMap((name): [string, number][] => {
    const given = properties[name];
    if (typeof given !== 'number' && typeof given !== 'string') return [];
    const amount = minorUnits(given, currency);
    return amount === null ? [] : [[name, amount]];
  });
}
