import { decimal, plural } from '@millrace/base/words';
import type { ForecastProduct, ProductForecast } from '../forecasts.ts';
import type { TrainingContext } from '../history.ts';
import { demandOf, sum, varianceOf, type Pattern } from './estimate.ts';
import { LEAST_WEEKS, RULE_WEEKS } from './minimum.ts';
import type { DemandParameters } from './parameters.ts';
import { withoutMonths } from './seasons.ts';
import type { Selling } from './weeks.ts';

const SURE = 1.96;
const WEEK = 7;

/** What is asked for of each product that was on sale for four weeks, by the parameters, else by the rule. */
export const foretellProducts = (
  parameters: DemandParameters | null,
  samples: readonly Selling[],
  { now }: Pick<TrainingContext, 'now'>,
): readonly ForecastProduct[] =>
  samples.flatMap((selling) => {
    const forecast = foretell(parameters, selling, now);
    return forecast === null ? [] : [{ productId: selling.productId, forecast }];
  });

function foretell(
  parameters: DemandParameters | null,
  { weeks, without }: Selling,
  now: number,
): ProductForecast | null {
  if (weeks.length < LEAST_WEEKS) return null;
  const months = parameters?.months ?? null;
  const units = withoutMonths(weeks, months, now);
  const learned = parameters === null ? null : demandOf(units, parameters.alpha);
  const base = learned ?? ruled(units);
  const left = without === 0 ? '' : ` ${plural(without, 'week', 'weeks')} without stock are left out.`;
  const perDay = base.rate / WEEK;
  const error = base.error / WEEK;
  return {
    version: 1,
    by: learned ? 'model' : 'rule',
    perDay: rounded(perDay),
    lower: rounded(Math.max(0, perDay - SURE * error)),
    upper: rounded(perDay + SURE * error),
    error: rounded(error),
    variance: rounded(varianceOf(units) / WEEK),
    weekdays: parameters?.weekdays ? [...parameters.weekdays] : null,
    months: months ? [...months] : null,
    sentence: `${learned ? toldBy(learned.pattern, learned.rate, units) : ruleSentence(base.rate, units)}${left}`,
  };
}

/** The rule: the mean of the last eight weeks in stock. */
export function ruled(weeks: readonly number[]): { readonly rate: number; readonly error: number } {
  const latest = weeks.slice(-RULE_WEEKS);
  return {
    rate: sum(latest) / latest.length,
    error: Math.sqrt(varianceOf(latest) / latest.length),
  };
}

const IN_WORDS: Readonly<Record<Pattern, string>> = {
  smooth: 'It sells nearly every week, in even amounts, so newer weeks count more',
  erratic: 'It sells nearly every week, in uneven amounts, so newer weeks count more',
  intermittent: 'It sells now and then, so the size of a sale is divided by the time between sales',
  lumpy:
    'It sells now and then and in uneven amounts, so the size of a sale is divided by the time between sales',
};

const toldBy = (pattern: Pattern, rate: number, weeks: readonly number[]): string =>
  `${IN_WORDS[pattern]}: ${decimal(rate, 1)} a week, from ${plural(weeks.length, 'week')}.`;

function ruleSentence(rate: number, weeks: readonly number[]): string {
  const counted = Math.min(RULE_WEEKS, weeks.length);
  return rate === 0
    ? `Nothing was sold in the last ${plural(counted, 'week')} in which it was in stock.`
    : `The mean of the last ${plural(counted, 'week')} in which it was in stock is ${decimal(rate, 1)} a week.`;
}

/** To six places, so that a forecast that stays the same is stored the same. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
