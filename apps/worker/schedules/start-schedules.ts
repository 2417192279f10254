import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { checkNumbers } from '@millrace/run/anomalies';
import { runImports } from '@millrace/run/imports';
import { keepReportDays } from '@millrace/run/reports';
import { mergeShards } from '@millrace/run/measure';
import { trainDueModels } from '@millrace/run/models';
import { maintainPartitions } from '@millrace/run/operate';
import { keepRegistered, pullPages, tellConsent, tellEvents } from '@millrace/run/pulls';
import { lookUpMessages } from '@millrace/run/sending';
import { refreshTokens } from '@millrace/run/sign-ins';
import { gatherDueValues } from '@millrace/run/values';
import { forgetReturns } from '@millrace/run/returns';
import { forgetAnswers } from '@millrace/run/visits';
import { forgetWork } from '@millrace/run/work';
import { countEntries } from '@millrace/services/automation';
import { watchConnections } from '@millrace/services/connections';
import { drawHoldout } from '@millrace/run/global-holdout';
import { chooseWinners } from '@millrace/run/ab-tests';
import { keepFlowFigures, keepFlowMetrics, keepLiftHistories } from '@millrace/services/measure';
import { expireDuePoints } from '@millrace/services/loyalty';
import { mailWork } from '@millrace/services/work';
import { sendConfirmations } from '@millrace/services/storefront';
import { startLoop } from '../router/loop.ts';

interface ScheduleOptions {
  readonly db: Database;
  contextOf(workspaceId: string): Context;
  report(error: unknown, where: string): void;
}

const MINUTE = 60_000;
/** In milliseconds. Lets the owner see within a minute that a provider works again. */
const WATCHED_EVERY = 15_000;
/** In milliseconds: how soon a due page is requested. Each connection has its own pace. */
const PULLED_EVERY = 500;
/** In milliseconds. People wait for the e-mail of a form they have just sent. */
const CONFIRMED_EVERY = 1_000;

/**
 * Runs periodic work, such as training models and creating partitions. Each job checks in the database
 * whether it is due.
 */
export function startSchedules({ db, contextOf, report }: ScheduleOptions): { stop(): Promise<void> } {
  const loops = [
    startLoop({
      name: 'train',
      idleMs: MINUTE,
      report,
      run: () => trainDueModels(db, contextOf, Date.now()),
    }),
    startLoop({
      name: 'lift',
      idleMs: MINUTE,
      report,
      run: async () => (await keepLiftHistories(db, Date.now()), false),
    }),
    startLoop({
      name: 'shards',
      idleMs: 10 * MINUTE,
      report,
      run: async () => (await mergeShards(db, Date.now())) > 0,
    }),
    startLoop({
      name: 'metrics',
      idleMs: MINUTE,
      report,
      run: async () => (await keepFlowMetrics(db, Date.now), await keepFlowFigures(db, Date.now), false),
    }),
    startLoop({
      name: 'report-days',
      idleMs: MINUTE,
      report,
      run: async () => (await keepReportDays(db, Date.now, (error) => report(error, 'report-days')), false),
    }),
    startLoop({
      name: 'holdout-draw',
      idleMs: MINUTE,
      report,
      run: () => drawHoldout(db, Date.now()),
    }),
    startLoop({
      name: 'tests',
      idleMs: MINUTE,
      report,
      run: async () => (await chooseWinners(db, contextOf, Date.now()), false),
    }),
    startLoop({
      name: 'numbers',
      idleMs: WATCHED_EVERY,
      report,
      run: () => checkNumbers(db, contextOf, Date.now(), (error) => report(error, 'numbers')),
    }),
    startLoop({
      name: 'entries',
      idleMs: WATCHED_EVERY,
      report,
      run: () => countEntries(db, contextOf, Date.now()),
    }),
    startLoop({
      name: 'values',
      idleMs: MINUTE,
      report,
      run: () => gatherDueValues(db, contextOf, Date.now()),
    }),
    startLoop({
      name: 'connections',
      idleMs: WATCHED_EVERY,
      report,
      run: async () => (await watchConnections(db, contextOf), false),
    }),
    startLoop({
      name: 'work-mails',
      idleMs: WATCHED_EVERY,
      report,
      run: async () => (await mailWork(db, contextOf), false),
    }),
    startLoop({ name: 'pulls', idleMs: PULLED_EVERY, report, run: () => pullPages(db, contextOf) }),
    startLoop({ name: 'imports', idleMs: PULLED_EVERY, report, run: () => runImports(db, contextOf) }),
    startLoop({
      name: 'confirmations',
      idleMs: CONFIRMED_EVERY,
      report,
      run: () => sendConfirmations(db, contextOf),
    }),
    startLoop({
      name: 'registrations',
      idleMs: WATCHED_EVERY,
      report,
      run: async () => (await keepRegistered(db, contextOf), false),
    }),
    startLoop({
      name: 'sign-ins',
      idleMs: WATCHED_EVERY,
      report,
      run: async () => (await refreshTokens(db, contextOf), false),
    }),
    startLoop({ name: 'consent', idleMs: WATCHED_EVERY, report, run: () => tellConsent(db, contextOf) }),
    startLoop({ name: 'events-told', idleMs: WATCHED_EVERY, report, run: () => tellEvents(db, contextOf) }),
    startLoop({ name: 'look-ups', idleMs: WATCHED_EVERY, report, run: () => lookUpMessages(db, contextOf) }),
    startLoop({
      name: 'old-work',
      idleMs: 60 * MINUTE,
      report,
      run: async () => (await forgetWork(db, Date.now()), false),
    }),
    startLoop({
      name: 'points',
      idleMs: 5 * MINUTE,
      report,
      run: async () => (await expireDuePoints(db, contextOf), false),
    }),
    startLoop({
      name: 'old-answers',
      idleMs: 60 * MINUTE,
      report,
      run: async () => (await forgetAnswers(db, Date.now()), await forgetReturns(db, Date.now()), false),
    }),
    startLoop({
      name: 'partitions',
      idleMs: 60 * MINUTE,
      report,
      run: async () => (await maintainPartitions(db), false),
    }),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}
