import { fail, type Instant } from '@millrace/base';
import { defineVerb } from '@millrace/core/verb';
import type { Fragment, Tx } from '@millrace/db';
import { progressOf, type ReturnProgress, type ReturnRow } from '@millrace/run/returns';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { returnPageSchema, type ReturnView } from './shapes.ts';

type Row = ReturnRow & {
  readonly requested_at: Instant;
  readonly customer: string | null;
  readonly order_number: string | null;
  readonly currency: string | null;
  readonly flow: { readonly id: string; readonly name: string; readonly enrolmentId: string } | null;
};

/** A return that no flow took up and that is not over: somebody of the team has to do it. */
const withoutFlow = (tx: Tx): Fragment => tx`r.requested_at is not null
  and not exists (select from enrolments e where e.customer_id = r.customer_id and e.event_id = r.event_id)
  and not exists (select from events v where v.customer_id = r.customer_id
    and v.type in ('return-refunded', 'return-exchanged', 'return-refused')
    and v.occurred_at >= r.requested_at and v.properties->>'returnId' = r.number)`;

const rowsOf = (tx: Tx, which: Fragment, most: number) => tx<Row[]>`
  select r.*, o.number as order_number, o.currency,
    coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.email) as customer,
    (select jsonb_build_object('id', f.id, 'name', f.name, 'enrolmentId', e.id) from enrolments e
      join flows f on f.id = e.flow_id where e.customer_id = r.customer_id and e.event_id = r.event_id
      order by e.subject is null, e.entered_at limit 1) as flow
  from returns r left join customers c on c.id = r.customer_id left join orders o on o.id = r.order_id
  where r.requested_at is not null and ${which} order by r.requested_at desc, r.id desc limit ${most}`;

/** Milliseconds that flows have to take up a return. */
const TAKEN_UP_WITHIN = 60_000;

/** Returns that customers asked for on the returns page, the newest first. */
export const listReturns = defineVerb({
  name: 'returns-read',
  permission: 'customers:read',
  input: z.strictObject({
    ...pageInput,
    show: z.enum(['all', 'without-flow']).default('all').describe('`without-flow`: no flow handles them'),
    customer: z.uuid().optional(),
  }),
  output: returnPageSchema,
  run: async (tx, { cursor, limit, show, customer }) => {
    const after = decodeCursor(cursor);
    const which = tx`${show === 'all' ? tx`true` : withoutFlow(tx)}
      and ${customer === undefined ? tx`true` : tx`r.customer_id = ${customer}`}
      and ${after ? tx`(r.requested_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}`;
    const rows = await rowsOf(tx, which, limit + 1);
    const progress = await progressOf(tx, rows);
    return pageOf(
      rows,
      limit,
      (row) => [row.requested_at, row.id],
      (row) => view(row, progress.get(row.id)),
    );
  },
});

/** One return. @throws MillraceError not-found */
export async function readReturn(tx: Tx, id: string): Promise<ReturnView> {
  const [row] = await rowsOf(tx, tx`r.id = ${id}`, 1);
  if (!row) return fail('not-found', { what: 'return' });
  return view(row, (await progressOf(tx, [row])).get(row.id));
}

/** How many returns wait for somebody of the team, because no flow took them up. */
export async function returnsWithoutFlow(tx: Tx, now: Instant): Promise<number> {
  const [row] = await tx<{ n: number }[]>`select count(*)::int as n from returns r
    where r.requested_at < ${now - TAKEN_UP_WITHIN}::timestamptz and ${withoutFlow(tx)}`;
  return row?.n ?? 0;
}

function view(row: Row, progress: ReturnProgress | undefined): ReturnView {
  const step = progress?.step ?? 'requested';
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    customer: row.customer,
    orderId: row.order_id,
    orderNumber: row.order_number,
    requestedAt: row.requested_at,
    items: row.items.map(
      ({ title, variant, image, sku, quantity, price, reason, reasonLabel, text, answer, rule }) => ({
        title,
        variant,
        image,
        sku,
        quantity,
        price,
        reason,
        reasonLabel,
        text,
        answer,
        rule,
      }),
    ),
    wish: row.wish,
    answer: row.answer,
    rule: row.rule,
    why: row.why,
    value: row.value,
    currency: row.currency ?? 'USD',
    step,
    stepAt: progress?.at[step] ?? row.requested_at,
    flow: row.flow,
  };
}
