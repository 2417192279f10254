import {
  cartFacts,
  clockOf,
  customerFacts,
  optInsOf,
  eventFact,
  orderFacts,
  type CustomerRow,
  storeFacts,
} from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { DAY, MINUTE, toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import {
  bareEvent,
  eventType,
  isAboutPeople,
  listsOfGoods,
  type CartFacts,
  type CustomerFacts,
  type EventFact,
  type OrderFacts,
  type Plan,
  type ProductFacts,
} from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from '@millrace/rehearsal';
import { pastEntries } from './past-entries.ts';
import { whoHeard, whoWasMeant } from './past-sources.ts';
import { pastThings, productsOf } from './past-things.ts';
import {
  readPast,
  whoMetTrigger,
  type PastCart,
  type PastConsent,
  type PastEvent,
  type PastOrder,
} from './past-rows.ts';

const NOTHING_KNOWN: Parameters<typeof cartFacts>[2] = new Map();

export interface PastPerson extends RehearsalPerson {
  /** Opt-in by channel: `single`, `double`, `unknown`. */
  readonly optIn: Readonly<Record<string, string | null>>;
}

export interface PastWanted {
  readonly plan: Plan;
  readonly settings: StoreSettings;
  readonly since: Instant;
  /** The end of the rehearsed time. Later data is left out. */
  readonly until: Instant;
  /** Most people to read. */
  readonly most: number;
  /** Only these customers. */
  readonly only?: readonly string[];
}

/**
 * People of the last days with all their recorded events in their own time, and their facts at the beginning.
 */
export async function pastPeople(
  tx: Tx,
  { plan, settings, since, until, most, only }: PastWanted,
): Promise<PastPerson[]> {
  if (
    !isAboutPeople(plan) &&
    (plan.subject === 'product' || plan.subject === 'store' || plan.trigger.source)
  ) {
    const things = await pastThings(tx, { plan, settings, since, until, most });
    return only === undefined ? things : things.filter(({ customer }) => only.includes(customer.id));
  }
  const search = { plan, settings, since, until, most };
  const ids = only ?? (await whoWasMeant(tx, search)) ?? (await whoMetTrigger(tx, plan, since, until, most));
  if (ids.length === 0) return [];
  const { source } = plan.trigger;
  const heard = source?.type === 'product' ? await whoHeard(tx, search, source) : NOBODY_HEARD;
  const products = await productsOf(
    tx,
    [...heard.values()].flatMap((events) => events.flatMap((event) => event.productId ?? [])),
    settings,
    until,
  );
  const rows = await readPast(tx, plan, ids, since, until);
  const of = {
    events: groupBy(rows.events),
    carts: groupBy(rows.carts),
    orders: groupBy(rows.orders),
    consents: groupBy(rows.consents),
    suppressions: groupBy(rows.suppressions),
  };
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows.customers
    .toSorted((left, right) => place.get(left.id)! - place.get(right.id)!)
    .map((row) =>
      personOf(row, plan, settings, since, until, {
        heard: heard.get(row.id) ?? [],
        products,
        events: of.events.get(row.id) ?? [],
        carts: of.carts.get(row.id) ?? [],
        orders: of.orders.get(row.id) ?? [],
        consents: of.consents.get(row.id) ?? [],
        suppressions: of.suppressions.get(row.id) ?? [],
      }),
    );
}

const NOBODY_HEARD: ReadonlyMap<string, readonly EventFact[]> = new Map();

interface Theirs {
  /** Product changes that would have been reported to them. */
  readonly heard: readonly EventFact[];
  readonly products: Readonly<Record<string, ProductFacts>>;
  readonly events: readonly PastEvent[];
  readonly carts: readonly PastCart[];
  readonly orders: readonly PastOrder[];
  readonly consents: readonly PastConsent[];
  readonly suppressions: readonly { readonly channel: string; readonly at: Instant }[];
}

function personOf(
  row: CustomerRow,
  plan: Plan,
  settings: StoreSettings,
  since: Instant,
  until: Instant,
  theirs: Theirs,
): PastPerson {
  const clock = clockOf(row);
  const begun = toPersonal(since, clock);
  const orders = new Map(theirs.orders.map((order) => [order.id, orderFacts(order, clock)]));
  const before = [...orders.values()].filter((order) => order.placedAt < begun);
  const said = consentsOf(row, theirs, clock, begun);
  const categories = new Set(
    before.flatMap((order) => order.lines.flatMap((line) => (line.category ? [line.category] : []))),
  );
  const carts = new Map(
    theirs.carts.map((cart) => [
      cart.id,
      { row: cart, facts: cartFacts({ ...cart, completed_at: null }, clock, NOTHING_KNOWN, categories) },
    ]),
  );
  // Entry events belong to flows that ran, not to this one.
  const happened = theirs.events.filter((event) => eventType(event.type)?.family !== 'entry');
  const recorded = happened.map((event) => recordedEvent(eventFact(event, clock), carts, orders, begun));
  const left = [...carts.values()].flatMap(({ row: cart, facts }) =>
    leftCart(cart, facts, clock, settings, theirs.events, until),
  );
  const customer = {
    ...customerFacts(row, settings.zone),
    ...asOf(before),
    consent: said.consent,
    suppressed: said.suppressed,
  };
  const meant = pastEntries(plan, {
    customer,
    orders: [...orders.values()].filter(
      (order) => order.placedAt >= begun && order.placedAt <= toPersonal(until, clock),
    ),
    events: happened.map((event) => eventFact(event, clock)),
    store: storeFacts(settings),
    clock,
    begun,
    until: toPersonal(until, clock),
  });
  const entries = [
    ...meant,
    ...theirs.heard.map((event) => ({ ...event, at: toPersonal(event.at, clock) })),
  ].map((event) => ({ event }));
  return {
    customer,
    products: theirs.products,
    orders: before,
    // Consent is applied before an event of the same instant, as at the intake.
    events: [...said.later, ...recorded, ...left, ...entries].sort(
      (one, other) => one.event.at - other.event.at,
    ),
    until: toPersonal(until, clock),
    optIn: optInsOf(row),
  };
}

/** The customer's facts with only these orders. */
function asOf(orders: readonly OrderFacts[]): Partial<CustomerFacts> {
  const [first, last] = [orders[0]?.placedAt ?? null, orders.at(-1)?.placedAt ?? null];
  const spent = orders.reduce((sum, order) => sum + order.total, 0);
  return {
    ordersCount: orders.length,
    totalSpent: spent,
    averageOrder: orders.length > 0 ? Math.round(spent / orders.length) : 0,
    firstOrderAt: first,
    lastOrderAt: last,
    discountShare:
      orders.length > 0 ? orders.filter((order) => order.discount > 0).length / orders.length : null,
    orderGapDays:
      orders.length >= 2 && first !== null && last !== null
        ? (last - first) / DAY / (orders.length - 1)
        : null,
  };
}

/** People's consents at the beginning, and later changes with their times. */
function consentsOf(
  row: CustomerRow,
  { consents, suppressions }: Theirs,
  clock: PersonalClock,
  begun: Instant,
) {
  const consent: Record<string, CustomerFacts['consent'][string]> = Object.fromEntries(
    (row.consents ?? []).map((entry) => [entry.channel, entry.state]),
  );
  const told = consents.map(({ channel, state, at }) => ({
    channel,
    state: state as CustomerFacts['consent'][string],
    at: toPersonal(at, clock),
  }));
  for (const channel of new Set(told.map((entry) => entry.channel)))
    consent[channel] =
      told.findLast((entry) => entry.channel === channel && entry.at <= begun)?.state ?? 'never-asked';
  const gone = suppressions.map(({ channel, at }) => ({ channel, at: toPersonal(at, clock) }));
  const suppressed: Record<string, boolean> = Object.fromEntries(
    gone.filter(({ at }) => at <= begun).map(({ channel }) => [channel, true]),
  );
  const known = { consent: { ...consent }, suppressed: { ...suppressed } };
  const later: RehearsalEvent[] = [];
  for (const change of [
    ...told.map((entry) => ({ ...entry, is: 'consent' as const })),
    ...gone.map((entry) => ({ ...entry, is: 'gone' as const })),
  ]
    .filter(({ at }) => at > begun)
    .sort((left, right) => left.at - right.at)) {
    if (change.is === 'consent') known.consent = { ...known.consent, [change.channel]: change.state };
    else known.suppressed = { ...known.suppressed, [change.channel]: true };
    // A change of facts that no flow listens for.
    later.push({
      event: bareEvent({
        id: `${row.id}/${change.is}/${change.channel}/${change.at}`,
        type: '',
        at: change.at,
      }),
      customer: known,
    });
  }
  return { consent, suppressed, later };
}

type Carts = ReadonlyMap<string, { readonly row: PastCart; readonly facts: CartFacts }>;

/** An event as it was recorded, with the cart and order as they were then. */
function recordedEvent(
  event: EventFact,
  carts: Carts,
  orders: ReadonlyMap<string, OrderFacts>,
  begun: Instant,
): RehearsalEvent {
  const cart = event.cartId === null ? undefined : carts.get(event.cartId)?.facts;
  const order = event.orderId === null ? undefined : orders.get(event.orderId);
  const seen =
    event.type.startsWith('message-') || event.at < begun ? {} : { customer: { lastSeenAt: event.at } };
  return {
    event,
    ...seen,
    ...(cart && event.type.startsWith('order-')
      ? { cart: { ...cart, updatedAt: event.at, completedAt: order?.placedAt ?? event.at } }
      : {}),
    ...(cart && /^(cart|checkout)-/.test(event.type)
      ? { cart: { ...cart, ...cartSaid(event, cart), updatedAt: event.at } }
      : {}),
    ...(order && event.at >= begun ? { order: { ...order, ...orderSaid(event) } } : {}),
  };
}

/** How far a cart had come at this event. Its lines are known only in their last state. */
function cartSaid({ value, properties }: EventFact, cart: CartFacts): Partial<CartFacts> {
  const { step, device, discountCodes } = properties;
  return {
    total: value ?? cart.total,
    step: typeof step === 'string' ? step : cart.step,
    device: typeof device === 'string' ? device : cart.device,
    discountCodes: Array.isArray(discountCodes) ? discountCodes.map(String) : cart.discountCodes,
  };
}

/** The state of an order at this event: when placed, nothing was shipped yet. */
function orderSaid({ type, properties }: EventFact): Partial<OrderFacts> {
  const { financialStatus, fulfilmentStatus } = properties;
  const shipped = typeof fulfilmentStatus === 'string' ? { fulfilment: fulfilmentStatus } : {};
  return {
    ...(typeof financialStatus === 'string' ? { status: financialStatus } : {}),
    ...(type === 'order-placed' || type === 'order-paid' ? { fulfilment: null, ...shipped } : shipped),
  };
}

/** When a cart was abandoned, if no event says so: before Millrace was connected, or during an outage. */
function leftCart(
  cart: PastCart,
  facts: CartFacts,
  clock: PersonalClock,
  settings: StoreSettings,
  events: readonly PastEvent[],
  until: Instant,
): RehearsalEvent[] {
  const left = facts.updatedAt + settings.abandonMinutes * MINUTE;
  const bought = cart.completed_at === null ? null : toPersonal(cart.completed_at, clock);
  if (events.some((event) => event.type === 'cart-abandoned' && event.cart_id === cart.id)) return [];
  if ((bought !== null && bought <= left) || left > toPersonal(until, clock)) return [];
  return [
    {
      event: bareEvent({
        id: `${cart.id}/left`,
        type: 'cart-abandoned',
        at: left,
        cartId: cart.id,
        value: facts.total,
        properties: { ...listsOfGoods(facts.lines) },
      }),
      cart: facts,
    },
  ];
}

function groupBy<Row extends { readonly customer_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.customer_id);
    if (group) group.push(row);
    else groups.set(row.customer_id, [row]);
  }
  return groups;
}
