import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { authorise, type Context } from '@millrace/core/verb';
import { newId, together, type Tx } from '@millrace/db';
import { startsFor } from '@millrace/flow';
import { isAnybodyErased, recognise } from '../erasure/told-again.ts';
import { carryOut, readRequests } from '../erasure/receive-requests.ts';
import { EVENTS_CHANNEL } from './announce.ts';
import { gathererPerDatabase, storeAtEndpoint } from './at-endpoint.ts';
import { identifyCustomers } from './identify.ts';
import { iso } from '../parsing/iso.ts';
import { productsNamed, type NamedProduct } from './lines.ts';
import { isProblem, parseEvent, type IntakeProblem, type ParsedEvent } from '../parsing/parse-intake.ts';
import type { IntakeSource } from '../parsing/source.ts';
import { ordersNamed } from './orders-named.ts';
import { knownCarts, storeCarts } from './store-carts.ts';
import { storeConsents } from './store-consents.ts';
import { refreshOrderTotals } from './refresh-totals.ts';
import { storeOrders, type StoredOrders } from './store-orders.ts';
import { storeProducts } from './store-products.ts';
import { storeTraits } from './store-traits.ts';
import type { IngestReport } from './report-shape.ts';
import { hasAmounts, storedProperties, valueOf } from './stored-properties.ts';
import { writeEvents } from './write-events.ts';

export const MAX_BATCH = 500;

/**
 * Takes in events. Parses each by itself (a bad one is refused alone), recognises repeats by the sender's id,
 * and stores each with the customer, cart, order or product it changes and its place in the routing queue,
 * all in one transaction.
 */
export async function ingestEvents(
  context: Context,
  source: IntakeSource,
  raw: readonly unknown[],
): Promise<IngestReport> {
  authorise(context.actor, 'events:write');
  return gathererOf(context.db).add(`${context.workspaceId}/${source.id}/${context.actor.id}`, raw, (lists) =>
    storeAtEndpoint(context.db, context.workspaceId, async (tx) =>
      split(await storeEvents(tx, context, source, lists.flat()), lists),
    ),
  );
}

const gathererOf = gathererPerDatabase<readonly unknown[], IngestReport>({
  most: 100,
  weigh: (raw) => raw.length,
  lanes: 4,
});

/** Splits the report on a joined list into one report for each original list. */
export function split(report: IngestReport, lists: readonly (readonly unknown[])[]): IngestReport[] {
  let start = 0;
  return lists.map((list) => {
    const from = start;
    start += list.length;
    const mine = <Item extends { readonly index: number }>(items: readonly Item[]) =>
      items
        .filter(({ index }) => index >= from && index < from + list.length)
        .map((item) => ({ ...item, index: item.index - from }));
    return { accepted: mine(report.accepted), refused: mine(report.refused) };
  });
}

/** Like `ingestEvents`, inside an open transaction. */
export async function ingestWithin(
  tx: Tx,
  context: Context,
  source: IntakeSource,
  raw: readonly unknown[],
): Promise<IngestReport> {
  const report = await storeEvents(tx, context, source, raw);
  await tx`select pg_notify(${EVENTS_CHANNEL}, '')`;
  return report;
}

/**
 * Like `ingestWithin`, without notifying the router: call `announceEvents` after the commit.
 * @param known settings of the store, when the caller has read them
 */
