import { z } from 'zod';
import { defineCheck, PASS, refuse } from '../check.ts';

const WHY: Readonly<Record<string, string>> = {
  bounced: 'a message to this address bounced',
  complained: 'they marked a message as spam',
  stop: 'they answered STOP',
  'no-engagement': 'they have not reacted to our messages for a long time',
  manual: 'somebody on your team put the address on the list',
  unsubscribed: 'they unsubscribed with it',
  'invalid-address': 'it is invalid',
  erased: 'somebody with this address asked to be erased',
};

/** Reasons that only concern marketing: a receipt may still be sent. */
const MARKETING_ONLY: readonly string[] = ['complained', 'no-engagement', 'unsubscribed', 'erased'];

export const suppressionCheck = defineCheck({
  id: 'suppression',
  title: 'Suppression list',
  summary: 'Addresses that bounced, complained or answered STOP get nothing more.',
  icon: 'ban',
  settings: z.strictObject({}),
  example: {},
  ofPerson: true,
  reasons: { suppressed: 'On the suppression list' },
  check({ message, customer, suppression }) {
    const reason = suppression ?? (customer.suppressed[message.channel] === true ? 'listed' : null);
    if (reason === null) return PASS;
    if (message.purpose === 'transactional' && MARKETING_ONLY.includes(reason)) return PASS;
    // The consent check refuses people who unsubscribed; this reason is for the address alone.
    if (reason === 'unsubscribed' && customer.consent[message.channel] === 'unsubscribed') return PASS;
    const why = WHY[reason];
    return refuse(
      'suppressed',
      why
        ? `Not sent: the address is on the suppression list, because ${why}.`
        : 'Not sent: the address is on the suppression list.',
    );
  },
});
