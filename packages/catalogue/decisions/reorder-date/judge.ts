import {
  expectedGap,
  fitGaps,
  gapChance,
  noGapWithin,
  type ExpectedGap,
  type Repeats,
} from '@millrace/measure';
import { boughtAgain } from './again.ts';
import type { ReorderReport } from './report.ts';
import { knownAgo, repeatsOf, type Shopper } from './shoppers.ts';

/** Share of purchases in the interval, and by how much it may be missed besides chance. */
const [INSIDE, NEAR] = [0.8, 0.05];
/** No chance is taken to be smaller, so that one surprise does not decide. */
const LEAST = 1e-4;
/** Days are whole: a gap of so many days ended between half a day before and after. */
const HALF = 0.5;

type Judged = Pick<
  ReorderReport,
  | 'days'
  | 'judged'
  | 'came'
  | 'expected'
  | 'expectedError'
  | 'covered'
  | 'coveredError'
  | 'error'
  | 'productError'
  | 'personError'
  | 'isBetter'
>;

/** A wait in the days that are foretold: how long it had lasted when they began, and when it was last looked at. */
interface Wait {
  readonly from: number;
  readonly until: number;
  /** Days after which it ended; null while it lasts. */
  readonly gap: number | null;
}

/**
 * Fits to the days before the latest ones, and compares what it then foretells of each wait with what came. Each forecast is made
 * with what was known on the day of the purchase, or when the days that are foretold began. Waits that still last count too.
 * @param fitted people to learn from
 * @param days how many of the latest days are foretold
 * @returns null when nothing can be learned from the days before
 */
export function judge(shoppers: readonly Shopper[], fitted: readonly Shopper[], days: number): Judged | null {
  const before = knownAgo(fitted, days);
  const gaps = fitGaps(before);
  if (gaps === null) return null;
  const again = new Set(boughtAgain(gaps, before));
  const plain = plainGaps(before);
  const people = shoppers.map((shopper) => {
    const sum = { judged: 0, came: 0, expected: 0, inside: 0, product: 0, person: 0, errors: [0, 0, 0] };
    for (const { past, wait } of waitsOf(shopper, days)) {
      if (!again.has(past.product)) continue;
      const ways = [expectedGap(gaps, past), plain.byProduct(past), plain.byPerson(past)] as const;
      const [own, product, person] = ways;
      const score = logScore(own, wait);
      sum.judged += 1;
      sum.product += score - logScore(product, wait);
      sum.person += score - logScore(person, wait);
      sum.expected += gapChance(own, wait.from, wait.until) / noGapWithin(own, wait.from);
      if (wait.gap === null) continue;
      sum.came += 1;
      const place = placeOf(own, wait, wait.gap);
      if (place >= (1 - INSIDE) / 2 && place <= (1 + INSIDE) / 2) sum.inside += 1;
      ways.forEach((way, index) => (sum.errors[index]! += Math.abs(middleOf(way, wait) - wait.gap!)));
    }
    return sum;
  });
  const total = (of: (one: (typeof people)[number]) => number) =>
    people.reduce((sum, one) => sum + of(one), 0);
  const came = total((one) => one.came);
  const covered = total((one) => one.inside) / Math.max(1, came);
  const coveredError = Math.sqrt(total((one) => (one.inside - covered * one.came) ** 2)) / Math.max(1, came);
  const [error, productError, personError] = [0, 1, 2].map(
    (index) => total((one) => one.errors[index]!) / Math.max(1, came),
  ) as [number, number, number];
  return {
    days,
    judged: total((one) => one.judged),
    came,
    expected: total((one) => one.expected),
    expectedError: Math.sqrt(total((one) => (one.came - one.expected) ** 2)),
    covered,
    coveredError,
    error,
    productError,
    personError,
    isBetter:
      isAboveNothing(people.map((one) => one.product)) &&
      isAboveNothing(people.map((one) => one.person)) &&
      isAboveNothing(people.map(({ errors }) => errors[1]! - errors[0]!)) &&
      isAboveNothing(people.map(({ errors }) => errors[2]! - errors[0]!)) &&
      Math.abs(covered - INSIDE) <= NEAR + 2 * coveredError,
  };
}

