import { listed, verb } from '@millrace/base/words';
import { z } from 'zod';
import { formatMoney } from '@millrace/base';
import type { LineFacts } from '@millrace/flow';
import { defineCheck, skip, type Verdict } from '../check.ts';
import { PASS } from '../check.ts';
import { freshCart } from './fresh-cart.ts';

export const stockAndPriceCheck = defineCheck({
  id: 'stock-and-price',
  title: 'Stock and price',
  summary: 'No reminders of products that are sold out. Messages show the prices at the moment of sending.',
  icon: 'box',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
    whenSomeGone: z
      .enum(['leave-out', 'skip'])
      .default('leave-out')
      .meta({
        title: 'When part of the cart is sold out',
        control: 'choice',
        labels: { 'leave-out': 'Send without those products', skip: 'Do not send' },
      }),
    whenAllGone: z
      .enum(['skip', 'send-alternatives'])
      .default('skip')
      .meta({
        title: 'When the whole cart is sold out',
        control: 'choice',
        labels: { skip: 'Do not send', 'send-alternatives': 'Send with recommendations only' },
      }),
  }),
  example: { on: true, whenSomeGone: 'leave-out', whenAllGone: 'skip' },
  reasons: { 'sold-out': 'Sold out', 'partly-sold-out': 'Partly sold out' },
  check({ message, cart, products }, settings): Verdict {
    if (!settings.on || message.cartId === null || cart === null || cart.lines.length === 0) return PASS;
    const fresh = freshCart(cart, products);
    if (fresh.gone.length === cart.lines.length) {
      if (settings.whenAllGone === 'skip')
        return skip('sold-out', `Not sent: ${titles(fresh.gone)} ${verb(fresh.gone.length, 'is')} sold out.`);
      return { verdict: 'pass', notes: [`Everything in the cart is sold out: sent with alternatives only.`] };
    }
    if (fresh.gone.length > 0 && settings.whenSomeGone === 'skip') {
      return skip(
        'partly-sold-out',
        `Not sent: ${titles(fresh.gone)} ${verb(fresh.gone.length, 'is')} sold out.`,
      );
    }
    const notes = [
      ...(fresh.gone.length > 0 ? [`Sent without ${titles(fresh.gone)}: sold out.`] : []),
      ...fresh.repriced.map(
        ({ line, before }) =>
          `Price of ${line.title || 'a product'} is now ${formatMoney({ amount: line.price, currency: cart.currency })} (was ${formatMoney({ amount: before, currency: cart.currency })}).`,
      ),
    ];
    return notes.length > 0 ? { verdict: 'pass', notes } : PASS;
  },
});

function titles(lines: readonly LineFacts[]): string {
  const names = lines.map((line) => line.title || 'a product');
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return listed(names);
}
