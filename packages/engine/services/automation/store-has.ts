import type { Context, Shape } from '@millrace/core/verb';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { z } from 'zod';
import { ableOf } from '../calls/able.ts';

/** What the store has of the things that templates need. */
export const storeHasSchema = z.strictObject({
  /** Event types among the newest events. */
  events: z.array(z.string()),
  channels: z.array(z.strictObject({ channel: z.string(), consented: z.int() })),
  products: z.int(),
  productsWithCost: z.int(),
  able: z.array(z.string()).describe('Capabilities of Millrace itself or of a connection'),
  tiers: z.array(z.string()).describe('Names of loyalty tiers'),
});
type StoreHasView = Shape<typeof storeHasSchema>;

/**
 * Number of newest events to read: enough to find every type a store sends regularly, with the same work for
 * every store.
 */
const LOOKED_AT = 20_000;

/** What the store has of what templates may need. */
export async function storeHas(
  tx: Tx,
  context: Context,
  settings: Pick<StoreSettings, 'tiers'>,
): Promise<StoreHasView> {
  const [row] = await tx<
    {
      events: string[] | null;
      channels: { channel: string; consented: number }[] | null;
      products: number;
      with_cost: number;
    }[]
  >`
      select (select jsonb_agg(distinct type)
        from (select type from events order by occurred_at desc limit ${LOOKED_AT}) e) as events,
        (select jsonb_agg(c) from (select channel, count(*)::int as consented from consents
          where state = 'subscribed' group by 1) c) as channels,
        (select count(*)::int from products where status = 'active') as products, (select count(*)::int
          from products where status = 'active' and cost is not null) as with_cost`;
  return {
    events: row?.events ?? [],
    channels: row?.channels ?? [],
    products: row?.products ?? 0,
    productsWithCost: row?.with_cost ?? 0,
    able: await ableOf(tx, context),
    tiers: settings.tiers.map(({ name }) => name),
  };
}
