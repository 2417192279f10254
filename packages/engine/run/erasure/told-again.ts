import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { intakeOrderEditSchema, intakeOrderSchema, intakeRefundSchema } from '@millrace/flow';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import { hideKeys } from './hide-names.ts';
import { erasedName } from './names.ts';

/** Events of a batch after claiming their keys: which are new, their ids, and which are repeats. */
export interface Claimed {
  readonly fresh: readonly ParsedEvent[];
  readonly eventIds: Map<number, string>;
  readonly repeats: Set<number>;
}

export interface Recognised {
  readonly fresh: readonly ParsedEvent[];
  /** Events that are stored without a person and without content. */
  readonly nameless: ReadonlySet<number>;
}

/**
 * Whether any event could concern an erased person. For a store that never erased anybody this reads only an
 * empty index.
 */
export async function isAnybodyErased(tx: Tx): Promise<boolean> {
  const found = await tx`select 1 where exists (select from customers where erased_at is not null)
      or exists (select from privacy_requests)`;
  return found.length > 0;
}

/**
 * Recognises events that come again about erased people. The same event is a repeat, as before. News of one
 * of their orders (a parcel, a refund) changes the anonymous order and creates neither a person nor a second
 * order. Any other event that names them creates a new person.
 */
export async function recognise(
  tx: Tx,
  context: Context,
  source: string,
  claimed: Claimed,
): Promise<Recognised> {
  if (claimed.fresh.length === 0) return { fresh: [], nameless: new Set() };
  const fresh = await withoutRepeats(tx, context, source, claimed);
  const orders = await erasedOrders(tx, context, source, fresh);
  const nameless = new Set(fresh.filter((event) => orders.has(orderOf(event))).map((event) => event.index));
  await hideKeys(
    tx,
    context,
    [...nameless].map((index) => claimed.eventIds.get(index) as string),
  );
  return {
    fresh: fresh.map((event) => (nameless.has(event.index) ? withoutNames(context, source, event) : event)),
    nameless,
  };
}

async function withoutRepeats(
  tx: Tx,
  context: Context,
  source: string,
  { fresh, eventIds, repeats }: Claimed,
): Promise<ParsedEvent[]> {
  const keyOf = (event: ParsedEvent) => `${source}/${event.id}`;
  const hidden = new Map(fresh.map((event) => [erasedName(context, 'event', keyOf(event)), event]));
  const known = await tx<
    { key: string; event_id: string }[]
  >`select key, event_id from event_keys where key = any(${[...hidden.keys()]}::text[])`;
  if (known.length === 0) return [...fresh];
  const again = known.flatMap(({ key, event_id }) => {
    const event = hidden.get(key);
    return event ? [{ event, event_id }] : [];
  });
  for (const { event, event_id } of again) {
    eventIds.set(event.index, event_id);
    repeats.add(event.index);
  }
  await tx`delete from event_keys where key = any(${again.map(({ event }) => keyOf(event))}::text[])`;
  return fresh.filter((event) => !repeats.has(event.index));
}

const orderOf = ({ properties }: ParsedEvent): string =>
  typeof properties['orderId'] === 'string' ? properties['orderId'] : '';

async function erasedOrders(
  tx: Tx,
  context: Context,
  source: string,
  events: readonly ParsedEvent[],
): Promise<Set<string>> {
  const hidden = new Map(
    events
      .map(orderOf)
      .filter(Boolean)
      .map((id) => [erasedName(context, 'order', `${source}/${id}`), id]),
  );
  if (hidden.size === 0) return new Set();
  const rows = await tx<{ name: string }[]>`select external_id as name from orders
    where source = ${source} and external_id = any(${[...hidden.keys()]}::text[])`;
  return new Set(rows.map(({ name }) => hidden.get(name) as string));
}

/** The properties kept of news about an anonymous order. */
const KEPT = new Set([
  ...Object.keys(intakeOrderSchema.shape),
  ...Object.keys(intakeRefundSchema.shape),
  ...Object.keys(intakeOrderEditSchema.shape),
]);
for (const name of ['number', 'cartId', 'cartAliases', 'discountCodes']) KEPT.delete(name);

function withoutNames(context: Context, source: string, event: ParsedEvent): ParsedEvent {
  const kept = Object.fromEntries(Object.entries(event.properties).filter(([name]) => KEPT.has(name)));
  const hidden = (id: unknown) =>
    erasedName(context, 'refund', `${source}/${typeof id === 'string' ? id : event.id}`);
  const refunds = Array.isArray(kept['refunds'])
    ? (kept['refunds'] as readonly { readonly refundId: string }[])
    : null;
  return {
    ...event,
    customer: undefined,
    properties: {
      ...kept,
      orderId: erasedName(context, 'order', `${source}/${orderOf(event)}`),
      ...(event.known?.changes === 'refund' ? { refundId: hidden(kept['refundId']) } : {}),
      ...(event.known?.changes === 'edit' ? { editId: hidden(kept['editId']) } : {}),
      ...(refunds
        ? { refunds: refunds.map((refund) => ({ ...refund, refundId: hidden(refund.refundId) })) }
        : {}),
    },
  };
}
