import { evenly, fitOrderCounts, fitOrderValues } from '@millrace/measure';
import { count, plural } from '@millrace/base/words';
import type { Training } from '../model.ts';
import { knownOn, spendOf, type Buyer } from './buyers.ts';
import { MINIMUM_BUYERS, MINIMUM_DAYS, MINIMUM_RETURNING, MOST_FITTED } from './minimum.ts';
import type { LifetimeParameters } from './parameters.ts';
import { judge, type LifetimeReport } from './report.ts';

/** Days that are foretold to check the model: a third of the store's past, at most so many. */
const MOST_JUDGED = 90;

/**
 * Fits to all buyers, if what it learned of the earlier days foretold the orders of the latest ones better than two
 * plain rates do.
 */
export function trainLifetime(buyers: readonly Buyer[]): Training<LifetimeParameters, LifetimeReport> {
  const returning = buyers.filter(({ days }) => days.length > 0).length;
  const past = buyers.reduce((longest, { observed }) => Math.max(longest, observed), 0);
  const spending = evenly(buyers, MOST_FITTED).flatMap((buyer) => spendOf(buyer) ?? []);
  const short = tooLittle(buyers.length, returning, past, spending.length);
  if (short)
    return {
      parameters: null,
      report: {
        buyers: buyers.length,
        returning,
        days: 0,
        judged: 0,
        expected: 0,
        came: 0,
        error: null,
        groups: [],
        isBetter: false,
      },
      reason: short,
    };
  const fitted = evenly(buyers, MOST_FITTED);
  const report = {
    buyers: buyers.length,
    returning,
    ...judge(buyers, fitted, Math.min(MOST_JUDGED, Math.floor(past / 3))),
  };
  if (!report.isBetter)
    return {
      parameters: null,
      report,
      reason: `It did not foretell the orders of the last ${plural(report.days, 'day')} better than a plain rate does, so the rule stays in use.`,
    };
  const { r, alpha, a, b } = fitOrderCounts(fitted.map((buyer) => knownOn(buyer)));
  const { p, q, gamma } = fitOrderValues(spending);
  return {
    parameters: {
      version: 1,
      counts: { r, alpha, a, b },
      values: { p, q, gamma },
      buyers: buyers.length,
    },
    report,
    reason: null,
  };
}

function tooLittle(buyers: number, returning: number, past: number, spending: number): string | null {
  if (buyers < MINIMUM_BUYERS)
    return `${plural(buyers, 'customer has', 'customers have')} ordered so far, and ${count(MINIMUM_BUYERS)} are needed to learn from.`;
  if (returning < MINIMUM_RETURNING)
    return `${plural(returning, 'customer has', 'customers have')} ordered again so far, and ${count(MINIMUM_RETURNING)} are needed to learn from.`;
  if (past < MINIMUM_DAYS)
    return `The first order is ${plural(Math.floor(past), 'day')} old, and ${count(MINIMUM_DAYS)} days are needed to check a forecast with.`;
  return spending < MINIMUM_BUYERS ? 'Too few orders have a value to learn from.' : null;
}
