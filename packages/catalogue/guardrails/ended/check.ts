import { z } from 'zod';
import { eventInSentence } from '@millrace/flow';
import { defineCheck, PASS, refuse } from '../check.ts';

const WHY: Readonly<Record<string, string>> = {
  'order-placed': 'they have bought',
  'order-paid': 'they have bought',
  'customer-unsubscribed': 'they have unsubscribed',
  'customer-erasure-requested': 'they asked to be erased',
  'flow-stopped': 'the flow was stopped',
  'version-left': 'a new version of the flow was published',
  merged: 'they are the same person as somebody who was already in the flow',
  'same-thing': 'they were already in the flow with the same cart or order',
  'moved-out': 'this step was removed from the flow',
  cancelled: 'somebody on your team removed them from the flow',
};
const BY_EVENT = 'exit:';

/**
 * Why a person who left the flow gets no more messages.
 * @param ending `exit:` with the event that ended it, or another code
 */
export function endedSentence(ending: string): string {
  const event = ending.startsWith(BY_EVENT) ? ending.slice(BY_EVENT.length) : null;
  const why = WHY[event ?? ending] ?? 'they left the flow';
  const more = event !== null && WHY[event] === undefined ? ` (${eventInSentence(event)})` : '';
  return `Not sent: ${why} in the meantime${more}.`;
}

export const endedCheck = defineCheck({
  id: 'ended',
  title: 'Already over',
  summary: 'Sends nothing to people who bought, or left the flow, since the message was planned.',
  icon: 'flag',
  settings: z.strictObject({}),
  example: {},
  reasons: { ended: 'Left the flow in the meantime', 'cart-bought': 'Cart was bought in the meantime' },
  check({ message, cart, enrolmentEnded }) {
    if (enrolmentEnded !== null) return refuse('ended', endedSentence(enrolmentEnded));
    if (
      message.purpose === 'marketing' &&
      message.cartId !== null &&
      cart !== null &&
      cart.completedAt !== null
    ) {
      return refuse('cart-bought', 'Not sent: they have bought this cart in the meantime.');
    }
    return PASS;
  },
});
