import { fieldsOfType } from '@millrace/flow';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import { minorUnits } from './store-products.ts';

/**
 * The properties as they are stored: amounts of known events in minor units, so that conditions compare them,
 * and without what carts, orders and products store in rows of their own.
 */
export function storedProperties(event: ParsedEvent, currency: string): Record<string, unknown> {
  if (!event.known) return event.properties;
  if (event.known.changes !== 'nothing') {
    const { lines: _lines, variants: _variants, ...rest } = event.properties;
    return rest;
  }
  const amounts = amountsOf(event, currency);
  return amounts.length === 0 ? event.properties : { ...event.properties, ...Object.fromEntries(amounts) };
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
