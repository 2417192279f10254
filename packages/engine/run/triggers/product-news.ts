import type { productChanges, Row } from '@millrace/db/schema';
import { readPlan } from '@millrace/core/plans';
import { FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { enterWorkspace, newId, type Database, type Tx } from '@millrace/db';
import { DAY, type Instant, type Json } from '@millrace/base';
import { isNews, type ProductInterest, type ProductSource } from '@millrace/flow';
import { tellEntries, tellThing } from './let-in.ts';
import { tellReorders } from './tell-reorders.ts';
import type { SourceRow } from './source-row.ts';

const PAGE = 500;
/**
 * The stock at which a flow about the product itself counts it as nearly sold out. Such flows set no number
 * of their own.
 */
const LOW = { is: 'low-stock', units: 5 } as const;

type ChangeRow = Pick<
  Row<typeof productChanges>,
  | 'id'
  | 'workspace_id'
  | 'product_id'
  | 'stock_before'
  | 'stock_after'
  | 'price_before'
  | 'price_after'
  | 'at'
>;

/**
 * Reports one changed product: to flows about products by an event, and to interested people by a job that
 * goes through them page by page. In one transaction with removing the change from its queue.
 * @returns false when the queue is empty
 */
export async function tellProductNews(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<boolean> {
  return db.asRouter(async (tx) => {
    const [change] = await tx<
      ChangeRow[]
    >`select * from product_changes order by id limit 1 for update skip locked`;
    if (!change) return false;
    await enterWorkspace(tx, change.workspace_id);
    await tx`delete from product_changes where id = ${change.id}`;
    const context = contextOf(change.workspace_id);
    const read = {
      stockBefore: change.stock_before,
      stockAfter: change.stock_after,
      priceBefore: change.price_before,
      priceAfter: change.price_after,
    };
    const said = { productId: change.product_id, ...read };
    const at = Math.min(change.at, now);
    const tell = (type: string) => tellThing(tx, context, `${type}/${change.id}`, type, at, said);
    if (isNews({ is: 'restocked' }, read)) await tell('product-restocked');
    if (isNews(LOW, read)) await tell('product-stock-low');
    if (read.priceBefore !== null && read.priceAfter !== null) {
      if (read.priceAfter !== read.priceBefore) await tell('product-price-changed');
      if (read.priceAfter < read.priceBefore) await tell('product-price-dropped');
    }
    await tellReorders(tx, context, now, [change.product_id]);
    const sources = await tx<SourceRow[]>`
      select s.* from trigger_sources s join flows f on f.id = s.flow_id
        where s.type = 'product' and f.state in ('live', 'paused') order by s.flow_id`;
    for (const row of sources) {
      const { source } = (await readPlan(tx, row.workspace_id, row.plan_hash)).trigger;
      if (source?.type !== 'product' || !isNews(source.news, read)) continue;
      const choice = {
        prefix: `product/${row.flow_id}/${change.id}`,
        said,
        at,
        people: source.people,
        days: source.days,
        matched: 0,
      };
      await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, choice, started_at)
        values (${newId()}, ${row.workspace_id}, ${row.flow_id}, 'fan-out', ${tx.json(choice as never)},
        ${now})`;
    }
    await tx`select pg_notify('millrace_work', '')`;
    return true;
  });
}

interface FanOut extends Pick<ProductSource, 'people' | 'days'> {
  readonly prefix: string;
  readonly said: Readonly<Record<string, Json>> & { readonly productId: string };
  readonly at: Instant;
  readonly matched: number;
}

/**
 * Reports to people interested in a product, in the order of their ids. Each gets one event for each change,
 * however often a page runs.
 */
export const fanOutJob: BulkJobPage = async (tx, context, job) => {
  const news = job.choice as unknown as FanOut;
  const page = await whoCares(tx, news, job.cursor ?? FIRST_ID);
  await tellEntries(
    tx,
    context,
    page.map((id) => ({
      id: `${news.prefix}/${id}`,
      type: 'product-news',
      flowId: job.flow_id ?? '',
      customerId: id,
      at: news.at,
      properties: news.said,
    })),
  );
  return {
    cursor: page.at(-1) ?? null,
    done: page.length,
    finished: page.length < PAGE,
    choice: { ...news, matched: news.matched + page.length } as never,
  };
};

const EVENTS: Partial<Record<ProductInterest, string>> = {
  asked: 'back-in-stock-requested',
  viewed: 'product-viewed',
};

/** @returns ids of interested customers after the given id, in order, at most a page */
export async function whoCares(
  tx: Tx,
  { said: { productId }, people, days, at }: Pick<FanOut, 'said' | 'people' | 'days' | 'at'>,
  after: string,
  most = PAGE,
): Promise<string[]> {
  const since = at - days * DAY;
  const types = people.flatMap((one) => EVENTS[one] ?? []);
  const rows = await tx<{ id: string }[]>`
    with product as (select source, external_id from products where id = ${productId}),
    interested as (
      select customer_id from events
        where ${types.length > 0} and product_id = ${productId} and type = any(${types}::text[])
        and occurred_at >= ${since}::timestamptz and customer_id > ${after}
      union select k.customer_id from carts k, product p
        where ${people.includes('in-cart')} and k.source = p.source
        and k.completed_at is null and k.updated_at >= ${since}::timestamptz
        and k.customer_id > ${after}
          and k.lines @> jsonb_build_array(jsonb_build_object('productId', p.external_id))
      union select o.customer_id from orders o, product p
        where ${people.includes('bought')} and o.source = p.source and o.counted
        and o.placed_at >= ${since}::timestamptz
        and o.customer_id > ${after}
          and o.lines @> jsonb_build_array(jsonb_build_object('productId', p.external_id)))
    select c.id from customers c
      where c.id in (select customer_id from interested)
      and c.merged_into is null and c.erased_at is null order by c.id limit ${most}`;
  return rows.map(({ id }) => id);
}
