import type { Client } from '@temporalio/client';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { EVENTS_CHANNEL } from '@millrace/run/intake';
import { foldTallies } from '@millrace/run/measure';
import { recheckNext } from '@millrace/run/messages';
import { abandonCarts, routeNext, siftEvents } from '@millrace/run/routing';
import { sweepSome } from '@millrace/run/sweeps';
import { checkSegments, runSources, tellProductNews } from '@millrace/run/triggers';
import { judgeDueVisits } from '@millrace/run/visits';
import { dispatchSome } from './dispatch.ts';
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

/** Everything that turns rows into movement: events into entries and wakes, dispatches into workflows, idle carts into events. */
export async function startRouter({ db, client, contextOf, report, now }: RouterOptions): Promise<Router> {
  const dispatching: Loop = startLoop({
    name: 'dispatch',
    idleMs: 1000,
    lanes: 2,
    report,
    run: async () => (await dispatchSome(db, client, (error) => report(error, 'dispatch'))) > 0,
  });
  const routing: Loop = startLoop({
    name: 'route',
    idleMs: 1000,
    lanes: 4,
    report,
    run: async () => {
      const done = await routeNext(db, now(), (error) => report(error, 'route'));
      if (done && done.routed > 0) dispatching.nudge();
      return done !== null;
    },
  });
  const sifting: Loop = startLoop({
    name: 'sift',
    idleMs: 1000,
    report,
    run: async () => {
      const done = await siftEvents(db);
      if (done && done.wanted > 0) routing.nudge();
      return done !== null;
    },
  });
  const sweeping = startLoop({
    name: 'sweep',
    idleMs: 1000,
    report,
    run: async () => {
      const more = await sweepSome(db, contextOf, now());
      if (more) dispatching.nudge();
      return more;
    },
  });
  const loops = [
    sifting,
    routing,
    dispatching,
    startLoop({ name: 'abandon', idleMs: 1000, report, run: async () => (await abandonCarts(db, contextOf, now())) > 0 }),
    startLoop({
      name: 'visits',
      idleMs: 1000,
      report,
      run: async () => (await judgeDueVisits(db, contextOf, now(), (error) => report(error, 'visits'))) > 20,
    }),
    startLoop({ name: 'fold', idleMs: 2000, report, run: async () => (await foldTallies(db)) > 5_000 }),
    startLoop({
      name: 'recheck',
      idleMs: 1000,
      report,
      run: async () => {
        const more = await recheckNext(db, now());
        if (more) dispatching.nudge();
        return more;
      },
    }),
    startLoop({ name: 'sources', idleMs: 1000, report, run: () => runSources(db, contextOf, now(), (error) => report(error, 'sources')) }),
    startLoop({ name: 'segments', idleMs: 1000, report, run: () => checkSegments(db, contextOf, now()) }),
    startLoop({ name: 'products', idleMs: 1000, report, run: () => tellProductNews(db, contextOf, now()) }),
    sweeping,
  ];
  const nudgeWork = () => {
    sweeping.nudge();
    dispatching.nudge();
  };
  const listeners = [await db.sql.listen(EVENTS_CHANNEL, sifting.nudge), await db.sql.listen('millrace_work', nudgeWork)];
  return {
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.unlisten().catch(() => undefined)));
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
