import { fitGaps, type GapModel } from '@millrace/measure';
import { count, plural } from '@millrace/base/words';
import type { Training } from '../model.ts';
import { boughtAgain, firstAgain } from './again.ts';
import { judge } from './judge.ts';
import { MINIMUM_BUYERS, MINIMUM_DAYS, MINIMUM_REPEATS, MOST_FITTED, MOST_JUDGED } from './minimum.ts';
import type { ReorderParameters } from './parameters.ts';
import { NOTHING_JUDGED, type ReorderReport } from './report.ts';
import { knownAgo, type Shopper } from './shoppers.ts';

/** Days that are foretold to check the model: a third of the store's past, at most so many. */
const MOST_DAYS = 120;
/** Products that the card names. */
const NAMED = 8;

/** Fits to all purchases, if what it learned of the earlier days foretold the latest ones better than the two usual ways do. */
export function trainReorders(shoppers: readonly Shopper[]): Training<ReorderParameters, ReorderReport> {
  const bought = shoppers.flatMap(({ products }) => products);
  const repeats = bought.reduce((sum, { purchases }) => sum + purchases.length - 1, 0);
  const past = shoppers.reduce(
    (longest, { today, products }) =>
      products.reduce((most, { purchases }) => Math.max(most, today - purchases[0]!.day), longest),
    0,
  );
  const counts = {
    buyers: shoppers.length,
    repeats,
    products: new Set(bought.map(({ productId }) => productId)).size,
  };
  const without = (reason: string, report: Partial<ReorderReport> = {}) => ({
    parameters: null,
    report: { ...NOTHING_JUDGED, ...report, ...counts },
    reason,
  });
  const short = tooLittle(shoppers.length, repeats, past);
  if (short !== null) return without(short);
  const fitted = some(shoppers, bought.length, MOST_FITTED);
  const known = knownAgo(fitted, 0);
  const gaps = fitGaps(known);
  const again = gaps === null ? [] : boughtAgain(gaps, known);
  const judged = judge(
    some(shoppers, bought.length, MOST_JUDGED),
    fitted,
    Math.min(MOST_DAYS, Math.floor(past / 3)),
  );
  if (gaps === null || judged === null || again.length === 0)
    return without('No product of yours is bought again by enough people.');
  const report = { ...counts, again: again.length, ...judged, top: topOf(gaps, again, bought) };
  if (!report.isBetter)
    return without(
      `It did not foretell the purchases of the last ${plural(report.days, 'day')} better than the mean gap of each product and the last gap of each person do, so nothing is predicted.`,
      report,
    );
  return { parameters: { version: 1, gaps, again }, report, reason: null };
}

function tooLittle(buyers: number, repeats: number, past: number): string | null {
  if (buyers < MINIMUM_BUYERS)
    return `${plural(buyers, 'customer has', 'customers have')} ordered so far, and ${count(MINIMUM_BUYERS)} are needed to learn from.`;
  if (repeats < MINIMUM_REPEATS)
    return `A product was bought again ${plural(repeats, 'time')} so far, and ${count(MINIMUM_REPEATS)} times are needed to learn from.`;
  if (past < MINIMUM_DAYS)
    return `The first order is ${plural(Math.floor(past), 'day')} old, and ${count(MINIMUM_DAYS)} days are needed to check a forecast with.`;
  return null;
}

/** People spread evenly over all, so that there are about so many of their products. */
function some(shoppers: readonly Shopper[], products: number, most: number): readonly Shopper[] {
  const stride = Math.max(1, products / most);
  return shoppers.filter((_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride));
}

function topOf(
  gaps: GapModel,
  again: readonly string[],
  bought: readonly Shopper['products'][number][],
): ReorderReport['top'] {
  const wanted = new Set(again);
  const byProduct = new Map<string, { title: string; times: number }>();
  for (const { productId, title, purchases } of bought)
    if (wanted.has(productId)) {
      const times = (byProduct.get(productId)?.times ?? 0) + purchases.length;
      byProduct.set(productId, { title: title || productId, times });
    }
  return [...byProduct]
    .sort(([one, left], [other, right]) => right.times - left.times || one.localeCompare(other))
    .slice(0, NAMED)
    .map(([id, { title }]) => ({
      title,
      days: Math.exp(gaps.byProduct[id]!.mean),
      again: firstAgain(gaps, id),
    }));
}
