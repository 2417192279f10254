import { channelById } from '@millrace/channels';
import { together, type Tx } from '@millrace/db';
import { STORE_NUMBERS, type StoreNumber } from '@millrace/flow';
import type { Observation } from '@millrace/measure';
import { numberOfDay, textOfDay } from './days.ts';
import { HISTORY_DAYS, SALES_DAYS } from './keep-numbers.ts';
import type { BestSeller, NumberRow } from './number-queries.ts';

/** One number of the store, or of one of its channels, flows, products or steps. */
export interface Series {
  readonly number: StoreNumber;
  /** Empty for the store. */
  readonly thing: string;
  /** Its name for people; empty for the store. */
  readonly name: string;
  /** By the day or by the week, oldest first; null before the first day known. */
  readonly observations: readonly (Observation | null)[];
  /** The same, as they were at the end of an earlier day. */
  until(day: number): readonly (Observation | null)[];
}

/** Flows that are looked at, those with most entries. With everything else a store has about 100 series. */
const MOST_FLOWS = 10;
const WEEK = 7;
const WEEKS = 26;

const STEPS: Readonly<Record<string, string>> = {
  cart: 'the cart',
  checkout: 'the checkout',
  shipping: 'shipping',
  payment: 'payment',
};

/** The numbers of one thing, by the day. */
type Days = ReadonlyMap<number, Observation>;

/** All series of a store until a day. */
export async function readSeries(tx: Tx, day: number, products: readonly BestSeller[]): Promise<Series[]> {
  const [rows, flows] = await together(
    tx<NumberRow[]>`select metric, thing, day, value, out_of from number_days
      where day > ${textOfDay(day - HISTORY_DAYS)} and day <= ${textOfDay(day)}`,
    tx<{ id: string; name: string }[]>`select id, name from flows where state = 'live'`,
  );
  const found = new Map<string, Map<string, Map<number, Observation>>>();
  for (const row of rows) {
    const things = found.get(row.metric) ?? new Map<string, Map<number, Observation>>();
    found.set(row.metric, things);
    const days = things.get(row.thing) ?? new Map<number, Observation>();
    things.set(row.thing, days);
    days.set(numberOfDay(row.day), { value: row.value, of: row.out_of });
  }
  const sold = (thing: string): Days => found.get('product-sales')?.get(thing) ?? new Map();
  const entries = (thing: string) =>
    [...(found.get('flow-entries')?.get(thing)?.values() ?? [])].reduce((sum, { value }) => sum + value, 0);
  const busiest = flows.toSorted((left, right) => entries(right.id) - entries(left.id)).slice(0, MOST_FLOWS);
  const thingsOf = (number: StoreNumber): readonly (readonly [thing: string, name: string])[] => {
    switch (number.each) {
      case 'store':
        return [['', '']];
      case 'flow':
        return busiest.map(({ id, name }) => [id, name] as const);
      case 'product':
        return products.map(({ id, title }) => [id, title || id] as const);
      case 'channel':
        return [...(found.get(number.id)?.keys() ?? [])].map(
          (id) => [id, channelById(id)?.title ?? id] as const,
        );
      case 'step':
        return [...(found.get(number.id)?.keys() ?? [])].map((id) => [id, STEPS[id] ?? id] as const);
    }
  };
  return (STORE_NUMBERS as readonly StoreNumber[]).flatMap((number) =>
    thingsOf(number).map(([thing, name]): Series => {
      const days: Days = found.get(number.id)?.get(thing) ?? new Map();
      const isReturns = number.each === 'product' && number.shows === 'rate';
      const until = (last: number) =>
        number.rhythm === 'week' ? byWeek(days, isReturns ? sold(thing) : null, last) : byDay(days, last);
      return { number, thing, name, observations: until(day), until };
    }),
  );
}

const NONE: Observation = { value: 0, of: 0 };
const firstOf = (days: Days): number => Math.min(...days.keys());

function byDay(days: Days, day: number): (Observation | null)[] {
  const first = firstOf(days);
  return Array.from({ length: HISTORY_DAYS }, (_, index) => {
    const at = day - HISTORY_DAYS + 1 + index;
    return at < first ? null : (days.get(at) ?? NONE);
  });
}

/** Totals of the seven days that end with the day, and of those before; of the units sold in four weeks. */
function byWeek(days: Days, sold: Days | null, day: number): (Observation | null)[] {
  const first = firstOf(sold ?? days);
  const total = (of: Days, until: number, length: number) => {
    let sum = 0;
    for (let at = until - length + 1; at <= until; at += 1) sum += of.get(at)?.value ?? 0;
    return sum;
  };
  const reach = sold === null ? WEEK : SALES_DAYS;
  return Array.from({ length: WEEKS }, (_, index) => {
    const until = day - WEEK * (WEEKS - 1 - index);
    if (until - reach + 1 < first) return null;
    return { value: total(days, until, WEEK), of: sold === null ? 0 : total(sold, until, SALES_DAYS) };
  });
}
