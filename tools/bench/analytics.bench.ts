import type { Context } from '@millrace/core/verb';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, listFlows, publishFlow } from '@millrace/services/flows';
import { readHome } from '@millrace/services/home';
import { mergeShards } from '@millrace/run/measure';
import { keepReportDays } from '@millrace/run/reports';
import {
  flowAnalytics,
  flowCounts,
  flowFigures,
  keepFlowFigures,
  keepFlowMetrics,
  readGlobalHoldout,
} from '@millrace/services/measure';
import { readCohorts, readReport } from '@millrace/services/reports';
import { fillStore } from './filled-store.ts';
import { quantile, report, timed } from './measure.ts';
import { startServers } from './servers.ts';

/**
 * How long the pages with figures take to read in a store with ten million events, and how soon they show what has just
 * happened. The baseline adds the same sums up by plain SQL, without intervals, words or the checks of responses.
 */
const EVENTS = Number(process.env['MILLRACE_BENCH_EVENTS'] ?? 10_000_000);
const ROUNDS = Number(process.env['MILLRACE_BENCH_ROUNDS'] ?? 40);
const FRESH_ROUNDS = 20;

const servers = await startServers();
const { db } = servers;
try {
  const context: Context = await servers.workspace();
  const { workspaceId } = context;
  const flows = await fillStore(servers.ownerUrl, context, {
    events: EVENTS,
    people: Math.ceil(EVENTS / 50),
    orders: Math.ceil(EVENTS / 20),
    flows: 5,
  });
  // As the worker does within minutes.
  await keepFlowMetrics(db, Date.now);
  await keepFlowFigures(db, Date.now);
  await keepReportDays(db, Date.now, (error) => {
    throw error;
  });
  while ((await mergeShards(db, Date.now())) > 0);
  const inStore = <Result>(read: Parameters<typeof db.inWorkspace<Result>>[1]) =>
    db.inWorkspace(workspaceId, read);
  const of = (round: number) => flows[round % flows.length] ?? '';
  const pages: Readonly<
    Record<string, readonly [(round: number) => Promise<unknown>, (round: number) => Promise<unknown>]>
  > = {
    results: [
      (round) => flowAnalytics(context, { id: of(round) }),
      (round) =>
        inStore(async (tx) => {
          await tx`select node, metric, sum(amount) from counter_totals where flow_id = ${of(round)} group by 1, 2`;
          await tx`select held_out, share, cohort_ends_at <= now() as over, sum(people), sum(converted), sum(margin),
            sum(margin_squared) from arm_sums where flow_id = ${of(round)} group by 1, 2, 3`;
        }),
    ],
    figures: [
      (round) => flowFigures(context, { id: of(round) }),
      (round) =>
        inStore(
          (tx) => tx`select held_out, count(*), sum(orders), sum(margin) from flow_people
            where flow_id = ${of(round)} group by 1`,
        ),
    ],
    counts: [
      (round) => flowCounts(context, { id: of(round) }),
      (round) =>
        inStore(
          (tx) =>
            tx`select node, metric, sum(amount) from counter_totals where flow_id = ${of(round)} group by 1, 2`,
        ),
    ],
    'all-results': [
      () => readGlobalHoldout(context, {}),
      () =>
        inStore(
          (tx) =>
            tx`select flow_id, held_out, share, cohort_ends_at <= now() as over, sum(people), sum(converted),
              sum(margin), sum(margin_squared) from arm_sums group by 1, 2, 3, 4`,
        ),
    ],
    flows: [
      () => listFlows(context, {}),
      () =>
        inStore(
          (tx) =>
            tx`select f.id, metric, sum(amount) from flows f join counter_totals t on t.flow_id = f.id group by 1, 2`,
        ),
    ],
    home: [
      () => readHome(context, {}),
      () =>
        inStore(
          (tx) =>
            tx`select metric, sum(amount) from counter_rollups where hour >= now() - interval '1 day' group by 1`,
        ),
    ],
    ...Object.fromEntries(
      (['day', 'week', 'month'] as const).map((period) => [
        `report-${period}`,
        [
          () => readReport(context, { period }),
          () =>
            inStore(async (tx) => {
              for (const back of [0, 1]) {
                const days = { day: 1, week: 7, month: 30 }[period];
                const [from, to] = [days * (back + 1), days * back];
                await tx`select count(*), sum(revenue), sum(discount) from orders where counted
                  and placed_at >= now() - make_interval(days => ${from}) and placed_at < now() - make_interval(days => ${to})`;
                await tx`select channel, count(*), count(delivered_at), count(opened_at), count(clicked_at) from messages
                  where sent_at >= now() - make_interval(days => ${from})
                  and sent_at < now() - make_interval(days => ${to}) group by 1`;
              }
            }),
        ] as const,
      ]),
    ),
    cohorts: [
      () => readCohorts(context, {}),
      () =>
        inStore(
          (tx) =>
            tx`select date_trunc('month', f.first) as month, date_trunc('month', o.placed_at) as later, count(distinct o.customer_id),
              sum(o.revenue) from orders o join (select customer_id, min(placed_at) as first from orders where counted
                group by 1) f using (customer_id) where o.counted group by 1, 2`,
        ),
    ],
  };
  for (const [name, [page, plain]] of Object.entries(pages)) {
    const times: Record<'value' | 'baseline', number[]> = { value: [], baseline: [] };
    for (let round = -flows.length; round < ROUNDS; round += 1) {
      const place = round + flows.length;
      const took = (await timed(() => page(place))) * 1_000;
      const tookPlain = (await timed(() => plain(place))) * 1_000;
      if (round < 0) continue;
      times.value.push(took);
      times.baseline.push(tookPlain);
    }
    report({
      bench: `analytics-${name}`,
      value: quantile(times.value, 0.95),
      unit: `ms to read, 95th percentile, ${EVENTS} events; baseline: the same sums by plain SQL`,
      baseline: quantile(times.baseline, 0.95),
    });
  }

  // From an event until the figures have it, with the worker running.
  await servers.startWorker();
  const { id } = await createFlow(context, {
    name: 'Fresh',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        {
          id: 'trigger',
          kind: 'event-trigger',
          name: 'Signed up',
          config: { event: 'signed-up', key: 'customer', reentry: { rule: 'always' }, exits: [] },
          position: { x: 0, y: 0 },
        },
        { id: 'end', kind: 'end', name: 'End', config: {}, position: { x: 0, y: 200 } },
      ],
      edges: [{ id: 'e', from: 'trigger', port: 'next', to: 'end' }],
      settings: { holdout: 0 },
    } as never,
  });
  await publishFlow(context, { id });
  const fresh: number[] = [];
  for (let round = 1; round <= FRESH_ROUNDS; round += 1) {
    const took = await timed(async () => {
      await ingestEvents(context, { id: 'bench', clock: { pace: 1, anchor: 0 } }, [
        { id: `fresh-${round}`, type: 'signed-up', customer: { email: `fresh${round}@example.com` } },
      ]);
      const until = Date.now() + 60_000;
      while (((await flowAnalytics(context, { id })).totals.entered ?? 0) < round) {
        if (Date.now() > until) throw new Error('The figures never showed the event.');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    });
    fresh.push(took);
  }
  report({
    bench: 'analytics-fresh',
    value: quantile(fresh, 0.95),
    unit: 's from an event until results show it, 95th percentile; baseline: the bar',
    baseline: 5,
  });
} finally {
  await servers.stop();
}
