import type { connections, Row, Known } from '@millrace/db/schema';
import { plural } from '@millrace/base/words';
import { everyWorkspace, storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { placedAtOf } from '@millrace/measure';
import { joinSources, lockOrders, writeOrders, refreshOrderTotals, accountFor } from '@millrace/run/intake';
import { changePerson, settleOrder } from '@millrace/run/measure';
import { sourceIdOf } from '@millrace/run/parsing';
import { shopOfConfig } from '../settings/connections.ts';
import { shopOfOrphan } from './orphan-sources.ts';

/** Version of the derived figures. Raise it when they must be derived again. */
const CURRENT = 1;
const PAGE = 200;

/**
 * After an update: joins stores that were connected twice, and derives every amount again from the stored
 * reports. Runs once for each workspace; after an interruption the next start repeats it.
 */
export async function bringForward(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  say: (line: string) => void,
): Promise<void> {
  for (const id of await everyWorkspace(db)) {
    const [due] = await db.inWorkspace(
      id,
      (tx) => tx`select 1 from workspaces where brought_forward < ${CURRENT}`,
    );
    if (!due) continue;
    const context = contextOf(id);
    const joined = await joinShops(context);
    if (joined > 0) say(`Joined ${plural(joined, 'connection')} of the same store.`);
    const orders = await deriveOrders(context, say);
    await recountSums(context);
    await db.inWorkspace(id, (tx) => tx`update workspaces set brought_forward = ${CURRENT}`);
    if (orders > 0) say(`Recounted ${orders} orders.`);
  }
}

type ConnectionRow = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'shop'>,
  { config: Record<string, unknown> }
>;

/** @returns how many sources were joined to a shop's */
async function joinShops(context: Context): Promise<number> {
  const { db, workspaceId } = context;
  return db.inWorkspace(workspaceId, async (tx) => {
    const connections = await tx<
      ConnectionRow[]
    >`select id, connector, config, shop from connections order by created_at`;
    const shops = new Set<string>();
    let joined = 0;
    for (const row of connections) {
      const shop = row.shop ?? shopOfConfig(row.connector, row.config);
      if (shop === null) continue;
      await tx`update connections set shop = ${shop} where id = ${row.id}`;
      const source = sourceIdOf({ ...row, shop });
      shops.add(source);
      await joinSources(tx, context, row.id, source);
      joined += 1;
    }
    // Removed connections left data under their own id.
    const known = new Set(connections.map((row) => row.id));
    for (const orphan of await sourcesOf(tx)) {
      if (known.has(orphan)) continue;
      const source = await shopOfOrphan(tx, orphan, [...shops]);
      if (source === null) continue;
      await joinSources(tx, context, orphan, source);
      joined += 1;
    }
    return joined;
  });
}

/** Sources that are ids of connections. */
async function sourcesOf(tx: Tx): Promise<string[]> {
  const rows = await tx<{ source: string }[]>`
    select distinct source from (select source from orders union select source from carts union select source
      from products union select source from customers
      union select substr(kind, 10) from customer_identities where kind like 'external:%') s
        where source ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' order by 1`;
  return rows.map((row) => row.source);
}

async function deriveOrders(context: Context, say: (line: string) => void): Promise<number> {
  const { db, workspaceId } = context;
  let [done, after] = [0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const page = await db.inWorkspace(workspaceId, (tx) => derivePage(tx, context, after));
    if (page.length === 0) return done;
    done += page.length;
    after = page.at(-1) ?? after;
    if (done % (PAGE * 50) === 0) say(`Recounted ${done} orders ...`);
  }
}

async function derivePage(tx: Tx, context: Context, after: string): Promise<string[]> {
  const { workspaceId } = context;
  const settings = await storeSettings(tx, workspaceId);
  const rows = await tx<
    { id: string; source: string; external_id: string }[]
  >`select id, source, external_id from orders where id > ${after} order by id limit ${PAGE}`;
  for (const source of new Set(rows.map((row) => row.source))) {
    const shared = {
      workspaceId,
      source,
      currency: settings.currency,
      assumedCostShare: settings.assumedCostShare,
      now: context.now(),
    };
    const names = rows.filter((row) => row.source === source).map((row) => row.external_id);
    const drafts = [...(await lockOrders(tx, shared, names)).values()];
    await writeOrders(
      tx,
      shared,
      drafts.map((draft) => ({
        draft,
        account: accountFor(draft, shared),
        placedAt: placedAtOf(draft.state),
      })),
    );
    await refreshOrderTotals(
      tx,
      drafts.flatMap((draft) => draft.customerId ?? []),
    );
  }
  for (const { id } of rows) await settleOrder(tx, workspaceId, id, context.now());
  return rows.map((row) => row.id);
}

/** Corrects sums that had drifted from their rows. */
async function recountSums(context: Context): Promise<void> {
  const { db, workspaceId } = context;
  await db.inWorkspace(workspaceId, async (tx) => {
    const people = await tx<
      { flow_id: string; customer_id: string }[]
    >`select flow_id, customer_id from flow_people order by flow_id, customer_id`;
    for (const person of people) await changePerson(tx, workspaceId, person);
    await tx`delete from arm_sums`;
    await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
      select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, 0, count(*), count(*) filter (where orders > 0), sum(orders), sum(revenue), sum(margin), sum(margin::numeric * margin) from flow_people where not in_both and not globally_held_out group by 1, 2, 3, 4, 5, 6`;
  });
}
