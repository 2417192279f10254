import { DAY, dayNumber, dayText, hash53, readDate, type CalendarDay, type Json } from '@millrace/base';
import { dayOf, listed, percent, plural } from '@millrace/base/words';
import { chanceWithin, expectedGap, gapQuantile } from '@millrace/measure';
import type { PredictedReorder, Predicts } from '../predicts.ts';
import { HORIZON } from './minimum.ts';
import type { ReorderParameters } from './parameters.ts';
import { repeatsOf, type ProductPurchases, type Shopper } from './shoppers.ts';

/** Share of those who buy again that do so in the interval. */
const INSIDE = 0.8;
/** Products told of one person at most, the chance below which one is left out, and the most that is told. */
const [MOST, LEAST, MOST_SURE] = [5, 0.1, 0.99];
/** Products whose reasons are told on the page of the person. */
const TOLD = 3;

interface Foretold extends PredictedReorder {
  readonly times: number;
  readonly due: number;
  readonly last: number;
}

/** Products that somebody is due to buy again, the next first. What is long overdue comes last. */
export function reordersOf(
  { gaps, again }: ReorderParameters,
  { today, products }: Shopper,
): readonly Foretold[] {
  return products
    .flatMap((bought): Foretold[] => {
      const { productId, purchases } = bought;
      if (!again.includes(productId) && purchases.length < 3) return [];
      return foretold(gaps, bought, today);
    })
    .sort(
      (left, right) =>
        Number(left.last < today) - Number(right.last < today) ||
        left.due - right.due ||
        left.productId.localeCompare(right.productId),
    )
    .slice(0, MOST);
}

function foretold(gaps: ReorderParameters['gaps'], bought: ProductPurchases, today: number): Foretold[] {
  const { productId, title, purchases } = bought;
  const past = repeatsOf(bought, purchases.length - 1, today);
  const gap = expectedGap(gaps, past);
  // Nobody is certain to come back.
  const chance = Math.min(MOST_SURE, Math.round(chanceWithin(gap, past.waited, HORIZON) * 100) / 100);
  if (chance < LEAST) return [];
  const lastDay = purchases.at(-1)!.day;
  const after = (share: number) => lastDay + Math.max(1, Math.round(gapQuantile(gap, share)));
  const [from, due, last] = [after((1 - INSIDE) / 2), after(0.5), after((1 + INSIDE) / 2)];
  return [
    {
      productId,
      title: title || productId,
      boughtOn: textOf(lastDay),
      dueOn: textOf(due),
      from: textOf(from),
      until: textOf(last),
      chance,
      times: purchases.length,
      due,
      last,
    },
  ];
}

function textOf(number: number): string {
  const date = new Date(number * DAY);
  const day: CalendarDay = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
  return dayText(day);
}

export const reorderPredicts: Predicts<ReorderParameters, Shopper> = {
  facts: {
    reorderAt: {
      label: 'next product due again',
      type: 'instant',
      example: '2026-12-03',
      sample: (random, now) => textOf(Math.floor(now / DAY) + Math.floor(60 * random()) - 10),
    },
    reorderProduct: {
      label: 'product due again',
      type: 'text',
      example: 'Cedar soap',
      sample: (random) => ['Cedar soap', 'House blend', 'Oat granola'][Math.floor(3 * random())]!,
    },
    reorderProductId: {
      label: 'id of the product due again',
      type: 'text',
      isId: true,
      sample: (random) => `product-${hash53(String(random()), 0) % 100}`,
    },
    reorderChance: {
      label: 'chance to buy it again within a year',
      type: 'share',
      unit: '%',
      sample: (random) => Math.round(100 * random()) / 100,
    },
  },
  people: (parameters, shoppers) =>
    shoppers.flatMap((shopper) => {
      const reorders = reordersOf(parameters, shopper);
      const [next] = reorders;
      if (next === undefined) return [];
      return [
        {
          customerId: shopper.customerId,
          values: valuesOf(next, shopper.today),
          reorders: reorders.map(({ times: _times, due: _due, last: _last, ...one }) => one),
        },
      ];
    }),
  tell(parameters, shopper) {
    const reorders = reordersOf(parameters, shopper);
    if (reorders.length === 0) return ['They bought nothing so far that people like them buy again.'];
    return reorders.slice(0, TOLD).map((one) => toldOf(one, shopper.today));
  },
};

/** The next of them as facts. Of what is long overdue nothing is told: its day has passed. */
function valuesOf(next: Foretold, today: number): Record<string, Json> {
  if (next.last < today) return {};
  return {
    reorderAt: next.dueOn,
    reorderProduct: next.title,
    reorderProductId: next.productId,
    reorderChance: next.chance,
  };
}

function toldOf(one: Foretold, today: number): string {
  const { title, times, boughtOn, dueOn, from, until, chance, due } = one;
  const bought = `They bought “${title}” ${times === 1 ? 'once' : `on ${plural(times, 'day')}`}, last on ${shown(boughtOn)}`;
  const when = due < today ? `was due on ${shown(dueOn)}` : `is due on ${shown(dueOn)}`;
  const by =
    times === 1 ? 'by the pace of others who buy it' : 'by their own pace and that of others who buy it';
  return `${bought}. It ${when}, ${by}: of ten who buy it again, eight do so between ${listed([shown(from), shown(until)])}. The chance that they do within a year is ${percent(chance)}.`;
}

/** A day in words. Days have no zone. */
function shown(day: string): string {
  const read = readDate(day);
  return read?.kind === 'day' ? dayOf(dayNumber(read.day) * DAY, 'UTC') : day;
}
