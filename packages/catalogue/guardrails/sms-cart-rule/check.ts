import { z } from 'zod';
import { HOUR } from '@millrace/base';
import { defineCheck, PASS, refuse, skip } from '../check.ts';

/** US carriers: one text about a cart, within 48 hours of it (CTIA short code handbook and Twilio's A2P rules for abandoned carts). */
export const smsCartRuleCheck = defineCheck({
  id: 'sms-cart-rule',
  title: 'One text a cart',
  summary: 'A cart is texted about once, and only while it is fresh, as US carriers demand.',
  icon: 'cart',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
    withinHours: z
      .int()
      .min(1)
      .max(168)
      .default(48)
      .meta({ title: 'Not later than', description: 'After the cart was last changed.', control: 'number', unit: 'hours' }),
  }),
  example: { on: true, withinHours: 48 },
  reasons: { 'cart-texted': 'Cart was texted about before', 'cart-text-late': 'Cart is too old for a text' },
  check({ now, message, recent, cart }, settings) {
    if (!settings.on || message.channel !== 'sms' || message.purpose !== 'marketing' || message.cartId === null) return PASS;
    if (recent.some((earlier) => earlier.channel === 'sms' && earlier.cartId === message.cartId)) {
      return refuse('cart-texted', 'Not sent: they had a text about this cart before, and carriers allow one.');
    }
    if (cart !== null && now - cart.updatedAt > settings.withinHours * HOUR) {
      return skip('cart-text-late', `Not sent: the cart is older than ${settings.withinHours} hours, too old for a text.`);
    }
    return PASS;
  },
});
