import { dayBegins, dayIn, DAY, isZone } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { storeSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { z } from 'zod';
import { cohortsSchema } from './shapes.ts';

/** Months of first orders that are shown. */
const MONTHS = 12;

interface ValueRow {
  /** Null for both is the total. */
  readonly month: string | null;
  readonly channel: string | null;
  readonly customers: number;
  readonly first: number | null;
  readonly again: number | null;
  readonly again_of: number;
  readonly d30: number | null;
  readonly d30_of: number;
  readonly d90: number | null;
  readonly d90_of: number;
  readonly d365: number | null;
  readonly d365_of: number;
}

/**
 * What customers were worth, by the month of their first order and by the channel whose message came before it. A
 * figure of so many days is of the customers whose days are over; of a month, it waits until all are.
 */
export const readCohorts = defineVerb({
  name: 'cohorts-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: cohortsSchema,
  run: async (tx, _input, { workspaceId, now: clock }) => {
    const now = clock();
    const settings = await storeSettings(tx, workspaceId);
    const zone = isZone(settings.zone) ? settings.zone : 'UTC';
    const today = dayIn(now, zone);
    const since = dayBegins({ year: today.year, month: today.month - MONTHS, day: 1 }, zone);
    const rows = await valueRows(tx, since, now, zone, settings.currency);
    return {
      currency: settings.currency,
      cohorts: rows
        .filter((row) => row.month !== null)
        .toSorted((left, right) => (left.month! < right.month! ? 1 : -1))
        .map((row) => ({ month: row.month!, ...valuesOf(row, true) })),
      channels: rows
        .filter((row) => row.month === null)
        .toSorted((left, right) => right.customers - left.customers)
        .map((row) => {
          const channel = row.channel === '' ? null : row.channel;
          return {
            channel,
            title: channel === null ? 'No message before it' : (channelById(channel)?.title ?? channel),
            ...valuesOf(row, false),
          };
        }),
    };
  },
});

/** @param whole only when the days of all of them are over */
function valuesOf(row: ValueRow, whole: boolean) {
  const known = (value: number | null, of: number) =>
    value === null || of === 0 || (whole && of < row.customers) ? null : value / of;
  return {
    customers: row.customers,
    again: known(row.again, row.again_of),
    first: known(row.first, row.customers),
    days30: known(row.d30, row.d30_of),
    days90: known(row.d90, row.d90_of),
    days365: known(row.d365, row.d365_of),
  };
}

/** Sums by month and by channel. Customers whose first order is older than the first month are left out. */
const valueRows = (tx: Tx, since: number, now: number, zone: string, currency: string) => tx<ValueRow[]>`
  with people as materialized (
    select id from customers
      where merged_into is null and erased_at is null and first_order_at >= ${since}::timestamptz),
  placed as materialized (
    select o.customer_id, o.id, o.placed_at, o.revenue,
      min(o.placed_at) over (partition by o.customer_id) as begun,
      row_number() over (partition by o.customer_id order by o.placed_at, o.id) as place
    from orders o join people p on p.id = o.customer_id
    where o.counted and o.currency = ${currency} and o.placed_at <= ${now}::timestamptz),
  firsts as materialized (
    select p.customer_id, coalesce((select m.channel from attributions a join messages m on m.id = a.message_id
      where a.order_id = p.id limit 1), '') as channel from placed p where p.place = 1),
  each_one as materialized (
    select customer_id, min(begun) as begun, sum(revenue) filter (where place = 1) as first,
      bool_or(place > 1 and placed_at < begun + make_interval(days => 90)) as again,
      coalesce(sum(revenue) filter (where placed_at < begun + make_interval(days => 30)), 0) as d30,
      coalesce(sum(revenue) filter (where placed_at < begun + make_interval(days => 90)), 0) as d90,
      coalesce(sum(revenue) filter (where placed_at < begun + make_interval(days => 365)), 0) as d365
    from placed group by customer_id)
  select to_char(e.begun at time zone ${zone}, 'YYYY-MM') as month, f.channel, count(*)::int as customers,
    sum(e.first)::float8 as first,
    (count(*) filter (where e.again and e.begun <= ${now - 90 * DAY}::timestamptz))::int as again,
    (count(*) filter (where e.begun <= ${now - 90 * DAY}::timestamptz))::int as again_of,
    (sum(e.d30) filter (where e.begun <= ${now - 30 * DAY}::timestamptz))::float8 as d30,
    (count(*) filter (where e.begun <= ${now - 30 * DAY}::timestamptz))::int as d30_of,
    (sum(e.d90) filter (where e.begun <= ${now - 90 * DAY}::timestamptz))::float8 as d90,
    (count(*) filter (where e.begun <= ${now - 90 * DAY}::timestamptz))::int as d90_of,
    (sum(e.d365) filter (where e.begun <= ${now - 365 * DAY}::timestamptz))::float8 as d365,
    (count(*) filter (where e.begun <= ${now - 365 * DAY}::timestamptz))::int as d365_of
  from each_one e join firsts f on f.customer_id = e.customer_id
  group by grouping sets ((1), (2))`;
