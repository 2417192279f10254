import type { Client } from '@temporalio/client';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { filterEvents } from '@millrace/run/filtering';
import { EVENTS_CHANNEL } from '@millrace/run/intake';
import { rollUpCounters } from '@millrace/run/measure';
import { recheckNext } from '@millrace/run/messages';
import { abandonCarts, routeNext } from '@millrace/run/routing';
import { runBulkJobs } from '@millrace/run/bulk-jobs';
import { watchSegments } from '@millrace/run/segments';
import { letInBySegment, runSources, tellProductNews } from '@millrace/run/triggers';
import { judgeDueVisits } from '@millrace/run/visits';
import { handOverOutbox } from './hand-over-outbox.ts';
import { startLoop, type Loop } from './loop.ts';

export interface Router {
  stop(): Promise<void>;
}

export interface RouterOptions {
  readonly db: Database;
  readonly client: Client;
  contextOf(workspaceId: string): Context;
  report(error: unknown, where: string): void;
  now(): number;
}

/** Runs the queues: routes events, hands outbox rows to Temporal, and makes events of idle carts. */
export async function startRouter({ db, client, contextOf, report, now }: RouterOptions): Promise<Router> {
  const handingOver: Loop = startLoop({
    name: 'outbox',
    idleMs: 1000,
    lanes: 2,
    report,
    run: async () => (await handOverOutbox(db, client, (error) => report(error, 'outbox'))) > 0,
  });
  const routing: Loop = startLoop({
    name: 'route',
    idleMs: 1000,
    lanes: 4,
    report,
    run: async () => {
      const done = await routeNext(db, now(), (error) => report(error, 'route'));
      if (done && done.routed > 0) handingOver.nudge();
      return done !== null;
    },
  });
  const filtering: Loop = startLoop({
    name: 'filter',
    idleMs: 1000,
    report,
    run: async () => {
      const done = await filterEvents(db);
      if (done && done.wanted > 0) routing.nudge();
      return done !== null;
    },
  });
  const jobs = startLoop({
    name: 'bulk-jobs',
    idleMs: 1000,
    report,
    run: async () => {
      const more = await runBulkJobs(db, contextOf, now());
      if (more) handingOver.nudge();
      return more;
    },
  });
  const loops = [
    filtering,
    routing,
    handingOver,
    startLoop({
      name: 'abandon',
      idleMs: 1000,
      report,
      run: async () => (await abandonCarts(db, contextOf, now())) > 0,
    }),
    startLoop({
      name: 'visits',
      idleMs: 1000,
      report,
      run: async () => (await judgeDueVisits(db, contextOf, now(), (error) => report(error, 'visits'))) > 20,
    }),
    startLoop({ name: 'roll-up', idleMs: 2000, report, run: async () => (await rollUpCounters(db)) > 5_000 }),
    startLoop({
      name: 'recheck',
      idleMs: 1000,
      report,
      run: async () => {
        const more = await recheckNext(db, now());
        if (more) handingOver.nudge();
        return more;
      },
    }),
    startLoop({
      name: 'sources',
      idleMs: 1000,
      report,
      run: () => runSources(db, contextOf, now(), (error) => report(error, 'sources')),
    }),
    startLoop({
      name: 'segments',
      idleMs: 1000,
      report,
      run: () => watchSegments(db, letInBySegment(contextOf), now(), (error) => report(error, 'segments')),
    }),
    startLoop({ name: 'products', idleMs: 1000, report, run: () => tellProductNews(db, contextOf, now()) }),
    jobs,
  ];
  const nudgeEvents = () => {
    filtering.nudge();
    routing.nudge();
  };
  const nudgeWork = () => {
    jobs.nudge();
    handingOver.nudge();
  };
  const listeners = [
    await db.sql.listen(EVENTS_CHANNEL, nudgeEvents),
    await db.sql.listen('millrace_work', nudgeWork),
  ];
  return {
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.unlisten().catch(() => undefined)));
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
