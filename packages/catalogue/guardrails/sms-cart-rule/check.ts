import { z } from 'zod';
import { HOUR } from '@millrace/base';
import { defineCheck, PASS, refuse, skip } from '../check.ts';
import { counted } from '../words.ts';

/** One message about a cart, within 48 hours of it, on the channels that have such a rule. */
export const smsCartRuleCheck = defineCheck({
  id: 'sms-cart-rule',
  title: 'One text per cart',
  summary: 'At most one text about a cart, and only while it is fresh, as US carriers require.',
  icon: 'cart',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
    withinHours: z.int().min(1).max(168).default(48).meta({
      title: 'No later than',
      description: 'After the cart was last changed.',
      control: 'number',
      unit: 'hours',
    }),
  }),
  example: { on: true, withinHours: 48 },
  ofPerson: true,
  reasons: {
    'cart-texted': 'Already had a text about the cart',
    'cart-text-late': 'Cart is too old for a text',
  },
  inWords: ({ withinHours }) =>
    `No later than ${counted(withinHours, 'hour')} after the cart was last changed.`,
  check({ now, message, recent, cart, channel: { cartRule } }, settings) {
    if (!settings.on || cartRule === null || message.purpose !== 'marketing' || message.cartId === null)
      return PASS;
    if (recent.some((earlier) => earlier.channel === message.channel && earlier.cartId === message.cartId)) {
      return refuse('cart-texted', cartRule.again);
    }
    if (cart !== null && now - cart.updatedAt > settings.withinHours * HOUR) {
      return skip('cart-text-late', cartRule.late(settings.withinHours));
    }
    return PASS;
  },
});
