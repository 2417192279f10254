import { count, plural } from '@millrace/base/words';
import type { Drift } from '../drift.ts';
import type { LifetimeReport } from './report.ts';

/** Standard errors from which a difference is no chance, and the share from which it matters. */
const [SURE, MATTERS] = [3, 0.2];

/**
 * Whether the orders of the latest days, foretold from the days before, are off by more than they were when the
 * parameters in use were learned.
 */
export function lifetimeDrift(then: LifetimeReport, newest: LifetimeReport): Drift | null {
  const { days, judged, expected, came, error } = newest;
  if (judged === 0 || error === null) return null;
  const usual =
    then.error === null || then.expected <= 0 || then.came <= 0 ? null : then.came / then.expected;
  const wanted = expected * (usual ?? 1);
  const doubt = usual === null ? 0 : (wanted * then.error!) / then.came;
  const told = `of the last ${plural(days, 'day')}, ${count(Math.round(expected))} orders were expected and ${count(came)} came`;
  const off = Math.abs(wanted - came);
  return off > SURE * Math.hypot(error, doubt) && off > MATTERS * Math.max(came, 1)
    ? { gotWorse: true, sentence: `It got worse: ${told}.` }
    : { gotWorse: false, sentence: `It is as good as when it learned: ${told}.` };
}
