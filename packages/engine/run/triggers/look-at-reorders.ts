import { clockOf } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import {
  DAY,
  dayIn,
  dayText,
  HOUR,
  MINUTE,
  REAL_CLOCK,
  toPersonal,
  toReal,
  type Instant,
  type PersonalClock,
} from '@millrace/base';
import { momentsOfDay, zoneOf, type DateSource, type ProductDates } from '@millrace/flow';
import { tellEntries, type EntryEvent } from './let-in.ts';
import { FIRST_ID, type SourcePage, type SourceRow } from './source-row.ts';

/** Rows in one transaction. Somebody has fewer products than that. */
const PAGE = 1_000;
/** How far the clocks of the world are from UTC at most, and what they differ by. */
const [WEST, EAST, STEP] = [12 * HOUR, 14 * HOUR, 15 * MINUTE];

interface Due {
  readonly customer_id: string;
  readonly product_id: string;
  readonly model: string;
  readonly title: string;
  readonly bought_on: string;
  readonly due_on: string;
  readonly chance: number;
  /** Predicted since the last look, so that its moment may have passed already. */
  readonly fresh: boolean;
}
interface Person {
  readonly id: string;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

/** The time that is looked through, in real time. */
export interface Window {
  readonly after: Instant;
  readonly until: Instant;
  /** How far back a moment may be of what was predicted since the last look. */
  readonly freshAfter: Instant;
}

/**
 * A page of the people whose moment to buy a product again has come, in the order of their ids. Somebody enters once after
 * each purchase, however often the day moves: the event is named after the day of the purchase. Whoever has bought the product since
 * the last training does not enter. Each table is read by itself, because tables that were just filled have no statistics.
 * @returns the last person of the page; null when there are no more
 */
export async function lookAtReorders(
  tx: Tx,
  context: Parameters<SourcePage>[1],
  row: SourceRow,
  source: DateSource & { readonly products: ProductDates },
  window: Window,
): Promise<string | null> {
  const rows = await dueRows(tx, row, source, window);
  const isFull = rows.length === PAGE;
  // All products of a person are of one page.
  const page = isFull ? rows.filter((one) => one.customer_id !== rows.at(-1)!.customer_id) : rows;
  const people = new Map(
    (
      await tx<Person[]>`select id, zone, pace, pace_anchor from customers
        where id = any(${[...new Set(page.map((one) => one.customer_id))]}::uuid[])
          and merged_into is null and erased_at is null`
    ).map((person) => [person.id, person]),
  );
  const store = await storeSettings(tx, context.workspaceId);
  const reached = page.flatMap((one) => {
    const person = people.get(one.customer_id);
    if (!person) return [];
    const clock = clockOf(person);
    const zone = zoneOf({ customer: { zone: person.zone ?? '' }, store });
    const after = toPersonal(one.fresh ? window.freshAfter : window.after, clock);
    return momentsOfDay(source, one.due_on, zone, after, toPersonal(window.until, clock)).map(({ at }) => ({
      one,
      at: toReal(at, clock),
    }));
  });
  const hasBought = await boughtSince(
    tx,
    reached.map(({ one }) => one),
  );
  const idOf = await idsOf(
    tx,
    reached.map(({ one }) => one.product_id),
  );
  const entries = reached.flatMap(({ one, at }): EntryEvent[] =>
    hasBought(one)
      ? []
      : [
          {
            id: `date/${row.flow_id}/${one.customer_id}/${one.product_id}/${one.bought_on}`,
            type: 'date-reached',
            flowId: row.flow_id,
            customerId: one.customer_id,
            at,
            properties: {
              date: one.due_on,
              productId: idOf.get(one.product_id) ?? one.product_id,
              productTitle: one.title,
              chance: one.chance,
            },
          },
        ],
  );
  await tellEntries(tx, context, entries);
  return isFull ? page.at(-1)!.customer_id : null;
}

/** Rows of the days whose moment can lie in the time: mostly of none or one. */
async function dueRows(
  tx: Tx,
  row: SourceRow,
  source: DateSource & { readonly products: ProductDates },
  window: Window,
): Promise<readonly Due[]> {
  const paced = await tx<
    Pick<Person, 'pace' | 'pace_anchor'>[]
  >`select distinct pace, pace_anchor from connections where pace <> 1`;
  const clocks = [REAL_CLOCK, ...paced.map(clockOf)];
  const days = clocks.flatMap((clock) => daysOf(source, clock, window.after, window.until));
  const [trained] = await tx<{ at: Instant | null }[]>`select max(trained_at) as at from models`;
  const fresh =
    (trained?.at ?? Infinity) < row.looked_until
      ? []
      : clocks.flatMap((clock) => daysOf(source, clock, window.freshAfter, window.until));
  if (days.length === 0 && fresh.length === 0) return [];
  return tx<Due[]>`
    select customer_id, product_id, model, title, bought_on, due_on, chance,
        predicted_at >= ${row.looked_until}::timestamptz as fresh
      from reorder_dates
      where due_on = any(${[...new Set([...days, ...fresh])]}::text[])
        and (due_on = any(${days}::text[]) or predicted_at >= ${row.looked_until}::timestamptz)
        and customer_id > ${row.cursor ?? FIRST_ID} and chance >= ${source.products.least}::real
      order by customer_id, product_id limit ${PAGE}`;
}

/** The days whose moment can lie in the time somewhere in the world. */
function daysOf(
  { days, time }: DateSource,
  clock: PersonalClock,
  realAfter: Instant,
  realUntil: Instant,
): string[] {
  const counted = days * DAY + time.hour * HOUR + time.minute * MINUTE;
  const [after, until] = [toPersonal(realAfter, clock) - counted, toPersonal(realUntil, clock) - counted];
  // Clocks differ by quarters of an hour, so that in most of the short times no moment can lie.
  if (Math.floor(after / STEP) === Math.floor(until / STEP)) return [];
  const first = Math.ceil((after - WEST) / DAY);
  const last = Math.floor((until + EAST) / DAY);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_unused, index) =>
    dayText(dayIn((first + index) * DAY, 'UTC')),
  );
}

