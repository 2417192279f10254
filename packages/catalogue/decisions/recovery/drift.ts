import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import type { Drift } from '../model.ts';
import { checkDrift, type RecoveryReport } from './report.ts';
import { RECOVERY_DAYS } from './samples.ts';

/** Forecasts compared with what happened, the newest. */
const MOST = 5_000;

/** What it foretold of people nobody wrote to (the held-out), and what they did; only of those whose week is over. */
export function recoveryDrift(report: RecoveryReport, since: readonly PastDecision[]): Drift {
  const recent = since
    .flatMap(({ record, at, now, reward }) =>
      record.by === 'model' && record.score !== null && now - at >= RECOVERY_DAYS * DAY
        ? [{ probability: record.score, happened: reward !== null }]
        : [],
    )
    .slice(0, MOST);
  return checkDrift(report, recent);
}
