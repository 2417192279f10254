import { clockOf, customerFacts, type CustomerRow, storeFacts } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { DAY, MINUTE, toPersonal, toReal, type Instant } from '@millrace/base';
import { dateMoments, type DateSource } from '@millrace/flow';
import { factSql, type Scope } from '../values/fact-sql.ts';
import { tellEntries, type EntryEvent } from './let-in.ts';
import { lookAtReorders } from './look-at-reorders.ts';
import { FIRST_ID, type SourcePage, type SourceRow } from './source-row.ts';

/** People checked in one transaction. */
const PAGE = 500;
const LOOKED_EVERY = 5 * MINUTE;
/**
 * After an outage, dates missed within this time still start a flow, in milliseconds: the age at which an
 * event may start one.
 */
const MADE_UP_FOR = 3 * DAY;
/** By how many days zones, and dates stored as instants, can shift a day. */
const ANYWHERE = 2;

/**
 * Finds people whose date has come since the last check. Goes through a window of time by pages. Event ids
 * contain person and day.
 */
export const lookAtDates: SourcePage<DateSource> = async (tx, context, row, source, now) => {
  const until = row.pass_until ?? now;
  const after = Math.max(row.looked_until, until - MADE_UP_FOR);
  const { products } = source;
  if (products !== undefined) {
    const freshAfter = Math.max(row.began_at, until - MADE_UP_FOR);
    const last = await lookAtReorders(
      tx,
      context,
      row,
      { ...source, products },
      { after, until, freshAfter },
    );
    return keepPlace(tx, row, last, until, now);
  }
  const settings = await storeSettings(tx, context.workspaceId);
  const { zone: storeZone, currency: storeCurrency } = settings;
  const scope = { tx, storeZone, storeCurrency, now, event: false };
  const page = await tx<CustomerRow[]>`
    select c.*, null as consents, null as suppressed, null as browsers, null as lists, null as predicted from customers c
    where c.id > ${row.cursor ?? FIRST_ID}
      and c.merged_into is null and c.erased_at is null and (c.pace <> 1
      or ${mayBeDue(scope, source, after, until)})
    order by c.id limit ${PAGE}`;
  const store = storeFacts(settings);
  const entries = page.flatMap((person): EntryEvent[] => {
    const clock = clockOf(person);
    const customer = customerFacts(person, settings.zone);
    return dateMoments(source, { customer, store }, toPersonal(after, clock), toPersonal(until, clock)).map(
      ({ at, day }) => ({
        id: `date/${row.flow_id}/${person.id}/${day}`,
        type: 'date-reached',
        flowId: row.flow_id,
        customerId: person.id,
        at: toReal(at, clock),
        properties: { date: day },
      }),
    );
  });
  await tellEntries(tx, context, entries);
  await keepPlace(tx, row, page.length === PAGE ? page.at(-1)!.id : null, until, now);
};

/** Goes on after a person at once, or begins the next pass later. @param last null at the end of a pass */
async function keepPlace(
  tx: Tx,
  row: SourceRow,
  last: string | null,
  until: Instant,
  now: Instant,
): Promise<void> {
  if (last !== null)
    await tx`update trigger_sources set cursor = ${last}, pass_until = ${until}, next_at = ${now}
      where flow_id = ${row.flow_id}`;
  else
    await tx`update trigger_sources set cursor = null, pass_until = null, looked_until = ${until},
      passes = passes + 1, next_at = ${now + LOOKED_EVERY} where flow_id = ${row.flow_id}`;
}

/** Cheaply leaves out people whose date is far off, by month and day where the stored form shows them. */
function mayBeDue(scope: Scope, source: DateSource, after: Instant, until: Instant) {
  const { tx } = scope;
  const days = daysOfYear(source, after, until);
  const fact = factSql(scope, source.fact);
  if (fact?.kind === 'instant')
    return tx`to_char(to_timestamp(${fact.sql} / 1000.0) at time zone 'UTC', 'MM-DD') = any(${days}::text[])`;
  const name = source.fact.slice('customer.properties.'.length);
  if (name.includes('.')) return tx`true`;
  const value = tx`c.properties->>${name}`;
  return tx`(c.properties ? ${name} and (${value} !~ '^\\d{4}-\\d\\d-\\d\\d'
    or substr(${value}, 6, 5) = any(${days}::text[])))`;
}

function daysOfYear({ days }: DateSource, after: Instant, until: Instant): string[] {
  const found = new Set<string>();
  for (let at = after - ANYWHERE * DAY; at <= until + ANYWHERE * DAY; at += DAY)
    found.add(new Date(at - days * DAY).toISOString().slice(5, 10));
  // 29 February is kept on the 28th in other years.
  if (found.has('02-28') || found.has('03-01')) found.add('02-29');
  return [...found];
}
