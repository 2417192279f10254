import { DAY, dayIn, dayNumber, formatMoney, type Instant, type MinorUnits } from '@millrace/base';
import { count, decimal, percent, plural } from '@millrace/base/words';
import { demandQuantile } from '@millrace/measure';
import type { ProductForecast } from './forecasts.ts';

/** What a supplier needs, as the owner says. */
export interface SupplyTerms {
  /** Mean days from the order to the goods; null when nobody said. */
  readonly leadDays: number | null;
  /** Standard deviation of those days; null when nobody said: counted as 0, and told. */
  readonly leadSpreadDays: number | null;
  /** Fewest units of an order, 1 or more. */
  readonly minimum: number;
  /** Units of a pack: orders are multiples of it. */
  readonly pack: number;
}

export interface ReorderPolicy {
  /** Share of lead times in which it should not run out, 0.5 to 0.999. */
  readonly serviceLevel: number;
  /** Days that the stock should last after a delivery. */
  readonly coverDays: number;
  /** Most that an order may cost; null without a limit. */
  readonly orderLimit: MinorUnits | null;
}

/** A product with what is known of it now. */
export interface ReorderedProduct {
  readonly forecast: ProductForecast | null;
  readonly vendor: string | null;
  /** Null when not tracked; below 0 when more was sold than there was. */
  readonly stock: number | null;
  /** Units that were ordered and have not arrived. */
  readonly onOrder: number;
  /** Cost of one; null when unknown. */
  readonly cost: MinorUnits | null;
  readonly currency: string;
}

/** When to order a product again, and how much. What is not known is null, and `because` says what is missing. */
export interface Reorder {
  /** Expected units of a day, over the lead time or the next 30 days. */
  readonly dailyDemand: number | null;
  /** Of a usual day, with 95 % certainty. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whole days that the stock lasts as expected; 730 for as many or more. */
  readonly daysLeft: number | null;
  /** Days after the order until the next one could arrive: lead time and the day between two looks. */
  readonly protectedDays: number | null;
  /** Expected units of those days. */
  readonly expected: number | null;
  /** Units beyond them that keep the service level. */
  readonly safety: number | null;
  /** Order when stock and what is on order are so many or fewer. */
  readonly point: number | null;
  /** Units to order; null when they cannot be told. */
  readonly units: number | null;
  /** Whether to order now; null when the reorder point or the stock is not known. */
  readonly isDue: boolean | null;
  /** Why, in whole sentences. */
  readonly because: readonly string[];
}

/** Stock is looked at with every change and once a day: an order goes out a day late at most. */
export const REVIEW_DAYS = 1;
const USUAL_DAYS = 30;
/** Days left are not counted further. */
export const MOST_DAYS = 730;

/**
 * When to order and how much. The reorder point is the quantile of demand over lead time and review, with the variance
 * L·σd² + d²·σL² of demand and lead time together (Silver, Pyke and Thomas, Inventory and Production Management in Supply
 * Chains, 2017, chapter 6), and (L·e)² for the error e of the estimated rate, which is the same on each of the days
 * (Prak, Teunter and Syntetos, European Journal of Operational Research 256(2), 2017). The quantity lasts for the days of cover
 * after the delivery.
 */
export function reorderOf(
  product: ReorderedProduct,
  terms: SupplyTerms,
  policy: ReorderPolicy,
  now: Instant,
  zone: string,
): Reorder {
  const { forecast, stock } = product;
  if (forecast === null)
    return {
      ...NOTHING,
      because: ['It was not on sale long enough to tell what is asked for: four weeks in stock are needed.'],
    };
  const today = dayNumber(dayIn(now, zone));
  const upTo = (days: number) => expectedIn(forecast, today, days);
  const days = terms.leadDays === null ? null : terms.leadDays + REVIEW_DAYS;
  const dailyDemand = days === null ? upTo(USUAL_DAYS) / USUAL_DAYS : upTo(days) / days;
  const known = {
    ...NOTHING,
    dailyDemand: places(dailyDemand),
    lower: places(forecast.lower),
    upper: places(forecast.upper),
    daysLeft: stock === null ? null : lasting(forecast, today, stock),
  };
  const selling = [
    forecast.sentence,
    `${decimal(forecast.perDay)} a day are expected (${decimal(forecast.lower)} to ${decimal(forecast.upper)}).`,
  ];
  if (days === null)
    return {
      ...known,
      because: [...selling, `${leadTimeOf(product.vendor)} is not set, so there is no reorder point.`],
    };
  const expected = upTo(days);
  const point = demandQuantile(
    expected,
    spreadOver(forecast, expected, days, terms.leadSpreadDays ?? 0),
    policy.serviceLevel,
  );
  const safety = point - expected;
  const reached = {
    ...known,
    protectedDays: days,
    expected: places(expected),
    safety: places(safety),
    point,
  };
  const told = [
    ...selling,
    `${plural(days, 'day')} of lead time and review need ${decimal(expected, 1)}; ordered at ${count(point)}, it stays in stock in ${percent(policy.serviceLevel)} of cases.`,
    ...(terms.leadSpreadDays === null && terms.leadDays !== 0
      ? ['How much the lead time varies is not set, and counted as not at all.']
      : []),
  ];
  if (stock === null) return { ...reached, because: [...told, 'Its stock is not tracked.'] };
  const position = stock + product.onOrder;
  const quantity = quantityOf(upTo(days + policy.coverDays) + safety - position, product, terms, policy);
  return {
    ...reached,
    units: quantity.units,
    // What is owed to customers is ordered even when nobody else buys it.
    isDue: position < 0 || (forecast.perDay > 0 && position <= point),
    because: [
      ...told,
      `${stock < 0 ? `${count(-stock)} more were sold than there were,` : `${count(stock)} in stock`} and ${count(product.onOrder)} on order${
        quantity.units === null || quantity.units === 0
          ? '.'
          : `: ${count(quantity.units)} more last for ${plural(policy.coverDays, 'day')} after the delivery.`
      }`,
      ...quantity.because,
    ],
  };
}

