import { z } from 'zod';
import { defineCheck, PASS, refuse } from '../check.ts';

export const addressCheck = defineCheck({
  id: 'address',
  title: 'Address',
  summary: 'A message needs an e-mail address or a phone number that can work.',
  icon: 'pin',
  settings: z.strictObject({}),
  example: {},
  reasons: { 'address-missing': 'No address', 'address-unusable': 'Address cannot work' },
  check({ message, customer }) {
    if (message.address !== null) return PASS;
    const noun = message.channel === 'email' ? 'e-mail address' : message.channel === 'sms' ? 'phone number' : 'address for this channel';
    const given = message.channel === 'email' ? customer.email : message.channel === 'sms' ? customer.phone : null;
    return given === null || given.trim() === ''
      ? refuse('address-missing', `Not sent: we do not have their ${noun}.`)
      : refuse('address-unusable', `Not sent: their ${noun} cannot work as it is written.`);
  },
});
