import { z } from 'zod';
import { defineCheck, PASS, refuse } from '../check.ts';

const WHY: Readonly<Record<string, string>> = {
  'order-placed': 'she has bought',
  'order-paid': 'she has bought',
  'customer-unsubscribed': 'she has unsubscribed',
  'customer-erasure-requested': 'she asked to be erased',
};

export const endedCheck = defineCheck({
  id: 'ended',
  title: 'Already over',
  summary: 'Sends nothing to people who bought, or left the flow, since the message was planned.',
  icon: 'flag',
  settings: z.strictObject({}),
  example: {},
  reasons: { ended: 'Left the flow in the meantime', 'cart-bought': 'Cart was bought in the meantime' },
  check({ message, cart, enrolmentEnded }) {
    if (enrolmentEnded !== null) {
      const why = WHY[enrolmentEnded];
      return refuse(
        'ended',
        why ? `Not sent: ${why} in the meantime.` : `Not sent: she left the flow in the meantime (${enrolmentEnded}).`,
      );
    }
    if (message.purpose === 'marketing' && message.cartId !== null && cart !== null && cart.completedAt !== null) {
      return refuse('cart-bought', 'Not sent: she has bought this cart in the meantime.');
    }
    return PASS;
  },
});
