import { z } from 'zod';
import { HOUR } from '@millrace/base';
import { defineCheck, PASS, skip } from '../check.ts';
import { counted, spanWords } from '../words.ts';

export const holdLimitCheck = defineCheck({
  id: 'hold-limit',
  title: 'Held too long',
  summary:
    'A message that quiet hours or caps hold for longer than this is skipped, since it would come too late.',
  icon: 'hourglass',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
    hours: z
      .number()
      .min(1)
      .max(24 * 14)
      .default(36)
      .meta({ title: 'Longest hold', control: 'number', unit: 'hours' }),
  }),
  example: { on: true, hours: 36 },
  reasons: { 'held-too-long': 'Held too long' },
  inWords: ({ hours }) => `Skipped after ${counted(hours, 'hour')}.`,
  check({ now, message }, settings) {
    if (!settings.on || message.heldSince === null || message.purpose === 'transactional') return PASS;
    const held = now - message.heldSince;
    if (held <= settings.hours * HOUR) return PASS;
    return skip(
      'held-too-long',
      `Not sent: it was held for ${spanWords(held)}, longer than the ${counted(settings.hours, 'hour')} you allow.`,
    );
  },
});
