import { z } from 'zod';
import { percent } from '@millrace/base/words';
import { defineCheck, PASS, refuse } from '../check.ts';

export const globalHoldoutCheck = defineCheck({
  id: 'global-holdout',
  title: 'Global holdout',
  summary:
    'A share of people, chosen by chance, gets no marketing from any flow. What the others bring in beyond them is what all flows caused together.',
  icon: 'scale',
  settings: z.strictObject({
    share: z.number().min(0).max(0.5).default(0).meta({
      title: 'Share held out',
      description:
        'Of everybody with an address, at most 50%. 0% is off. Another share begins a new period, and people are compared within periods.',
      control: 'percent',
    }),
  }),
  example: { share: 0.05 },
  reasons: { 'global-holdout': 'Global holdout' },
  keepsOut: ({ share }) => share,
  inWords: ({ share }) =>
    share > 0
      ? `${percent(share, 1)} of people get no marketing from any flow.`
      : 'Off: every flow sends to everybody but its own holdout.',
  check({ message, globallyHeldOut }) {
    if (!globallyHeldOut || message.purpose === 'transactional') return PASS;
    return refuse(
      'global-holdout',
      'Not sent: they are in the global holdout, which gets no marketing from any flow.',
    );
  },
});
