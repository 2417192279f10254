import { z } from 'zod';
import { ADDRESSES } from '@millrace/channels';
import { defineCheck, PASS, refuse } from '../check.ts';

export const addressCheck = defineCheck({
  id: 'address',
  title: 'Address',
  summary: 'A message needs a valid e-mail address or phone number, or a browser that shows notifications.',
  icon: 'pin',
  settings: z.strictObject({}),
  example: {},
  ofPerson: true,
  reasons: { 'address-missing': 'No address', 'address-unusable': 'Invalid address' },
  check({ message, customer, channel }) {
    if (message.address !== null) return PASS;
    const { noun, missing } = ADDRESSES[channel.address];
    const given = customer[channel.address];
    return given === null || given.trim() === ''
      ? refuse('address-missing', `Not sent: ${missing}.`)
      : refuse('address-unusable', `Not sent: their ${noun} is not valid.`);
  },
});
