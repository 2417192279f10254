import { defineVerb, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { ableOf } from '../calls/able.ts';

/** What the store has of what templates ask for. */
const readinessSchema = z.strictObject({
  /** Event types among the newest events. */
  events: z.array(z.string()),
  channels: z.array(z.strictObject({ channel: z.string(), consented: z.int() })),
  products: z.int(),
  productsWithCost: z.int(),
  able: z.array(z.string()).describe('What steps can ask for, of ourselves or of something connected'),
});
export type StoreReadiness = Shape<typeof readinessSchema>;

/** Events looked through, newest first: enough to meet what a store reports regularly, and the same work however many there are. */
const LOOKED_AT = 20_000;

/** So that the gallery can say, before anything is cloned, whether a flow would find what it needs. */
export const readReadiness = defineVerb({
  name: 'readiness-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: readinessSchema,
  run: async (tx, _input, context) => {
    const [row] = await tx<
      {
        events: string[] | null;
        channels: { channel: string; consented: number }[] | null;
        products: number;
        with_cost: number;
      }[]
    >`
      select (select jsonb_agg(distinct type) from (select type from events order by occurred_at desc limit ${LOOKED_AT}) e) as events,
        (select jsonb_agg(c) from (select channel, count(*)::int as consented from consents where state = 'subscribed' group by 1) c) as channels,
        (select count(*)::int from products where status = 'active') as products, (select count(*)::int from products where status = 'active' and cost is not null) as with_cost`;
    return {
      events: row?.events ?? [],
      channels: row?.channels ?? [],
      products: row?.products ?? 0,
      productsWithCost: row?.with_cost ?? 0,
      able: await ableOf(tx, context),
    };
  },
});
