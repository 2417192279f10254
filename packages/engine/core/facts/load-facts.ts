import { together, type Tx } from '@millrace/db';
import { DAY, fail, toPersonal, type Instant, type Json, type PersonalClock } from '@millrace/base';
import {
  nobody,
  type CustomerFacts,
  type DiscountFacts,
  type Facts,
  type PlanNeeds,
  type StoreFacts,
} from '@millrace/flow';
import { quietTimes } from '@millrace/guardrails';
import { storeSettings, type StoreSettings } from '../store/store-settings.ts';
import {
  cartFacts,
  clockOf,
  customerFacts,
  eventFact,
  optInsOf,
  orderFacts,
  productFacts,
  REAL_TIME,
  type CartRow,
  type CustomerRow,
  type EventRow,
  type OrderRow,
} from './rows.ts';
import { readProducts } from './read-products.ts';

export interface FactsWanted {
  readonly workspaceId: string;
  /** The flow whose tests are read; left out where no step is taken. */
  readonly flowId?: string | undefined;
  /** Null when the flow is about something without a customer, such as a product. */
  readonly customerId: string | null;
  /** Two flows have different salts, so they draw independently for the same person. */
  readonly enrolment: {
    readonly id: string;
    readonly key: string;
    readonly salt?: string;
    readonly enteredAt: Instant;
  };
  /** The event that started the enrolment. */
  readonly eventId: string | null;
  readonly eventAt: Instant | null;
  readonly cartId: string | null;
  readonly orderId: string | null;
  readonly productId?: string | null | undefined;
  readonly needs: PlanNeeds;
  /** Real time. */
  readonly now: Instant;
}

export interface LoadedFacts {
  readonly facts: Facts;
  readonly clock: PersonalClock;
  readonly settings: StoreSettings;
}

const NO_CATEGORIES: ReadonlySet<string> = new Set();
const catalogueOf = (rows: readonly [string, number | null, number | null][] | null) =>
  new Map((rows ?? []).map(([thing, stock, cost]) => [thing, { stock, cost }]));

/**
 * Loads everything a step may read about the person, in the person's own time. Sends all queries together.
 * @throws MillraceError not-found when the customer does not exist
 */
