import { count } from '@millrace/base/words';
import { channelById } from '@millrace/channels';
import { together, type Tx } from '@millrace/db';
import { numberTitle, numberValue, type StoreNumber } from '@millrace/flow';
import { beginOfDay, dayAt } from './days.ts';
import type { BestSeller } from './number-queries.ts';
import type { Series } from './read-series.ts';

/** How far a number was from what was expected of the day. */
export interface Moved {
  readonly series: Series;
  readonly value: number;
  readonly expected: number;
  readonly deviations: number;
}

export interface Cause {
  readonly kind:
    | 'sending-stopped'
    | 'connection-failing'
    | 'out-of-stock'
    | 'version-published'
    | 'moved-too';
  readonly sentence: string;
  /** What it is about, when it has a page: a flow, a product. */
  readonly thing: string | null;
}

/** What is known about the day, apart from the numbers. */
export interface Circumstances {
  readonly stops: readonly {
    readonly scope: string;
    readonly target: string;
    readonly name: string | null;
  }[];
  readonly failing: readonly { readonly name: string; readonly since: number }[];
  readonly published: readonly { readonly flow_id: string; readonly name: string; readonly number: number }[];
  readonly products: readonly BestSeller[];
}

/** Causes that are shown. */
const MOST_CAUSES = 6;
const MOST_MOVED = 3;
/** Robust deviations from which another number counts as moved at the same time. */
const MOVED_FROM = 3;

/** Reads what happened until the end of the day: versions published on it or the day before, and what is not well. */
export async function readCircumstances(
  tx: Tx,
  day: number,
  zone: string,
  products: readonly BestSeller[],
): Promise<Circumstances> {
  const [from, to] = [beginOfDay(day - 1, zone), beginOfDay(day + 1, zone)];
  const [stops, failing, published] = await together(
    tx<{ scope: string; target: string; name: string | null }[]>`
      select k.scope, k.target, f.name from kill_switches k left join flows f on f.id::text = k.target
        where k.on_since < ${to}::timestamptz order by k.on_since`,
    tx<{ name: string; since: number }[]>`
      select name, failing_since as since from connections
        where failing_since < ${to}::timestamptz and disabled_at is null order by failing_since`,
    tx<{ flow_id: string; name: string; number: number }[]>`
      select v.flow_id, f.name, v.number from flow_versions v join flows f on f.id = v.flow_id
        where v.published_at >= ${from}::timestamptz and v.published_at < ${to}::timestamptz
        order by v.published_at desc limit 20`,
  );
  return { stops: [...stops], failing: [...failing], published: [...published], products };
}

/**
 * What may have caused it, the most likely first. The order is a rule: what is known to stop things comes before
 * what merely changed, and that before numbers that moved at the same time, which may share the cause.
 * 1. Sending is stopped, for numbers of messages, flows and sales.
 * 2. A connection fails.
 * 3. The product, or one of those that sell most, is out of stock, for sales.
 * 4. A version of a flow was published on the day or the day before; of the flow itself first.
 * 5. Other numbers that were far from usual on the day, the furthest first.
 */
export function likelyCauses(
  { series: { number, thing }, expected, value }: Moved,
  others: readonly Moved[],
  { stops, failing, published, products }: Circumstances,
  { zone, currency }: { readonly zone: string; readonly currency: string },
): readonly Cause[] {
  const causes: Cause[] = [];
  const isLow = value < expected;
  const isService = number.id === 'tickets-opened' || number.id === 'product-returns';
  for (const stop of isLow && !isService ? stops : [])
    if (concerns(stop, number, thing))
      causes.push({ kind: 'sending-stopped', sentence: stopWords(stop), thing: null });
  for (const { name, since } of failing)
    causes.push({
      kind: 'connection-failing',
      sentence: `The connection ${name} has been failing since ${dayAt(since, zone)}.`,
      thing: null,
    });
  if (isLow && (isSales(number) || thing !== ''))
    for (const { id, title, stock } of products)
      if (stock !== null && stock <= 0 && (isSales(number) || id === thing))
        causes.push({ kind: 'out-of-stock', sentence: `${title} is out of stock.`, thing: id });
  const versions = published.toSorted(
    (left, right) => Number(right.flow_id === thing) - Number(left.flow_id === thing),
  );
  for (const { flow_id, name, number: version } of versions)
    if (number.each !== 'flow' || flow_id === thing)
      causes.push({
        kind: 'version-published',
        sentence: `Version ${count(version)} of ${name} was published on the day or the day before.`,
        thing: flow_id,
      });
  const moved = others
    // Revenue follows from the others.
    .filter(({ series, deviations }) => series.number.id !== 'revenue' && Math.abs(deviations) >= MOVED_FROM)
    .toSorted((left, right) => Math.abs(right.deviations) - Math.abs(left.deviations))
    .slice(0, MOST_MOVED);
  const room = MOST_CAUSES - moved.length;
  return [
    ...causes.slice(0, room),
    ...moved.map((other): Cause => {
      const words = (amount: number) => numberValue(other.series.number.shows, amount, currency);
      const title = numberTitle(other.series.number, other.series.name);
      return {
        kind: 'moved-too',
        sentence: `${title} changed too: ${words(other.value)} instead of about ${words(other.expected)}.`,
        thing: other.series.thing === '' ? null : other.series.thing,
      };
    }),
  ];
}

const isSales = ({ id, each }: StoreNumber): boolean =>
  each === 'store' && (id === 'orders' || id === 'revenue' || id === 'cart-conversion');

function concerns(stop: Circumstances['stops'][number], number: StoreNumber, thing: string): boolean {
  if (stop.scope === 'all') return true;
  if (stop.scope === 'flow') return number.each === 'store' || thing === stop.target;
  return number.each === 'store' || number.each === 'flow' || thing === stop.target;
}

function stopWords({ scope, target, name }: Circumstances['stops'][number]): string {
  if (scope === 'flow') return `Sending by ${name ?? 'a flow'} is stopped by the emergency stop.`;
  if (scope === 'channel')
    return `Sending by ${channelById(target)?.title ?? target} is stopped by the emergency stop.`;
  return 'All sending is stopped by the emergency stop.';
}
