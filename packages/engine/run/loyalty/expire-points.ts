import { DAY, type Instant } from '@millrace/base';
import { lockCustomer } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { changePoints, type PointsEvent } from './change-points.ts';

/** People of one transaction. */
const PEOPLE = 50;

/**
 * Takes back points whose time is over, and finds whom to tell that some expire soon.
 * @returns what to tell, as the intake takes it; and whether there may be more
 */
export async function expirePoints(
  tx: Tx,
  workspaceId: string,
  now: Instant,
): Promise<{ readonly events: readonly PointsEvent[]; readonly more: boolean }> {
  const { pointsWarnDays: days } = await storeSettings(tx, workspaceId);
  const due = await tx<{ customer_id: string }[]>`select distinct e.customer_id from loyalty_entries e
    join customers c on c.id = e.customer_id and c.erased_at is null
    where e.remaining > 0 and (e.expires_at <= ${now}
      or (e.warned_at is null and e.expires_at <= ${now + days * DAY}))
    limit ${PEOPLE}`;
  const events: PointsEvent[] = [];
  for (const { customer_id: customerId } of due) {
    await lockCustomer(tx, customerId);
    events.push(...(await expire(tx, workspaceId, customerId, now)));
    events.push(...(await warn(tx, customerId, now, days)));
  }
  return { events, more: due.length === PEOPLE };
}

interface Lot {
  readonly id: string;
  readonly remaining: number;
}

/** One entry for each that ran out, so that a crash books none twice. */
async function expire(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  now: Instant,
): Promise<readonly PointsEvent[]> {
  const lots = await tx<Lot[]>`select id, remaining from loyalty_entries
    where customer_id = ${customerId} and remaining > 0 and expires_at <= ${now} order by expires_at, at, id`;
  const events: PointsEvent[] = [];
  for (const { id, remaining } of lots) {
    const change = {
      customerId,
      points: -remaining,
      reason: 'Expired',
      cause: `expired/${id}`,
      by: { type: 'expiry', name: null },
      flowId: null,
    } as const;
    const booked = await changePoints(tx, workspaceId, change, now);
    if ('event' in booked && booked.event) events.push(booked.event);
  }
  return events;
}

/** Tells once of points that expire on the same day. */
async function warn(tx: Tx, customerId: string, now: Instant, days: number): Promise<readonly PointsEvent[]> {
  const lots = await tx<{ id: string; remaining: number; expires_at: Instant; day: string }[]>`
    update loyalty_entries set warned_at = ${now}
      where customer_id = ${customerId} and remaining > 0 and warned_at is null
      and expires_at > ${now} and expires_at <= ${now + days * DAY}
      returning id, remaining, expires_at, to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD') as day`;
  const [person] = await tx<{ points: number }[]>`select points from customers where id = ${customerId}`;
  return byDay(lots).map((together) => ({
    id: `points-expiring/${together.map(({ id }) => id).toSorted()[0]}`,
    type: 'loyalty-points-expiring',
    customer: { id: customerId },
    properties: {
      points: together.reduce((sum, { remaining }) => sum + remaining, 0),
      expiresAt: new Date(Math.min(...together.map(({ expires_at: at }) => at))).toISOString(),
      balance: person?.points ?? 0,
    },
  }));
}

function byDay<Of extends { readonly day: string }>(lots: readonly Of[]): readonly (readonly Of[])[] {
  const days = new Map<string, Of[]>();
  for (const lot of lots) days.set(lot.day, [...(days.get(lot.day) ?? []), lot]);
  return [...days.values()];
}
