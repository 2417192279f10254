import { peopleNeeded, type PlanBase, type PlanMetric } from './people-needed.ts';

/** Holdout shares that are always compared. */
export const PLAN_SHARES = [0.05, 0.1, 0.2, 0.3, 0.5] as const;
/** Weeks after which a result is of little use. */
export const LONGEST_PLAN = 52;
/** A share is suggested when no other is faster by more than this: it may take a quarter more weeks than the fastest. */
const HARDLY_LONGER = 1.25;

export interface HoldoutQuestion {
  readonly metric: PlanMetric;
  /** The gain that should show, as a share of what people bring without the flow; above 0. 0.1 is a tenth more. */
  readonly gain: number;
  /** Null while it is not known. */
  readonly base: PlanBase | null;
  /** People who enter for the first time in a week; null while it is not known. */
  readonly weekly: number | null;
  /** Days after entering in which outcomes count. */
  readonly outcomeDays: number;
  /** Further shares to compare, such as the flow's own, in (0, 1). */
  readonly also?: readonly number[] | undefined;
}

/** What one holdout share means. */
export interface HoldoutRow {
  readonly share: number;
  /** People in both arms until the gain shows with `PLANNED_POWER`; null when that is not known, or beyond all bounds. */
  readonly people: number | null;
  /** How many of them get nothing. */
  readonly heldOut: number | null;
  /** Weeks until the last of them has entered and their window is over; null when not known, or when nobody enters. */
  readonly weeks: number | null;
  /** What those held out do not bring if the gain is real: buyers (conversion), or minor units (margin). */
  readonly forgone: number | null;
}

export interface HoldoutPlan {
  /** By share, ascending. */
  readonly rows: readonly HoldoutRow[];
  /**
   * The smallest share that takes hardly longer than the fastest one; null when all take longer than `LONGEST_PLAN`, or
   * when it is not known.
   */
  readonly suggested: {
    readonly share: number;
    /** Weeks that a larger holdout would save at most. */
    readonly saves: number;
  } | null;
}

/** What each share of a holdout needs and costs until a gain shows. */
export function holdoutPlan(question: HoldoutQuestion): HoldoutPlan {
  const { also = [] } = question;
  const shares = [...new Set([...PLAN_SHARES, ...also])].sort((one, other) => one - other);
  const rows = shares.map((share) => rowOf(question, share));
  const times = rows.flatMap(({ weeks }) => (weeks !== null && weeks <= LONGEST_PLAN ? [weeks] : []));
  const fastest = Math.min(...times);
  const chosen = rows.find(
    ({ weeks }) => weeks !== null && weeks <= Math.min(LONGEST_PLAN, HARDLY_LONGER * fastest),
  );
  return {
    rows,
    suggested: chosen?.weeks ? { share: chosen.share, saves: chosen.weeks - fastest } : null,
  };
}

function rowOf({ metric, gain, base, weekly, outcomeDays }: HoldoutQuestion, share: number): HoldoutRow {
  const each = base && eachOf(base, metric);
  const people = base && each !== null ? peopleNeeded(base, metric, gain * each, share) : null;
  if (people === null || each === null)
    return { share, people: null, heldOut: null, weeks: null, forgone: null };
  const heldOut = Math.round(people * share);
  return {
    share,
    people,
    heldOut,
    weeks: weekly === null || weekly <= 0 ? null : Math.ceil(people / weekly + outcomeDays / 7),
    forgone: Math.round(heldOut * gain * each),
  };
}

/**
 * The smallest gain that a share shows within a number of weeks, as a share of what people bring without the flow, a
 * tenth of a percent too large at most. Null when none does, or when something is not known.
 */
export function smallestGain(question: HoldoutQuestion, share: number, weeks: number): number | null {
  const { base, weekly, outcomeDays } = question;
  if (!base || weekly === null || base.rate <= 0 || base.rate >= 1) return null;
  const shows = (gain: number) => {
    const row = rowOf({ base, weekly, outcomeDays, metric: question.metric, gain }, share);
    return row.weeks !== null && row.weeks <= weeks;
  };
  // With this gain nearly everybody would order.
  let large = 0.999 * (1 / base.rate - 1);
  if (!shows(large)) return null;
  let small = 0;
  while (large - small > 0.001 * Math.max(1, large)) {
    const middle = (small + large) / 2;
    if (shows(middle)) large = middle;
    else small = middle;
  }
  return large;
}

/** What one person brings without the flow; null while it is not known. */
function eachOf({ rate, buyer }: PlanBase, metric: PlanMetric): number | null {
  if (metric === 'conversion') return rate;
  return buyer && rate * buyer.mean;
}
