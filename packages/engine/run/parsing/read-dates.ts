import { instantOfDate, isZone, readDate, type DateOrder } from '@millrace/base';
import { eventType, fieldsOfType, normaliseEventType } from '@millrace/flow';

/** How a store writes dates. */
export interface DateHabits {
  /** The zone used when the event does not name the customer's. */
  readonly zone: string;
  readonly order: DateOrder;
}

/**
 * The times of carts, orders, products and refunds. Other known events have those of their schema. Any other
 * date of a sender is kept as written.
 */
const TIMES = [
  'createdAt',
  'updatedAt',
  'completedAt',
  'placedAt',
  'cancelledAt',
  'refundedAt',
  'editedAt',
] as const;
/** Times that need no parsing, which is nearly all. */
const CLEAR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The event with its times as milliseconds. A time without a zone is read in the customer's zone when the
 * event names it, otherwise in the store's. A day means its beginning.
 * @returns the event, or a sentence about a time that cannot be read
 */
export function withReadDates(
  raw: unknown,
  habits: DateHabits,
): { readonly event: unknown } | { readonly problem: string } {
  if (!isThing(raw)) return { event: raw };
  const reader = new Reader(habits, zoneOf(raw['customer']));
  let event = reader.read(raw, ['occurredAt'], '');
  const { customer, properties } = event;
  if (isThing(customer) && isThing(customer['consent'])) {
    let consent = customer['consent'];
    for (const channel of Object.keys(consent))
      if (isThing(consent[channel])) {
        const said = reader.read(consent[channel], ['at'], `customer.consent.${channel}.`);
        if (said !== consent[channel]) consent = { ...consent, [channel]: said };
      }
    if (consent !== customer['consent']) event = { ...event, customer: { ...customer, consent } };
  }
  const type = typeof event['type'] === 'string' ? normaliseEventType(event['type']) : '';
  const known = eventType(type);
  if (isThing(properties) && known?.properties) {
    const names = [...(known.changes === 'nothing' ? [] : TIMES), ...fieldsOfType(type, 'instant')];
    const said = reader.read(properties, names, 'properties.');
    if (said !== properties) event = { ...event, properties: said };
  }
  return reader.problem === null ? { event } : { problem: reader.problem };
}

function zoneOf(customer: unknown): string | null {
  const zone = isThing(customer) ? customer['zone'] : null;
  return typeof zone === 'string' && isZone(zone) ? zone : null;
}

class Reader {
  problem: string | null = null;
  private readonly zone: string;
  private readonly order: DateOrder;

  constructor({ zone, order }: DateHabits, own: string | null) {
    this.zone = own ?? zone;
    this.order = order;
  }

  /** Returns the same object when nothing had to be read. */
  read(thing: Thing, names: readonly string[], path: string): Thing {
    let read = thing;
    for (const name of names) {
      const value = thing[name];
      if (
        (typeof value !== 'string' && typeof value !== 'number') ||
        (typeof value === 'string' && CLEAR.test(value))
      )
        continue;
      const at = this.instant(value, path + name);
      if (at !== null && at !== value) read = { ...read, [name]: at };
    }
    return read;
  }

  private instant(value: string | number, field: string): number | null {
    const read = readDate(value, this.order);
    if (read?.kind === 'ambiguous')
      this.problem ??= `${field}: this could be two dates. Write 2026-04-03, or choose the order of day and month in Settings, Store.`;
    else if (read === null)
      this.problem ??= `${field}: this is not a date and time. Write 2026-04-03T10:20:00Z, or milliseconds since 1970.`;
    return instantOfDate(read, this.zone);
  }
}
