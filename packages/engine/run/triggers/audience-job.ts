import { readPlan, resolveCondition } from '@millrace/core/plans';
import { FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { MINUTE, type Instant } from '@millrace/base';
import type { Condition, Plan } from '@millrace/flow';
import { tellEntries, type EntryEvent } from './let-in.ts';
import { whoMatches } from '../segments/who-matches.ts';

const PAGE = 500;

export interface Audience {
  /**
   * Prefix of the id of each person's event, so that one audience lets each person in once, however often a
   * page runs. Derived from the job's id when left out.
   */
  readonly prefix?: string;
  readonly type: string;
  /** Null means everybody. */
  readonly condition: Condition | null;
  readonly at: Instant;
  readonly spreadMinutes: number;
  /** The run of a schedule. */
  readonly run?: string;
}

/** Lets everybody who matches into the flow, page by page. @returns the id of the job, for its progress */
export async function beginAudience(
  tx: Tx,
  context: Context,
  flowId: string,
  audience: Audience,
): Promise<string> {
  const id = newId();
  await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, choice, total, started_at)
    select ${id}, ${context.workspaceId}, ${flowId}, 'audience',
      ${tx.json({ prefix: `audience/${id}`, ...audience, matched: 0 } as never)}, count(*), ${context.now()}
      from customers where merged_into is null and erased_at is null`;
  await tx`select pg_notify('millrace_work', '')`;
  return id;
}

/**
 * Does a page of an audience: all pages at once, or one page a minute. Whether the flow takes a person is
 * decided when their event is routed.
 */
export const audienceJob: BulkJobPage = async (tx, context, job, now) => {
  const audience = job.choice as unknown as Required<Pick<Audience, 'prefix'>> &
    Audience & { matched: number };
  const flowId = job.flow_id ?? '';
  const [flow] = await tx<{ state: string; plan_hash: string; total: number }[]>`
    select f.state, v.plan_hash, s.total from bulk_jobs s join flows f on f.id = s.flow_id
      join flow_versions v on v.id = f.live_version_id where s.id = ${job.id}`;
  if (!flow || (flow.state !== 'live' && flow.state !== 'paused'))
    return { cursor: null, done: 0, finished: true };
  const plan = await readPlan(tx, context.workspaceId, flow.plan_hash);
  const minutes = audience.spreadMinutes;
  const size = minutes > 0 ? Math.min(PAGE, Math.max(1, Math.ceil(flow.total / minutes))) : PAGE;
  const page = await whoMatches(
    tx,
    context.workspaceId,
    audience.condition === null ? null : await resolveCondition(tx, audience.condition),
    { after: job.cursor ?? FIRST_ID, most: size },
    now,
  );
  const people = page.filter(({ matches }) => matches).map(({ id }) => id);
  const things = await thingsOf(tx, plan, people);
  await tellEntries(
    tx,
    context,
    people.map((id): EntryEvent => ({
      id: `${audience.prefix}/${id}`,
      type: audience.type,
      flowId,
      customerId: id,
      at: audience.at,
      properties: { ...things.get(id), ...(audience.run === undefined ? {} : { run: audience.run }) },
    })),
  );
  return {
    cursor: page.at(-1)?.id ?? null,
    done: page.length,
    finished: page.length < size,
    choice: { ...audience, matched: audience.matched + people.length } as never,
    ...(minutes > 0 ? { notBefore: now + MINUTE } : {}),
  };
};

/** For a flow about a cart or order: each person's latest. */
async function thingsOf(
  tx: Tx,
  { trigger }: Plan,
  people: readonly string[],
): Promise<Map<string, { cartId: string } | { orderId: string }>> {
  const ids = people as string[];
  if (trigger.key === 'cart') {
    const rows = await tx<{ id: string; customer_id: string }[]>`
      select distinct on (customer_id) id, customer_id from carts
        where customer_id = any(${ids}::uuid[]) and completed_at is null order by customer_id,
        updated_at desc`;
    return new Map(rows.map((row) => [row.customer_id, { cartId: row.id }]));
  }
  if (trigger.key !== 'order') return new Map();
  const rows = await tx<{ id: string; customer_id: string }[]>`
    select distinct on (customer_id) id, customer_id from orders
      where customer_id = any(${ids}::uuid[]) and counted order by customer_id, placed_at desc`;
  return new Map(rows.map((row) => [row.customer_id, { orderId: row.id }]));
}
