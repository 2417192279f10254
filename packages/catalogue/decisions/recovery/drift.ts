import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import type { Drift } from '../drift.ts';
import { checkDrift, type RecoveryReport } from './report.ts';
import { RECOVERY_DAYS } from './samples.ts';

/** The number of newest forecasts to compare. */
const MOST = 5_000;

/** Compares forecasts about the holdout, who got no message, with what they did, once their week is over. */
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
