import { formatMoney } from '@millrace/base';
import type { HomeView } from '@millrace/services/home';
import { listed, number, plural } from '../flows/words.ts';

/** The first line of the product: what the last day was like, in words. */
export function todaySentence({ today, currency }: Pick<HomeView, 'today' | 'currency'>): string {
  const parts: string[] = [];
  if (today.abandoned > 0)
    parts.push(`${plural(today.abandoned, 'cart was left behind', 'carts were left behind')}`);
  if (today.sent > 0) parts.push(`your flows sent ${plural(today.sent, 'message')}`);
  if (today.orders > 0)
    parts.push(
      `${plural(today.orders, 'order')} worth ${formatMoney({ amount: today.revenue, currency }, { whole: true })} came in`,
    );
  if (parts.length === 0)
    return 'Nothing has happened in the last 24 hours. What your shop reports appears here within seconds.';
  return `In the last 24 hours ${listed(parts)}.`;
}

/** What is told of messages that did not go out, under the number of those that did. */
export function keptBack({ held, refused }: Pick<HomeView['today'], 'held' | 'refused'>): string {
  const parts = [
    ...(held > 0 ? [`${number(held)} waited`] : []),
    ...(refused > 0 ? [`${number(refused)} not sent`] : []),
  ];
  return parts.join(', ');
}

const ICONS: Readonly<Record<string, string>> = {
  'cart-abandoned': 'cart',
  'checkout-started': 'card',
  'order-placed': 'bag',
  'order-refunded': 'return',
  'message-opened': 'envelope-open',
  'message-clicked': 'link',
  'customer-subscribed': 'user-plus',
  'customer-unsubscribed': 'user-x',
};
export const iconOfEvent = (type: string): string => ICONS[type] ?? 'pulse';

/** "Abandoned cart" after a name: "Ann abandoned a cart". */
export const afterName = (title: string): string =>
  `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`.replace(/^abandoned cart/, 'abandoned a cart');