export async function storeEvents(
  tx: Tx,
  context: Context,
  source: IntakeSource,
  raw: readonly unknown[],
  known?: StoreSettings,
): Promise<IngestReport> {
  const now = context.now();
  // Database triggers read this setting: imported history is not news for segments and products.
  if (source.isHistory) await tx`select set_config('app.history', 'on', true)`;
  const settings = known ?? (await storeSettings(tx, context.workspaceId));
  const refused: IntakeProblem[] = [];
  const parsed: ParsedEvent[] = [];
  raw.forEach((item, index) => {
    const event = parseEvent(item, index, now, source.internal === true, {
      zone: settings.zone,
      order: settings.dateOrder,
    });
    const problem = isProblem(event) ? event : foreignMoney(event, settings.currency);
    if (problem) refused.push(problem);
    else parsed.push(event as ParsedEvent);
  });
  if (source.isTrial) return { accepted: [], refused };
  const [claimed, anybodyErased] = await together(
    claimKeys(tx, context.workspaceId, source.id, parsed),
    isAnybodyErased(tx),
  );
  const { eventIds, repeats } = claimed;
  const { fresh, nameless } = anybodyErased
    ? await recognise(tx, context, source.id, claimed)
    : { fresh: claimed.fresh, nameless: new Set<number>() };
  const { events, requests } = await readRequests(tx, source.id, fresh);
  const notes =
    events.length > 0
      ? await storeBatch(tx, context, source, settings, events, eventIds, nameless, now)
      : null;
  await carryOut(tx, context, source.id, requests, eventIds);
  return {
    accepted: parsed.map((event) => ({
      index: event.index,
      id: event.id,
      eventId: eventIds.get(event.index) as string,
      duplicate: repeats.has(event.index),
      ...(notes?.has(event.index) ? { notes: notes.get(event.index) } : {}),
    })),
    refused,
  };
}

/**
 * Refuses an event whose currency is not the store's, because adding its amounts would make every sum wrong.
 */
function foreignMoney(event: ParsedEvent, currency: string): IntakeProblem | null {
  const given = hasAmounts(event) ? event.properties['currency'] : undefined;
  if (typeof given !== 'string' || given === currency) return null;
  return {
    index: event.index,
    id: event.id,
    problem: `currency: this is ${given}, and the store's currency is ${currency}. Convert the amounts before sending.`,
  };
}

/** Claims the keys of events. The first writer of a key owns the event; a repeat gets the id of the first. */
async function claimKeys(tx: Tx, workspaceId: string, source: string, events: readonly ParsedEvent[]) {
  const keyOf = (event: ParsedEvent) => `${source}/${event.id}`;
  const wanted = new Map<string, { id: string; event: ParsedEvent }>();
  for (const event of events) if (!wanted.has(keyOf(event))) wanted.set(keyOf(event), { id: newId(), event });
  const rows = [...wanted].sort(([left], [right]) => (left < right ? -1 : 1));
  const inserted =
    rows.length === 0
      ? []
      : await tx<{ key: string }[]>`
    insert into event_keys (workspace_id, key, event_id)
      select ${workspaceId}, * from unnest(${rows.map(([key]) => key)}::text[],
      ${rows.map(([, row]) => row.id)}::uuid[])
    on conflict do nothing returning key`;
  const mine = new Set(inserted.map((row) => row.key));
  const others = rows.map(([key]) => key).filter((key) => !mine.has(key));
  const known =
    others.length === 0
      ? []
      : await tx<
          { key: string; event_id: string }[]
        >`select key, event_id from event_keys where key = any(${others}::text[])`;
  const firstIds = new Map(known.map((row) => [row.key, row.event_id]));
  const eventIds = new Map<number, string>();
  const repeats = new Set<number>();
  const fresh: ParsedEvent[] = [];
  for (const event of events) {
    const row = wanted.get(keyOf(event)) as { id: string; event: ParsedEvent };
    eventIds.set(event.index, firstIds.get(keyOf(event)) ?? row.id);
    if (mine.has(keyOf(event)) && row.event === event) fresh.push(event);
    else repeats.add(event.index);
  }
  return { fresh, eventIds, repeats };
}

