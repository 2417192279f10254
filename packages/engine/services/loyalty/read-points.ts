import type { Instant } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { loyaltyEntries, Row } from '@millrace/db/schema';
import { z } from 'zod';
import { readCustomerView } from '../customers/read-customers.ts';
import { decodeCursor, encodeCursor, pageInput } from '../paging/cursor.ts';
import { pointsSchema, type Points, type PointsEntry } from './shapes.ts';

/** A customer's loyalty points, with what each change was for. @throws MillraceError not-found */
export const listPoints = defineVerb({
  name: 'points-read',
  permission: 'customers:read',
  input: z.strictObject({ id: z.uuid(), ...pageInput }),
  output: pointsSchema,
  run: async (tx, { id, cursor, limit }) =>
    readPoints(tx, (await readCustomerView(tx, id)).id, { cursor, limit }),
});

/** @param asked page of the changes */
export async function readPoints(
  tx: Tx,
  customerId: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Points> {
  const after = decodeCursor(asked.cursor);
  const rows = await tx<Row<typeof loyaltyEntries>[]>`select * from loyalty_entries
    where customer_id = ${customerId}
      and ${after ? tx`(at, id) < (${after[0] as number}::timestamptz, ${after[1] as string}::uuid)` : tx`true`}
    order by at desc, id desc limit ${asked.limit + 1}`;
  const items = rows.slice(0, asked.limit).map(view);
  const last = items.at(-1);
  return {
    ...(await standingOf(tx, customerId)),
    items,
    next: rows.length > asked.limit && last ? encodeCursor([last.at, last.id]) : null,
  };
}

async function standingOf(
  tx: Tx,
  customerId: string,
): Promise<Pick<Points, 'balance' | 'tier' | 'granted' | 'nextTier' | 'expiring'>> {
  const [row] = await tx<
    {
      workspace_id: string;
      points: number;
      tier: string | null;
      granted_tier: string | null;
      granted_until: Instant | null;
      earned: number;
    }[]
  >`select c.workspace_id, c.points, c.tier, c.granted_tier, c.granted_until, coalesce((select sum(points)::int from loyalty_entries e
      where e.customer_id = c.id and (e.points > 0 or e.by_type = 'person')), 0) as earned
    from customers c where c.id = ${customerId}`;
  const [due] = await tx<{ points: number; at: Instant }[]>`
    select sum(remaining)::int as points, expires_at as at from loyalty_entries
      where customer_id = ${customerId} and remaining > 0 and expires_at is not null
      group by expires_at order by expires_at limit 1`;
  const { tiers } = await storeSettings(tx, row?.workspace_id ?? '');
  const earned = row?.earned ?? 0;
  // Nothing is missing to a tier that was granted.
  const reached = Math.max(earned, tiers.find(({ name }) => name === row?.tier)?.from ?? 0);
  const next = tiers.filter(({ from }) => from > reached).toSorted((one, other) => one.from - other.from)[0];
  return {
    balance: row?.points ?? 0,
    tier: row?.tier ?? null,
    granted: row?.granted_tier ? { tier: row.granted_tier, until: row.granted_until } : null,
    nextTier: next ? { name: next.name, missing: next.from - earned } : null,
    expiring: due ? { points: due.points, at: due.at } : null,
  };
}

const view = (row: Row<typeof loyaltyEntries>): PointsEntry => ({
  id: row.id,
  at: row.at,
  points: row.points,
  reason: row.reason,
  by: row.by_type as PointsEntry['by'],
  byName: row.by_name,
  flowId: row.flow_id,
  expiresAt: row.remaining > 0 ? row.expires_at : null,
  remaining: row.remaining,
});
