import { formatMoney } from '@millrace/base';
import type { HomeView } from '@millrace/services/home';
import { listed, number, plural } from '../flows/words.ts';

/** The first line of Home: the last 24 hours in one sentence. */
export function todaySentence({ today, currency }: Pick<HomeView, 'today' | 'currency'>): string {
  const parts: string[] = [];
  if (today.abandoned > 0)
    parts.push(`${plural(today.abandoned, 'cart was abandoned', 'carts were abandoned')}`);
  if (today.sent > 0) parts.push(`your flows sent ${plural(today.sent, 'message')}`);
  if (today.orders > 0)
    parts.push(
      `${plural(today.orders, 'order')} worth ${formatMoney({ amount: today.revenue, currency }, { whole: true })} came in`,
    );
  if (parts.length === 0)
    return 'Nothing has happened in the last 24 hours. Events of your store appear here within seconds.';
  return `In the last 24 hours ${listed(parts)}.`;
}

/** The note under the number of sent messages: how many were held or not sent. */
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