export async function loadFacts(tx: Tx, wanted: FactsWanted): Promise<LoadedFacts> {
  const [settings, customer, carts, orders, products, trigger, events, models, tests, guardrails] =
    await together(
      storeSettings(tx, wanted.workspaceId),
      wanted.customerId === null ? undefined : readCustomer(tx, wanted.customerId),
      wanted.cartId
        ? tx<
            (CartRow & {
              catalogue: [string, number | null, number | null][] | null;
              categories: string[] | null;
            })[]
          >`
      select c.*,
        (select jsonb_agg(jsonb_build_array((line->>'productId') || '/' || coalesce(line->>'variantId', ''),
        case when v.external_id is null then p.stock else v.stock end,
          coalesce(v.cost, case when line->>'variantId' is null or not exists (select 1
            from product_variants o where o.product_id = p.id and o.cost is not null) then p.cost end)))
            from jsonb_array_elements(c.lines) line
          join products p on p.source = c.source and p.external_id = line->>'productId'
            left join product_variants v on v.product_id = p.id
            and v.external_id = line->>'variantId') as catalogue,
        (select jsonb_agg(distinct line->>'category') from orders o, jsonb_array_elements(o.lines) line
          where o.customer_id = ${wanted.customerId} and o.counted) as categories
      from carts c where c.id = ${wanted.cartId}`
        : [],
      wanted.orderId ? tx<OrderRow[]>`select * from orders where id = ${wanted.orderId}` : [],
      wanted.productId ? readProducts(tx, [wanted.productId], wanted.now) : [],
      wanted.eventId && wanted.eventAt !== null
        ? tx<
            EventRow[]
          >`select * from events where id = ${wanted.eventId} and occurred_at = ${wanted.eventAt}`
        : [],
      readEvents(tx, wanted),
      wanted.needs.models.length > 0
        ? tx<{ name: string; parameters: Json }[]>`select name, parameters from models
          where active and name = any(${wanted.needs.models as string[]}::text[])`
        : [],
      readTests(tx, wanted),
      wanted.needs.quiet || wanted.needs.sending
        ? tx<{ settings: unknown }[]>`select settings from guardrail_settings`
        : undefined,
    );
  if (!customer && wanted.customerId !== null) fail('not-found', { what: 'customer' });
  const clock = customer ? clockOf(customer) : REAL_TIME;
  const now = toPersonal(wanted.now, clock);
  const plain = storeFacts(settings);
  const cart = carts[0];
  const order = orders[0];
  const facts: Facts = {
    now,
    enrolment: {
      id: wanted.enrolment.id,
      key: wanted.enrolment.key,
      salt: wanted.enrolment.salt,
      enteredAt: toPersonal(wanted.enrolment.enteredAt, clock),
      event: trigger[0] ? eventFact(trigger[0], clock) : null,
    },
    customer: customer
      ? personFacts(customer, settings.zone, wanted.needs)
      : nobody(wanted.enrolment.key, settings.zone),
    cart: cart
      ? cartFacts(
          cart,
          clock,
          catalogueOf(cart.catalogue),
          cart.categories ? new Set(cart.categories) : NO_CATEGORIES,
        )
      : null,
    order: order ? orderFacts(order, clock) : null,
    product: products[0] ? productFacts(products[0], settings, wanted.now) : null,
    events: events.map((row) => eventFact(row, clock)),
    store: {
      ...plain,
      ...storeFactsFor(wanted.needs, settings, guardrails?.[0]?.settings),
      ...(plain.discounts ? { discounts: await usedLimits(tx, wanted, settings, plain.discounts) } : {}),
    },
    models: Object.fromEntries(models.map((model) => [model.name, model.parameters])),
    ...(tests ? { tests } : {}),
  };
  return { facts, clock, settings };
}

/** Days over which the share of carts with a discount is counted. */
const CART_DAYS = 7;

/** The store's limits on discounts, with how much of them is used. */
async function usedLimits(
  tx: Tx,
  { customerId, now }: FactsWanted,
  { discountsPerCustomer, discountDays, discountedCarts }: StoreSettings,
  limits: DiscountFacts,
): Promise<DiscountFacts> {
  if (discountsPerCustomer === null && discountedCarts === null) return limits;
  const since = (days: number) => new Date(now - days * DAY);
  const [counted] = await tx<{ had: number; carts: number; discounts: number }[]>`
    select (select count(*)::int from discount_codes where ${discountsPerCustomer !== null}
        and customer_id = ${customerId} and created_at > ${since(discountDays)}) as had,
      (select count(*)::int from carts where ${discountedCarts !== null}
        and abandoned_at > ${since(CART_DAYS)}) as carts,
      (select count(*)::int from discount_codes where ${discountedCarts !== null}
        and created_at > ${since(CART_DAYS)}) as discounts`;
  return {
    ...limits,
    perCustomer:
      discountsPerCustomer === null
        ? null
        : { most: discountsPerCustomer, days: discountDays, had: counted?.had ?? 0 },
    ofCarts:
      discountedCarts === null
        ? null
        : {
            most: discountedCarts,
            days: CART_DAYS,
            carts: counted?.carts ?? 0,
            discounts: counted?.discounts ?? 0,
          },
  };
}

/** The variant that the person had at each test of the plan, and the one that was chosen for everybody new. */
async function readTests(tx: Tx, { flowId, customerId, needs }: FactsWanted): Promise<Facts['tests']> {
  const nodes = needs.tests ?? [];
  if (nodes.length === 0 || flowId === undefined) return undefined;
  const rows = await tx<{ node: string; had: string | null; variant: string | null; round: string | null }[]>`
    select n.node, p.variant as had, c.variant, c.round from unnest(${[...nodes]}::text[]) as n(node)
      left join test_people p on p.flow_id = ${flowId} and p.node = n.node and p.customer_id = ${customerId}
      left join test_choices c on c.flow_id = ${flowId} and c.node = n.node`;
  return Object.fromEntries(
    rows.map(({ node, had, variant, round }) => [
      node,
      { had, chosen: variant === null || round === null ? null : { variant, round } },
    ]),
  );
}

