import { dayKey, longDay } from '@millrace/base/words';

export interface Day<Item> {
  /** The day in the customer's zone: `2026-11-21`. */
  readonly key: string;
  /** "Today", "Yesterday", "Saturday, 14 November". */
  readonly title: string;
  readonly items: readonly Item[];
}

/** Groups entries by the day on which they happened in the customer's zone. Keeps their order. */
export function byDay<Item extends { readonly at: number }>(
  items: readonly Item[],
  zone: string,
  now: number,
): Day<Item>[] {
  const days: { key: string; title: string; items: Item[] }[] = [];
  for (const item of items) {
    const key = dayKey(item.at, zone);
    const last = days.at(-1);
    if (last?.key === key) last.items.push(item);
    else days.push({ key, title: titleOf(item.at, key, zone, now), items: [item] });
  }
  return days;
}

/** The calendar day before, by its key. Not the day of 24 hours ago: days at a change of the clocks are longer or shorter. */
const dayBefore = (key: string): string =>
  new Date(Date.parse(`${key}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function titleOf(at: number, key: string, zone: string, now: number): string {
  if (key === dayKey(now, zone)) return 'Today';
  if (key === dayBefore(dayKey(now, zone))) return 'Yesterday';
  return longDay(at, zone, now);
}