/** Tells of each whether the product was bought after the model was trained last. */
async function boughtSince(tx: Tx, some: readonly Due[]): Promise<(one: Due) => boolean> {
  if (some.length === 0) return () => false;
  const trained = new Map(
    (
      await tx<{ name: string; at: Instant }[]>`select name, max(trained_at) as at from models
        where name = any(${[...new Set(some.map(({ model }) => model))]}::text[]) group by name`
    ).map(({ name, at }) => [name, at]),
  );
  const earliest = Math.min(...trained.values());
  if (!Number.isFinite(earliest)) return () => false;
  const bought = new Map(
    (
      await tx<{ who: string; product: string; at: Instant }[]>`
        select customer_id as who, line->>'productId' as product, max(placed_at) as at
          from orders cross join lateral jsonb_array_elements(lines) line
          where customer_id = any(${[...new Set(some.map((one) => one.customer_id))]}::uuid[]) and counted
            and placed_at > ${earliest}::timestamptz and line->>'productId' is not null group by 1, 2`
    ).map(({ who, product, at }) => [`${who}/${product}`, at]),
  );
  return (one) =>
    (bought.get(`${one.customer_id}/${one.product_id}`) ?? -Infinity) > (trained.get(one.model) ?? Infinity);
}

/** Ids of ours by those of the store, of products that the catalogue of the store has. */
async function idsOf(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await tx<{ name: string; id: string }[]>`
    select distinct on (external_id) external_id as name, id from products
      where external_id = any(${[...new Set(names)]}::text[]) order by external_id, status <> 'active', id`;
  return new Map(rows.map(({ name, id }) => [name, id]));
}