function waitsOf({ today, products }: Shopper, days: number): { past: Repeats; wait: Wait }[] {
  const begin = today - days;
  return products.flatMap((one) =>
    one.purchases.flatMap(({ day }, index) => {
      const next = one.purchases[index + 1]?.day ?? null;
      // What ended before was learned from, and of a purchase of today nothing is known yet.
      if ((next !== null && next <= begin) || day >= today) return [];
      const wait: Wait = {
        from: Math.max(0, begin - day),
        until: today - day,
        gap: next === null ? null : next - day,
      };
      return [{ past: repeatsOf(one, index, Math.max(begin, day)), wait }];
    }),
  );
}

/** The logarithm of the chance that was given to what came: a purchase on that day, or none so far. */
function logScore(way: ExpectedGap, { from, until, gap }: Wait): number {
  const none = Math.max(LEAST, noGapWithin(way, start(from)));
  const came =
    gap === null
      ? noGapWithin(way, until + HALF)
      : gapChance(way, Math.max(start(from), gap - HALF), gap + HALF);
  return Math.log(Math.max(LEAST, came / none));
}

const start = (from: number) => (from === 0 ? 0 : from + HALF);

/** Share of those who buy in these days that do so earlier. */
function placeOf(way: ExpectedGap, { from, until }: Wait, gap: number): number {
  const all = gapChance(way, start(from), until + HALF);
  if (all <= 0) return 1;
  // In the middle of the day.
  return gapChance(way, start(from), Math.max(start(from), gap)) / all;
}

/** Days by which half of those buy who buy in these days. */
function middleOf(way: ExpectedGap, wait: Wait): number {
  let [low, high] = [wait.from, wait.until];
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (placeOf(way, wait, middle) < HALF) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The two usual ways: the mean gap of the product, and the person's last gap of it. Both are means of logarithms of gaps that ended,
 * with the spread they had, and the share of purchases that was followed by another.
 */
function plainGaps(all: readonly Repeats[]) {
  const byProduct = new Map<string, number[]>();
  const shares = new Map<string, [came: number, of: number]>();
  const steps: number[] = [];
  for (const { product, gaps } of all) {
    const logs = gaps.map(({ days }) => Math.log(days));
    byProduct.set(product, [...(byProduct.get(product) ?? []), ...logs]);
    const [came, of] = shares.get(product) ?? [0, 0];
    shares.set(product, [came + gaps.length, of + gaps.length + 1]);
    logs.slice(1).forEach((log, index) => steps.push(log - logs[index]!));
  }
  const everything = [...byProduct.values()].flat();
  const usual = mean(everything);
  const known = new Map([...byProduct].map(([id, logs]) => [id, logs.length === 0 ? usual : mean(logs)]));
  const spread = Math.max(
    0.05,
    Math.sqrt(mean([...byProduct].flatMap(([id, logs]) => logs.map((log) => (log - known.get(id)!) ** 2)))),
  );
  const step = steps.length === 0 ? spread : Math.max(0.05, Math.sqrt(mean(steps.map((one) => one ** 2))));
  const again = (product: string) => {
    const [came, of] = shares.get(product) ?? [0, 0];
    return (came + 0.5) / (of + 1);
  };
  const ofProduct = ({ product }: Pick<Repeats, 'product'>): ExpectedGap => ({
    mean: known.get(product) ?? usual,
    spread,
    again: again(product),
  });
  return {
    byProduct: ofProduct,
    byPerson: ({ product, gaps }: Repeats): ExpectedGap =>
      gaps.length === 0
        ? ofProduct({ product })
        : { mean: Math.log(gaps.at(-1)!.days), spread: step, again: again(product) },
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);

/** Whether a sum over people is above 0 by two standard errors. */
function isAboveNothing(values: readonly number[]): boolean {
  const some = values.filter((one) => one !== 0);
  const middle = mean(some);
  const variance = some.reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, some.length - 1);
  return some.length > 1 && middle > 2 * Math.sqrt(variance / some.length);
}