export async function readCustomer(tx: Tx, id: string): Promise<CustomerRow | undefined> {
  const [row] = await tx<CustomerRow[]>`
    select c.*,
      (select jsonb_agg(jsonb_build_object('channel', n.channel, 'state', n.state, 'opt_in', n.opt_in))
      from consents n where n.customer_id = c.id) as consents,
      (select jsonb_agg(s.channel) from suppressions s where s.address in (c.email, c.phone)) as suppressed,
      (select string_agg(b.name, ', ' order by b.created_at, b.id) from browsers b
        where b.customer_id = c.id) as browsers,
      (select array_agg(m.list_id::text order by m.list_id) from list_members m
        where m.customer_id = c.id) as lists,
      (select jsonb_object_agg(e.key, e.value) from predictions p, jsonb_each(p.values) e
        where p.customer_id = c.id) as predicted
    from customers c where c.id = ${id}`;
  return row;
}

/**
 * Reads the events that the plan uses, at most the newest 1000. Windows count the person's days, which are
 * shorter in real time for a fast clock; the query reads the widest window in real time.
 */
async function readEvents(tx: Tx, wanted: FactsWanted): Promise<EventRow[]> {
  const types = Object.entries(wanted.needs.events);
  if (types.length === 0 || wanted.customerId === null) return [];
  const widest = Math.max(...types.map(([, days]) => days));
  const since =
    widest === 0
      ? wanted.enrolment.enteredAt
      : Math.min(wanted.now - widest * DAY, wanted.enrolment.enteredAt);
  const rows = await tx<EventRow[]>`
    select id, type, occurred_at, value, cart_id, order_id, product_id, message_id, properties from events
    where customer_id = ${wanted.customerId} and type = any(${types.map(([type]) => type)}::text[])
      and occurred_at >= ${Math.max(0, since)} and occurred_at <= ${wanted.now}
    order by occurred_at desc limit 1000`;
  return rows.reverse();
}

/** @param needs of the plan: how they agreed is only for plans that choose a channel */
const personFacts = (row: CustomerRow, storeZone: string, { sending }: PlanNeeds): CustomerFacts => ({
  ...customerFacts(row, storeZone),
  ...(sending ? { optIn: optInsOf(row) } : {}),
});

/** What a plan needs of the store besides what every step may know. @param guardrails their stored settings */
export const storeFactsFor = (
  { quiet, sending }: PlanNeeds,
  { messageCosts, subscriberWorth }: Pick<StoreSettings, 'messageCosts' | 'subscriberWorth'>,
  guardrails: unknown,
): Pick<StoreFacts, 'quiet' | 'quietOf' | 'sending'> => ({
  ...(quiet ? quietTimes(guardrails) : {}),
  ...(sending ? { sending: { guardrails, costs: messageCosts, subscriberWorth } } : {}),
});

export function storeFacts(settings: StoreSettings): StoreFacts {
  return {
    name: settings.name,
    currency: settings.currency,
    zone: settings.zone,
    url: settings.url,
    marginFloor: settings.marginFloor,
    assumedCostShare: settings.assumedCostShare,
    shippingCost: settings.shippingCost,
    freeShippingFrom: settings.freeShippingFrom,
    dateOrder: settings.dateOrder,
    // How much of the limits is used is counted where a person is asked about.
    ...(settings.deepestDiscount === null &&
    settings.discountsPerCustomer === null &&
    settings.discountedCarts === null
      ? {}
      : { discounts: { deepest: settings.deepestDiscount, perCustomer: null, ofCarts: null } }),
  };
}
