import { instantOfDate, isZone, readDate, type DateOrder } from '@millrace/base';
import { eventType, normaliseEventType } from '@millrace/flow';

/** How a store means what it writes. */
export interface DateHabits {
  /** Whose clock and calendar count where the customer's are not said. */
  readonly zone: string;
  readonly order: DateOrder;
}

/** Times that events about carts, orders, products and refunds say. Whatever else a sender calls a date stays as it was written. */
const TIMES = [
  'createdAt',
  'updatedAt',
  'completedAt',
  'placedAt',
  'cancelledAt',
  'refundedAt',
  'editedAt',
] as const;
/** What needs no reading, which is nearly everything. */
const CLEAR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An event with its times as milliseconds, read by the one reader of dates: without a zone they are told by the clock of the
 * customer, where the event says it, and by the store's otherwise; a day is its beginning.
 * @returns the event, or a sentence about the time that cannot be read
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
  if (
    isThing(properties) &&
    typeof event['type'] === 'string' &&
    eventType(normaliseEventType(event['type']))?.properties
  ) {
    const said = reader.read(properties, TIMES, 'properties.');
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

  /** The same when nothing of it had to be read. */
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
      this.problem ??= `${field}: this could be two dates. Write 2026-04-03, or say in Settings, Store what comes first.`;
    else if (read === null)
      this.problem ??= `${field}: this is no date and time. Write 2026-04-03T10:20:00Z, or milliseconds since 1970.`;
    return instantOfDate(read, this.zone);
  }
}