const NOTHING: Omit<Reorder, 'because'> = {
  dailyDemand: null,
  lower: null,
  upper: null,
  daysLeft: null,
  protectedDays: null,
  expected: null,
  safety: null,
  point: null,
  units: null,
  isDue: null,
};

const leadTimeOf = (vendor: string | null): string =>
  vendor === null || vendor === '' ? 'The lead time' : `The lead time of ${vendor}`;

/** Two places: what is shown and compared is not finer than it is known. */
const places = (value: number): number => Math.round(value * 100) / 100;

function factorOf({ weekdays, months }: ProductForecast, day: number): number {
  // The first day of 1970 was a Thursday.
  const weekday = weekdays === null ? 1 : weekdays[(day + 3) % 7]!;
  return weekday * (months === null ? 1 : months[new Date(day * DAY).getUTCMonth()]!);
}

/** Expected units of so many days after today. */
function expectedIn(forecast: ProductForecast, today: number, days: number): number {
  if (forecast.weekdays === null && forecast.months === null) return forecast.perDay * days;
  let factors = 0;
  for (let day = 1; day <= days; day += 1) factors += factorOf(forecast, today + day);
  return forecast.perDay * factors;
}

function lasting(forecast: ProductForecast, today: number, stock: number): number | null {
  if (stock <= 0) return 0;
  if (forecast.perDay === 0) return null;
  let left = stock;
  for (let day = 1; day <= MOST_DAYS; day += 1) {
    left -= forecast.perDay * factorOf(forecast, today + day);
    // A rounding error is no day.
    if (left < -1e-9) return day - 1;
  }
  return MOST_DAYS;
}

/** @param spread standard deviation of the lead time in days */
function spreadOver(forecast: ProductForecast, expected: number, days: number, spread: number): number {
  const season = forecast.perDay === 0 ? 1 : expected / (forecast.perDay * days);
  return (
    season * days * forecast.variance +
    (expected / days) ** 2 * spread ** 2 +
    (season * days * forecast.error) ** 2
  );
}

/** @param wanted units that are missing, also below 0 */
function quantityOf(
  wanted: number,
  { cost, currency }: Pick<ReorderedProduct, 'cost' | 'currency'>,
  { minimum, pack }: SupplyTerms,
  { orderLimit }: ReorderPolicy,
): { readonly units: number | null; readonly because: readonly string[] } {
  const missing = Math.ceil(wanted - 1e-9);
  if (missing <= 0) return { units: 0, because: [] };
  const units = inPacks(Math.max(missing, minimum), pack);
  const because =
    units === missing
      ? []
      : [`${count(missing)} would be enough; the supplier takes ${listOf(minimum, pack)}.`];
  if (orderLimit === null) return { units, because };
  if (cost === null || cost <= 0)
    return {
      units,
      because: [...because, 'What it costs is not known, so your limit for an order was not applied.'],
    };
  const money = (amount: MinorUnits) => formatMoney({ amount, currency });
  if (units * cost <= orderLimit) return { units, because };
  const most = Math.floor(orderLimit / cost / pack) * pack;
  if (most < Math.max(1, minimum))
    return {
      units: 0,
      because: [
        `The least order of ${count(inPacks(Math.max(1, minimum), pack))} costs ${money(inPacks(Math.max(1, minimum), pack) * cost)}, which is more than your limit of ${money(orderLimit)}.`,
      ],
    };
  return {
    units: most,
    because: [
      `${count(units)} would cost ${money(units * cost)}; your limit of ${money(orderLimit)} allows ${count(most)}.`,
    ],
  };
}

const inPacks = (units: number, pack: number): number => Math.ceil(units / pack) * pack;

const listOf = (minimum: number, pack: number): string =>
  pack === 1
    ? `${count(minimum)} or more`
    : minimum <= pack
      ? `packs of ${count(pack)}`
      : `packs of ${count(pack)}, and ${count(minimum)} or more`;
