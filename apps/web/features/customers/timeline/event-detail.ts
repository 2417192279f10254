import type { TimelineItem } from '@millrace/services/customers';
import { formatMoney } from '@millrace/base';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** One line of detail after an event's name: the product viewed, the amount, the page. */
export function eventDetail(
  { type, data }: Pick<TimelineItem, 'type' | 'data'>,
  currency: string,
): string | null {
  if (type !== 'event') return null;
  const amount = number(data['value']) ?? number(data['total']);
  const money = amount === null ? number(data['price']) : amount;
  const parts = [
    text(data['title']),
    text(data['number']),
    linesOf(data['lines']),
    money === null || money === 0
      ? null
      : formatMoney({ amount: money, currency: text(data['currency']) ?? currency }),
    text(data['step']) ? `as far as ${String(data['step'])}` : null,
    text(data['url']) && !text(data['title']) ? shortUrl(String(data['url'])) : null,
  ];
  return parts.filter(Boolean).join(' · ') || null;
}

function linesOf(lines: unknown): string | null {
  if (!Array.isArray(lines)) return null;
  const titles = lines
    .map((line) => text((line as { title?: unknown } | null)?.title))
    .filter((title) => title !== null);
  const [first, ...others] = titles;
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function shortUrl(url: string): string {
  try {
    const { hostname, pathname } = new URL(url);
    return `${hostname}${pathname === '/' ? '' : pathname}`;
  } catch {
    return url;
  }
}
