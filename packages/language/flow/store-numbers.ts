import { formatMoney } from '@millrace/base';
import { count, dayOf, percent } from '@millrace/base/words';

/** A number of the store that is looked at each day. */
export interface StoreNumber {
  readonly id: string;
  /** Its name, as on a label: "Abandoned carts". */
  readonly title: string;
  /** Its name for one of them: "Returns of {name}". The same as `title` for the store. */
  readonly named: string;
  /** What there is one of it for: the store, or each channel, flow, product or step of the checkout. */
  readonly each: 'store' | 'channel' | 'flow' | 'product' | 'step';
  /** A count, a share of something, or an amount of money in minor units. */
  readonly shows: 'count' | 'rate' | 'amount';
  /** Whether it is judged by the day, or by the total of seven days because it is rare. */
  readonly rhythm: 'day' | 'week';
  /** Which direction is bad for the store. */
  readonly worse: 'low' | 'high';
  /** What is counted, in a sentence. */
  readonly says: string;
}

const number = <Id extends string>(
  id: Id,
  title: string,
  named: string,
  each: StoreNumber['each'],
  shows: StoreNumber['shows'],
  worse: StoreNumber['worse'],
  says: string,
  rhythm: StoreNumber['rhythm'] = 'day',
): StoreNumber & { readonly id: Id } => ({ id, title, named, each, shows, worse, says, rhythm });

/** The numbers of a store that can turn out unusual: the only list of them. */
export const STORE_NUMBERS = [
  number(
    'orders',
    'Orders',
    'Orders',
    'store',
    'count',
    'low',
    'Orders placed, without cancelled and test orders.',
  ),
  number(
    'revenue',
    'Revenue',
    'Revenue',
    'store',
    'amount',
    'low',
    'What customers had to pay for these orders.',
  ),
  number(
    'cart-conversion',
    'Carts that became orders',
    'Carts that became orders',
    'store',
    'rate',
    'low',
    'Of the carts begun on the day, the share that became an order on the same day.',
  ),
  number(
    'abandoned-carts',
    'Abandoned carts',
    'Abandoned carts',
    'store',
    'count',
    'high',
    'Carts that were abandoned.',
  ),
  number(
    'carts-left',
    'Carts left at a step',
    'Carts left at {name}',
    'step',
    'count',
    'high',
    'Abandoned carts, for each step of the checkout at which they were left.',
  ),
  number(
    'tickets-opened',
    'Tickets opened',
    'Tickets opened',
    'store',
    'count',
    'high',
    'Tickets that customers opened in the help desk.',
  ),
  number(
    'unsubscribed',
    'People who unsubscribed',
    'People who unsubscribed',
    'store',
    'count',
    'high',
    'People who unsubscribed from a channel, in seven days.',
    'week',
  ),
  number(
    'spam-complaints',
    'Spam complaints',
    'Spam complaints',
    'store',
    'count',
    'high',
    'Messages that were marked as spam, in seven days.',
    'week',
  ),
  number(
    'sent',
    'Messages sent',
    'Messages sent by {name}',
    'channel',
    'count',
    'low',
    'Messages sent by each channel.',
  ),
  number(
    'delivered',
    'Messages delivered',
    'Messages delivered by {name}',
    'channel',
    'rate',
    'low',
    'Of the messages sent on the day, the share delivered on the same day.',
  ),
  number(
    'opened',
    'Messages opened',
    'Messages opened, sent by {name}',
    'channel',
    'rate',
    'low',
    'Of the messages sent on the day, the share opened on the same day.',
  ),
  number(
    'clicked',
    'Messages clicked',
    'Messages clicked, sent by {name}',
    'channel',
    'rate',
    'low',
    'Of the messages sent on the day, the share clicked on the same day.',
  ),
  number(
    'flow-entries',
    'Entries of a flow',
    'Entries of {name}',
    'flow',
    'count',
    'low',
    'Entries of each live flow.',
  ),
  number(
    'flow-orders',
    'Orders after a flow',
    'Orders after {name}',
    'flow',
    'count',
    'low',
    'Orders attributed to the messages of each live flow.',
  ),
  number(
    'product-sales',
    'Units sold of a product',
    'Units sold of {name}',
    'product',
    'count',
    'low',
    'Units ordered of each of the 30 products that sell most.',
  ),
  number(
    'product-returns',
    'Returns of a product',
    'Returns of {name}',
    'product',
    'rate',
    'high',
    'Units refunded in seven days, as a share of the units sold in four weeks, for the 30 products that sell most.',
    'week',
  ),
] as const satisfies readonly StoreNumber[];

/** The name of a number, for the thing it is one of. */
export const numberTitle = (number: StoreNumber, name: string): string =>
  number.named.replace('{name}', () => name);

export const storeNumber = (id: string): StoreNumber | undefined =>
  (STORE_NUMBERS as readonly StoreNumber[]).find((one) => one.id === id);

/** A value of a number as people read it: a count, a percentage, or money of the store. */
export function numberValue(shows: StoreNumber['shows'], value: number, currency: string): string {
  switch (shows) {
    case 'rate':
      return percent(value);
    case 'amount':
      return formatMoney({ amount: Math.round(value), currency });
    case 'count':
      return count(Math.round(value));
  }
}

/** A day of the store's calendar, `2026-11-27`, as "27 Nov 2026". */
export const numberDay = (day: string): string => dayOf(Date.parse(day), 'UTC');
