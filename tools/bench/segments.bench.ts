import type { Database } from '@millrace/db';
import type { Condition } from '@millrace/flow';
import { ingestEvents } from '@millrace/run/intake';
import { FIRST_ID } from '@millrace/core/rows';
import { checkSegments, scanSegments, whoMatches, type OnCrossings } from '@millrace/run/segments';
import { createSegment, listSegments } from '@millrace/services/segments';
import postgres from 'postgres';
import { quantile, report, timed } from './measure.ts';
import { startServers } from './servers.ts';

/**
 * How long after an event everybody's membership of 50 segments is right again, in a store of 50,000 customers
 * with half a million events. The baseline asks each segment's condition of all customers by plain SQL.
 */
const PEOPLE = Number(process.env['MILLRACE_BENCH_PEOPLE'] ?? 50_000);
const SEGMENTS = 50;
const EVENTS = 60;

/** Ten kinds of condition, each with five figures. */
const conditionOf = (number: number): Condition => {
  const figure = 1 + Math.floor(number / 10);
  const kinds: readonly Condition[] = [
    { fact: 'customer.ordersCount', operator: 'at-least', value: figure },
    { fact: 'customer.totalSpent', operator: 'more-than', value: figure * 10_000 },
    { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: figure * 30 },
    { fact: 'customer.lastOrderAt', operator: 'within-days', value: figure * 30 },
    { fact: 'customer.tags', operator: 'contains', value: `tag-${figure}` },
    { fact: 'customer.properties.plan', operator: 'is', value: `plan-${figure}` },
    { event: 'product-viewed', measure: 'count', operator: 'at-least', value: figure, withinDays: 30 },
    { event: 'product-viewed', measure: 'count', operator: 'less-than', value: figure },
    { event: 'wished', measure: 'sum', operator: 'more-than', value: figure * 100, withinDays: 90 },
    {
      all: [
        { fact: 'customer.country', operator: 'is', value: 'DE' },
        { not: { fact: 'customer.createdAt', operator: 'within-days', value: figure * 60 } },
      ],
    },
  ];
  return kinds[number % 10]!;
};

async function fill(db: Database, workspaceId: string): Promise<void> {
  await db.inWorkspace(workspaceId, async (tx) => {
    await tx`insert into customers (id, workspace_id, email, country, tags, properties, orders_count, total_spent,
      first_order_at, last_order_at, created_at)
      select uuidv7(), ${workspaceId}, 'p' || n || '@example.com', (array['DE', 'US', 'FR'])[1 + n % 3],
        array['tag-' || n % 7], jsonb_build_object('plan', 'plan-' || n % 9), n % 8, (n % 8) * 9000,
        case when n % 8 > 0 then now() - make_interval(days => 200) end,
        case when n % 8 > 0 then now() - make_interval(days => n % 190, mins => n % 1440) end,
        now() - make_interval(days => n % 400)
        from generate_series(1, ${PEOPLE}::int) n`;
    await tx`insert into customer_identities (workspace_id, kind, value, customer_id)
      select workspace_id, 'email', email, id from customers`;
    await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, source, value)
      select uuidv7(), ${workspaceId}, c.id, case when n % 3 = 0 then 'wished' else 'product-viewed' end,
        now() - make_interval(hours => (n * 37) % 1400), 'bench', n * 10 from customers c, generate_series(1, 10) n`;
  });
}

const servers = await startServers({ engine: false });
const { db } = servers;
const owner = postgres(servers.ownerUrl, { max: 1, onnotice: () => undefined });
try {
  const context = await servers.workspace();
  const { workspaceId } = context;
  const cross: OnCrossings = () => Promise.resolve();
  const fail = (error: unknown) => {
    throw error;
  };
  await fill(db, workspaceId);
  // As autovacuum does within a minute.
  await owner`analyze`;
  for (let number = 0; number < SEGMENTS; number += 1)
    await createSegment(context, { name: `Segment ${number}`, condition: conditionOf(number) });
  const scan = await timed(async () => {
    while (await scanSegments(db, cross, Date.now(), fail));
  });
  // Everybody is counted, not a sample, since no page of people is left out.
  const plain = await timed(async () => {
    for (let number = 0; number < SEGMENTS; number += 1)
      await db.inWorkspace(workspaceId, (tx) =>
        whoMatches(tx, workspaceId, conditionOf(number), { after: FIRST_ID, most: PEOPLE }, Date.now()),
      );
  });
  report({
    bench: 'segments-scan',
    value: scan,
    unit: `s until everybody was checked against ${SEGMENTS} new segments; baseline: counting them by plain SQL`,
    baseline: plain,
  });
  const before = (await listSegments(context, {})).items.reduce((sum, { people }) => sum + people, 0);
  const times: number[] = [];
  for (let number = 1; number <= EVENTS; number += 1) {
    const took = await timed(async () => {
      await ingestEvents(context, { id: 'bench', clock: { pace: 1, anchor: 0 } }, [
        {
          id: `view-${number}`,
          type: 'product-viewed',
          customer: { email: `p${number * 701}@example.com`, tags: ['tag-1'] },
        },
      ]);
      while (await checkSegments(db, cross, Date.now()));
    });
    times.push(took * 1_000);
  }
  const after = (await listSegments(context, {})).items.reduce((sum, { people }) => sum + people, 0);
  if (after <= before) throw new Error('Nobody moved: these events change no segment.');
  report({
    bench: 'segments',
    value: quantile(times, 0.95),
    unit: `ms from an event until all ${SEGMENTS} memberships are right, 95th percentile; baseline: asking all customers by plain SQL`,
    baseline: plain * 1_000,
  });
} finally {
  await owner.end({ timeout: 2 });
  await servers.stop();
}
