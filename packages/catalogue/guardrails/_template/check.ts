import { z } from 'zod';
import { defineCheck, PASS, refuse } from '../check.ts';

/**
 * Copy this folder, rename it to the id, fill in every line and add it to `checks.ts` at its place in the
 * order.
 */
export const templateCheck = defineCheck({
  id: '_template',
  title: 'Title as in the list',
  summary: 'What it prevents, one sentence for the settings screen.',
  icon: 'shield',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
  }),
  example: { on: true },
  reasons: { 'template-reason': 'Two words for a table' },
  check({ message }, settings) {
    if (!settings.on || message.purpose === 'transactional') return PASS;
    return message.flowName === ''
      ? refuse('template-reason', 'Not sent: why, in the words of a marketer.')
      : PASS;
  },
});
