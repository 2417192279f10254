import { DAY } from '@millrace/base';
import { count, plural } from '@millrace/base/words';
import type { Training } from '../model.ts';
import { learnAnswers } from './answers.ts';
import { MINIMUM_DAYS, MINIMUM_RETURNING } from './minimum.ts';
import type { HourParameters } from './parameters.ts';
import { fitHours, judgeHours, type HourReport } from './report.ts';
import type { HourSample } from './samples.ts';

/** Days that are foretold to check the model: a third of the past, at most so many. */
const MOST_JUDGED = 45;

/**
 * Fits to all visits, if what it learned of the earlier days foretold the hours of the latest visits better than the hours
 * of the store do.
 */
export function trainHours(samples: readonly HourSample[]): Training<HourParameters, HourReport> {
  const people = samples.filter(({ visits }) => visits.length > 0);
  const returning = people.filter(({ visits }) => visits.length > 1).length;
  const visits = people.reduce((sum, one) => sum + one.visits.length, 0);
  const past = people.reduce((longest, one) => Math.max(longest, (one.now - one.visits[0]!.at) / DAY), 0);
  const seen = { people: people.length, visits, returning, hours: null, decisions: 0, orders: 0 };
  const short = tooLittle(returning, past);
  if (short)
    return {
      parameters: null,
      report: {
        ...seen,
        days: 0,
        judged: 0,
        lossOfStore: 0,
        lossOfOwn: 0,
        gain: 0,
        error: 0,
        isBetter: false,
        gainApart: 0,
        errorApart: 0,
        areApart: false,
      },
      reason: short,
    };
  const judged = judgeHours(people, Math.min(MOST_JUDGED, Math.floor(past / 3)));
  if (!judged.isBetter)
    return {
      parameters: null,
      report: { ...seen, ...judged },
      reason: `The hours of their own past did not foretell the visits of the last ${plural(judged.days, 'day')} better than those of the whole store, so the rule stays in use.`,
    };
  const { week, weekend } = fitHours(
    people.map((one) => one.visits),
    judged.areApart,
  );
  const answers = learnAnswers(
    samples.flatMap(({ decisions }) => decisions),
    week.shares,
  );
  const factors = answers.factors && [...answers.factors];
  return {
    parameters: { version: 1, week, weekend, answers: factors, people: people.length, visits },
    report: {
      ...seen,
      ...judged,
      hours: {
        week: week.shares,
        weekend: weekend && weekend.shares,
        concentration: week.concentration,
        answers: factors,
      },
      decisions: answers.decisions,
      orders: answers.orders,
    },
    reason: null,
  };
}

function tooLittle(returning: number, past: number): string | null {
  if (returning < MINIMUM_RETURNING)
    return `${plural(returning, 'customer was', 'customers were')} there more than once in the last half year, and ${count(MINIMUM_RETURNING)} are needed to learn from.`;
  if (past < MINIMUM_DAYS)
    return `The first visit is ${plural(Math.floor(past), 'day')} old, and ${count(MINIMUM_DAYS)} days are needed to check a forecast with.`;
  return null;
}
