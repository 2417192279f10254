import { z } from 'zod';
import { defineVerb } from '../verb/define-verb.ts';

/** What the store has of what templates ask for. */
export interface StoreReadiness {
  /** Event types among the newest events. */
  readonly events: readonly string[];
  readonly channels: readonly { readonly channel: string; readonly consented: number }[];
  readonly products: number;
  readonly productsWithCost: number;
}

/** Events looked through, newest first: enough to meet what a store reports regularly, and the same work however many there are. */
const LOOKED_AT = 20_000;

/** So that the gallery can say, before anything is cloned, whether a flow would find what it needs. */
export const readReadiness = defineVerb({
  name: 'readiness-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  run: async (tx): Promise<StoreReadiness> => {
    const [row] = await tx<
      { events: string[] | null; channels: { channel: string; consented: number }[] | null; products: number; with_cost: number }[]
    >`
      select (select jsonb_agg(distinct type) from (select type from events order by occurred_at desc limit ${LOOKED_AT}) e) as events,
        (select jsonb_agg(c) from (select channel, count(*)::int as consented from consents where state = 'subscribed' group by 1) c) as channels,
        (select count(*)::int from products where status = 'active') as products, (select count(*)::int from products where status = 'active' and cost is not null) as with_cost`;
    return {
      events: row?.events ?? [],
      channels: row?.channels ?? [],
      products: row?.products ?? 0,
      productsWithCost: row?.with_cost ?? 0,
    };
  },
});