async function storeBatch(
  tx: Tx,
  context: Context,
  source: IntakeSource,
  settings: StoreSettings,
  events: readonly ParsedEvent[],
  eventIds: ReadonlyMap<number, string>,
  nameless: ReadonlySet<number>,
  now: number,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { workspaceId } = context;
  const productOf = await storeProducts(tx, workspaceId, source.id, settings.currency, events);
  const [customerOf, products, drafts] = await together(
    identifyCustomers(tx, workspaceId, source, events, now),
    productsNamed(tx, source.id, events.flatMap(namedProducts)),
    knownCarts(tx, source.id, events),
  );
  const cartContext = {
    workspaceId,
    source,
    currency: settings.currency,
    abandonMinutes: settings.abandonMinutes,
    now,
  };
  const [, notes, carts] = await together(
    storeTraits(tx, workspaceId, events, customerOf, source.isFile !== true),
    storeConsents(tx, workspaceId, events, customerOf, source.id, now, source.isFile === true),
    storeCarts(tx, cartContext, events, drafts, customerOf, products),
  );
  const orderContext = {
    workspaceId,
    source: source.id,
    currency: settings.currency,
    assumedCostShare: settings.assumedCostShare,
    now,
  };
  const {
    of: orders,
    released,
    customerIds,
  } = await storeOrders(tx, orderContext, events, eventIds, customerOf, products);
  // Refunds and parcels often do not name a customer; their order does.
  for (const [index, order] of orders)
    if (order.customerId && !customerOf.has(index)) customerOf.set(index, order.customerId);
  const named = await ordersNamed(tx, source.id, events, orders);
  for (const event of events) {
    const customer = named.get(event.index)?.customerId;
    if (event.known && customer && !customerOf.has(event.index)) customerOf.set(event.index, customer);
  }
  await refreshOrderTotals(tx, customerIds);
  await releaseEvents(tx, workspaceId, released);
  const stored = events.map((event) => ({
    id: eventIds.get(event.index) as string,
    customer_id: customerOf.get(event.index) ?? null,
    type: event.type,
    occurred_at: iso(event.occurredAt),
    value:
      orders.get(event.index)?.value ?? carts.get(event.index)?.total ?? valueOf(event, settings.currency),
    cart_id:
      carts.get(event.index)?.id ??
      orders.get(event.index)?.cartId ??
      named.get(event.index)?.cartId ??
      uuidOrNull(source, event.properties['cartId']),
    order_id:
      orders.get(event.index)?.id ??
      named.get(event.index)?.id ??
      uuidOrNull(source, event.properties['orderId']),
    product_id:
      productOf.get(event.index) ??
      products.get(String(event.properties['productId'] ?? ''))?.id ??
      uuidOrNull(source, event.properties['productId']),
    message_id: uuidOrNull(source, event.properties['messageId']),
    properties: nameless.has(event.index)
      ? {}
      : storedProperties(event, settings.currency, products, orders.get(event.index)?.goods),
    is_late: source.isHistory === true || now - event.occurredAt >= startsFor(event.type),
    is_hidden: nameless.has(event.index),
  }));
  await writeEvents(tx, workspaceId, source.id, stored);
  return notes;
}

/** Products and variants that an event names; its properties may be anything at all. */
function namedProducts({ properties }: ParsedEvent): NamedProduct[] {
  const lines: readonly unknown[] = Array.isArray(properties['lines']) ? properties['lines'] : [];
  return [...lines, properties].flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const { productId, variantId } = item as Record<string, unknown>;
    return typeof productId === 'string'
      ? [{ productId, variantId: typeof variantId === 'string' ? variantId : null }]
      : [];
  });
}

/** Assigns earlier events of an order to its customer, now that they are known, and routes them. */
async function releaseEvents(tx: Tx, workspaceId: string, released: StoredOrders['released']): Promise<void> {
  if (released.length === 0) return;
  const rows = released.map(({ eventId, occurredAt, customerId }) => ({
    id: eventId,
    at: iso(occurredAt),
    customer: customerId,
  }));
  await tx`with
    whose as (select * from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id uuid, at timestamptz,
    customer uuid)),
    named as (update events e set customer_id = w.customer from whose w
      where e.id = w.id and e.occurred_at = w.at and e.customer_id is null returning e.id, e.occurred_at,
      e.customer_id, e.type)
    insert into event_queue (workspace_id, event_id, occurred_at, customer_id, type)
      select ${workspaceId}, id, occurred_at, customer_id, type from named`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uuidOrNull = (source: IntakeSource, value: unknown) =>
  source.internal && typeof value === 'string' && UUID.test(value) ? value : null;
