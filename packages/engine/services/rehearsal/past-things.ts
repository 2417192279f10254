import { eventFact, productFacts, readProducts, REAL_TIME, type EventRow } from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import {
  bareEvent,
  entersBy,
  entryEvents,
  nobody,
  runsBetween,
  thingOf,
  type EventFact,
  type Plan,
  type ProductFacts,
} from '@millrace/flow';
import { pastAlarms, type PastAlarm } from '@millrace/run/anomalies';
import type { PastPerson } from './past-people.ts';

const MOST_EVENTS = 20_000;

/**
 * Products, returns, orders and the store itself, each treated like a person, with its events in this time.
 */
export async function pastThings(
  tx: Tx,
  {
    plan,
    settings,
    since,
    until,
    most,
  }: { plan: Plan; settings: StoreSettings; since: Instant; until: Instant; most: number },
): Promise<PastPerson[]> {
  const events = await eventsOf(tx, plan, settings, since, until);
  const things = new Map<string, EventFact[]>();
  for (const event of events) {
    const thing = thingOf(event);
    if (thing !== null) things.set(thing, [...(things.get(thing) ?? []), event]);
  }
  // Things that only other events were about do not count towards the most.
  const met = (list: readonly EventFact[]) =>
    plan.trigger.source !== undefined || list.some(({ type }) => entersBy(plan.trigger, type));
  const chosen = [...things].filter(([, list]) => met(list)).slice(0, most);
  const products = await productsOf(
    tx,
    chosen.flatMap(([, list]) => list.flatMap((event) => event.productId ?? [])),
    settings,
    until,
  );
  return chosen.map(([thing, list]) => ({
    customer: { ...nobody(thing, settings.zone), firstName: products[thing]?.title ?? wordsOf(thing) },
    orders: [],
    events: list.map((event) => ({ event })),
    products,
    until,
    optIn: {},
  }));
}

const wordsOf = (thing: string): string => {
  if (thing === 'store') return 'The store';
  const [what = '', ...rest] = thing.split(':');
  return rest.length === 0
    ? 'Order'
    : `${what.charAt(0).toUpperCase()}${what.slice(1)} ${rest.join(':').replace('T', ', ')}`;
};

async function eventsOf(
  tx: Tx,
  { trigger }: Plan,
  settings: StoreSettings,
  since: Instant,
  until: Instant,
): Promise<EventFact[]> {
  if (trigger.source?.type === 'schedule')
    return runsBetween(trigger.source.schedule, settings.zone, since, until).map((run) =>
      bareEvent({ id: run.name, type: trigger.event, at: run.at, properties: { run: run.name } }),
    );
  const alarms = entryEvents(trigger).includes(ANOMALY)
    ? (await pastAlarms(tx, settings, since, until)).map(anomalyEvent)
    : [];
  const rows = await tx<EventRow[]>`
    select id, type, occurred_at, value, cart_id, order_id, product_id, message_id, properties from (
      select * from events where occurred_at between ${since} and ${until} order by occurred_at desc
        limit ${MOST_EVENTS}) e
    where (customer_id is null or product_id is not null)
      -- Found anew from the numbers, also before they were told to flows.
      and (${alarms.length === 0} or type <> ${ANOMALY} or source <> 'millrace') order by occurred_at, id`;
  const events = rows.map((row) => eventFact(row, REAL_TIME));
  return alarms.length === 0 ? events : [...events, ...alarms].toSorted((left, right) => left.at - right.at);
}

const ANOMALY = 'metric-anomaly';

function anomalyEvent({ id, at, properties }: PastAlarm): EventFact {
  const { productId } = properties;
  return bareEvent({
    id,
    type: ANOMALY,
    at,
    properties,
    productId: typeof productId === 'string' ? productId : null,
  });
}

/** Products as they are now, by id. @param now real time */
export async function productsOf(
  tx: Tx,
  ids: readonly string[],
  settings: StoreSettings,
  now: Instant,
): Promise<Record<string, ProductFacts>> {
  if (ids.length === 0) return {};
  const rows = await readProducts(tx, ids, now);
  return Object.fromEntries(rows.map((row) => [row.id, productFacts(row, settings, now)]));
}
