import { count } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import type { OfferReport } from './train.ts';
import { offerTitle } from './words.ts';

export const offerCard: ModelCard<OfferReport> = {
  title: 'Which offer pays?',
  sentence:
    'Learns which offer earns the most margin for whom. It mostly makes the offer that pays, and tries the others a little.',
  empty: {
    icon: 'gift',
    title: 'The outcome of no offer is known yet',
    sentence:
      'It learns from each offer once the attribution window after it is over. Until then it explores the offers your flow allows, within your margin floor.',
  },
  show: ({ options }) => ({
    standing: null,
    parts: [
      {
        part: 'table',
        label: 'Offers tried',
        columns: [
          { header: 'Offer' },
          { header: 'Tried', isFigure: true },
          { header: 'Margin per try', isFigure: true },
        ],
        rows: Object.entries(options)
          .filter(([, { tries }]) => tries > 0)
          .sort(([left, one], [right, other]) => other.tries - one.tries || (left < right ? -1 : 1))
          .map(([id, { tries, reward }]) => [
            offerTitle(id),
            count(tries),
            { amount: Math.round(reward / tries) },
          ]),
      },
    ],
  }),
};
