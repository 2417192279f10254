import { z } from 'zod';
import { demandOf, sum } from './estimate.ts';
import { ruled } from './foretell.ts';
import { MINIMUM_WEEKS } from './minimum.ts';
import { monthsOf, monthOf, withoutMonths } from './seasons.ts';
import type { Selling } from './weeks.ts';

/** How well weeks were foretold from the weeks before them. */
export const demandReportSchema = z.object({
  products: z.number(),
  /** Weeks of the longest past. */
  weeks: z.number(),
  /** Products and stretches of four weeks that were foretold. */
  judged: z.number(),
  stretches: z.number(),
  /** Mean absolute error of four weeks in units of a usual week of the product: of the model, and of the rule. */
  model: z.number(),
  rule: z.number(),
  /** Mean over products of by how much the rule's error is larger, and its standard error. */
  gain: z.number(),
  error: z.number(),
  /** Whether that is above 0 by two standard errors. */
  isBetter: z.boolean(),
  alpha: z.number(),
  isSeasonal: z.boolean(),
});
export type DemandReport = z.infer<typeof demandReportSchema>;

/** Weeks that are foretold together: about a lead time. */
export const STRETCH = 4;
const MOST_STRETCHES = 6;
/** Weeks before the first of them, at least. */
const BEFORE = 14;
const ALPHAS = [0.05, 0.1, 0.2, 0.3] as const;
/** A product that hardly ever sold would weigh without bounds: its usual week is taken to be this at least. */
const LEAST_USUAL = 0.25;

/** A way to foretell. */
interface Way {
  readonly alpha: number;
  readonly isSeasonal: boolean;
}

interface Errors {
  /** Absolute errors by stretch, in usual weeks; null where the product was not in stock long enough. */
  readonly model: readonly (number | null)[];
  readonly rule: readonly (number | null)[];
}

type Judged = Omit<DemandReport, 'products' | 'weeks'>;

/**
 * Foretells the latest stretches of four weeks from the weeks before each. The way is chosen by the older half of them and
 * judged by the newer half, by the total absolute error scaled by a usual week of each product.
 * @param whole weeks of the longest past, 26 at least
 */
export function judge(products: readonly Selling[], whole: number, now: number): Judged {
  const stretches = Math.min(MOST_STRETCHES, Math.floor((whole - BEFORE) / STRETCH));
  const chosenBy = Math.floor(stretches / 2);
  const first = stretches * STRETCH;
  const months = monthsOf(products, now, first);
  const seasons = months === null ? [null] : [null, months];
  const tried = seasons.flatMap((season) =>
    ALPHAS.map((alpha) => ({
      way: { alpha, isSeasonal: season !== null },
      errors: products.flatMap((one) => errorsOf(one, alpha, season, stretches, now) ?? []),
    })),
  );
  // Stretch 0 is the newest.
  const older = (errors: readonly Errors[]) =>
    sum(errors.flatMap(({ model }) => model.slice(stretches - chosenBy).map((one) => one ?? 0)));
  const best = tried.reduce((kept, one) => (older(one.errors) < older(kept.errors) ? one : kept));
  return { ...best.way, ...comparedBy(best.errors, stretches - chosenBy) };
}

function comparedBy(errors: readonly Errors[], newer: number): Omit<Judged, keyof Way> {
  const each = errors.flatMap(({ model, rule }) => {
    const known = (of: readonly (number | null)[]) =>
      of.slice(0, newer).filter((one): one is number => one !== null);
    const [by, naive] = [known(model), known(rule)];
    return by.length === 0 ? [] : [{ model: mean(by), rule: mean(naive), stretches: by.length }];
  });
  const gains = each.map(({ model, rule }) => rule - model);
  const gain = mean(gains);
  const error = Math.sqrt(
    sum(gains.map((one) => (one - gain) ** 2)) / Math.max(1, gains.length - 1) / Math.max(1, gains.length),
  );
  return {
    judged: each.length,
    stretches: newer,
    model: mean(each.map(({ model }) => model)),
    rule: mean(each.map(({ rule }) => rule)),
    gain,
    error,
    isBetter: each.length > 1 && gain > 2 * error,
  };
}

const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);

/** Null for a product that did not sell before the first stretch: there is nothing to scale by. */
function errorsOf(
  { weeks }: Selling,
  alpha: number,
  months: readonly number[] | null,
  stretches: number,
  now: number,
): Errors | null {
  const before = weeks.filter(({ ago }) => ago >= stretches * STRETCH);
  const usual = mean(before.map(({ units }) => units));
  if (before.length < MINIMUM_WEEKS - BEFORE || usual === 0) return null;
  const scale = Math.max(LEAST_USUAL, usual);
  const model: (number | null)[] = [];
  const rule: (number | null)[] = [];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const end = stretch * STRETCH;
    const came = weeks.filter(({ ago }) => ago >= end && ago < end + STRETCH);
    const known = weeks.filter(({ ago }) => ago >= end + STRETCH);
    if (came.length < STRETCH - 1) {
      model.push(null);
      rule.push(null);
      continue;
    }
    const real = sum(came.map(({ units }) => units));
    const naive = ruled(known.map(({ units }) => units)).rate * came.length;
    const learned = demandOf(withoutMonths(known, months, now), alpha);
    const factors = sum(came.map(({ ago }) => (months === null ? 1 : months[monthOf(ago, now)]!)));
    model.push(Math.abs((learned === null ? naive : learned.rate * factors) - real) / scale);
    rule.push(Math.abs(naive - real) / scale);
  }
  return { model, rule };
}
