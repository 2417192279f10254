import { formatMoney } from '@millrace/base';
import { count, decimal, percent, plural } from '@millrace/base/words';
import type { ReorderView } from '@millrace/services/products';

/** As many days as the stock is counted for. */
const MOST_DAYS = 730;

/** "2.4", and finer for what hardly sells. */
export const aDay = (units: number): string => decimal(units, units < 1 ? 2 : 1);

export function daysWords(days: number | null): string {
  if (days === null) return 'Unknown';
  return days >= MOST_DAYS ? 'Two years or more' : plural(days, 'day');
}

/** What to do about a product, in a few words, with how it stands out. */
export function orderWords({ isDue, units, point, dailyDemand }: ReorderView): {
  readonly words: string;
  readonly tone: 'waiting' | 'good' | 'plain';
} {
  if (isDue === null)
    return {
      words:
        dailyDemand === null ? 'Too new to tell' : point === null ? 'Lead time not set' : 'Stock not tracked',
      tone: 'plain',
    };
  if (!isDue) return { words: 'Enough', tone: 'good' };
  return units === null || units === 0
    ? { words: 'Over your limit', tone: 'waiting' }
    : { words: `Order ${count(units)}`, tone: 'waiting' };
}

/** Everything that goes into the suggestion, by name. What is not known says so. */
export function inputsOf(
  row: ReorderView,
  policy: { readonly serviceLevel: number; readonly coverDays: number; readonly orderLimit: number | null },
): readonly { readonly name: string; readonly value: string }[] {
  const units = (value: number | null) => (value === null ? 'Unknown' : plural(value, 'unit'));
  const fine = (value: number | null) => (value === null ? 'Unknown' : `${decimal(value, 1)} units`);
  const money = (amount: number) => formatMoney({ amount, currency: row.currency });
  return [
    {
      name: 'Demand',
      value:
        row.dailyDemand === null || row.lower === null || row.upper === null
          ? 'Unknown'
          : `${aDay(row.dailyDemand)} a day (${aDay(row.lower)} to ${aDay(row.upper)})`,
    },
    { name: 'In stock', value: row.stock === null ? 'Not tracked' : units(row.stock) },
    { name: 'On order', value: units(row.onOrder) },
    { name: 'Stock lasts', value: daysWords(row.daysLeft) },
    { name: 'Lead time', value: leadWords(row) },
    ...(row.seen ? [{ name: 'Lead time seen', value: seenWords(row.seen) }] : []),
    { name: 'Asked for until an order arrives', value: fine(row.expected) },
    { name: 'Safety stock', value: fine(row.safety) },
    { name: 'Stays in stock', value: `In ${percent(policy.serviceLevel)} of lead times` },
    { name: 'Reorder point', value: units(row.point) },
    { name: 'An order lasts for', value: plural(policy.coverDays, 'day') },
    {
      name: 'Supplier takes',
      value: `${plural(row.minimum, 'unit')} or more${row.pack > 1 ? `, in packs of ${count(row.pack)}` : ''}`,
    },
    { name: 'Cost of one', value: row.cost === null ? 'Unknown' : money(row.cost) },
    {
      name: 'An order costs at most',
      value: policy.orderLimit === null ? 'No limit' : money(policy.orderLimit),
    },
    {
      name: 'Suggested order',
      value:
        row.units === null
          ? 'Unknown'
          : row.cost === null || row.units === 0
            ? units(row.units)
            : `${units(row.units)}, ${money(row.units * row.cost)}`,
    },
  ];
}

function leadWords({ leadDays, leadSpreadDays }: Pick<ReorderView, 'leadDays' | 'leadSpreadDays'>): string {
  if (leadDays === null) return 'Not set';
  return `${plural(leadDays, 'day')}, ${leadSpreadDays === null ? 'spread not set' : `varies by ${plural(leadSpreadDays, 'day')}`}`;
}

const seenWords = ({ orders, days, spread }: NonNullable<ReorderView['seen']>): string =>
  `${decimal(days, 1)} days${spread === null ? '' : `, varied by ${decimal(spread, 1)}`}, of ${plural(orders, 'order')}`;
