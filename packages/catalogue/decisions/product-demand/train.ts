import { count, plural } from '@millrace/base/words';
import type { TrainingContext } from '../history.ts';
import type { Training } from '../model.ts';
import { MINIMUM_PRODUCTS, MINIMUM_WEEKS } from './minimum.ts';
import type { DemandParameters } from './parameters.ts';
import { judge, type DemandReport } from './report.ts';
import { monthsOf, weekdaysOf } from './seasons.ts';
import type { Selling } from './weeks.ts';

const NOTHING = {
  judged: 0,
  stretches: 0,
  model: 0,
  rule: 0,
  gain: 0,
  error: 0,
  isBetter: false,
  alpha: 0,
  isSeasonal: false,
};

/** Parameters, if they foretold the latest weeks better than the mean of eight weeks does. */
export function trainDemand(
  samples: readonly Selling[],
  { now }: Pick<TrainingContext, 'now'>,
): Training<DemandParameters, DemandReport> {
  const sold = samples.filter(({ weeks }) => weeks.some(({ units }) => units > 0));
  const whole = sold.reduce((longest, { weeks }) => Math.max(longest, (weeks[0]?.ago ?? -1) + 1), 0);
  const known = { products: sold.length, weeks: whole };
  const none = (report: DemandReport, reason: string) => ({ parameters: null, report, reason });
  if (sold.length < MINIMUM_PRODUCTS)
    return none(
      { ...known, ...NOTHING },
      `${plural(sold.length, 'product has', 'products have')} sold so far, and ${count(MINIMUM_PRODUCTS)} are needed to learn from.`,
    );
  if (whole < MINIMUM_WEEKS)
    return none(
      { ...known, ...NOTHING },
      `The first order is ${plural(whole, 'week')} old, and ${count(MINIMUM_WEEKS)} weeks are needed to check a forecast with.`,
    );
  const report = { ...known, ...judge(sold, whole, now) };
  if (!report.isBetter)
    return none(
      report,
      'It did not foretell the latest weeks better than the mean of eight weeks does, so the rule stays in use.',
    );
  return {
    parameters: {
      version: 1,
      alpha: report.alpha,
      weekdays: asStored(weekdaysOf(sold)),
      months: report.isSeasonal ? asStored(monthsOf(sold, now, 0)) : null,
      products: sold.length,
    },
    report,
    reason: null,
  };
}

const asStored = (factors: readonly number[] | null): number[] | null => (factors ? [...factors] : null);
