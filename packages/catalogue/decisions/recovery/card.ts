import { count, fixed, percent, plural } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import type { RecoveryReport } from './report.ts';
import { calibrationWords, errorWords, rankingWords } from './words.ts';

export const recoveryCard: ModelCard<RecoveryReport> = {
  title: 'Will this cart come back?',
  sentence: 'Gives each abandoned cart a probability, and the strongest reasons for it.',
  empty: {
    icon: 'brain',
    title: 'A fixed rule decides until there is enough to learn from',
    sentence:
      'A few hundred past carts of this store are needed, some of which came back. They come in with your store’s history.',
  },
  show: (report) => ({
    standing: report.isBetter
      ? { state: 'good', words: 'Better than the usual share and the rule' }
      : { state: 'waiting', words: 'No better than the usual share' },
    parts: [
      { part: 'reliability', bins: report.bins, of: 'carts', foretold: 'come back', happened: 'came back' },
      {
        part: 'text',
        text: `Learned from ${plural(report.carts, 'cart')} of this store, of which ${percent(report.recovered / Math.max(1, report.carts))} came back. Tested on ${count(report.judged)} it had not seen.`,
      },
      {
        part: 'figures',
        figures: [
          {
            name: 'Telling carts apart',
            value: fixed(report.areaUnderCurve, 2),
            measure: 'Area under the curve',
            meaning: rankingWords(report.areaUnderCurve),
          },
          {
            name: 'Size of its errors',
            value: fixed(report.brier, 3),
            measure: 'Brier score',
            meaning: errorWords(report),
          },
          {
            name: 'Honest percentages',
            value: fixed(report.calibrationError, 3),
            measure: 'Calibration error',
            meaning: calibrationWords(report.calibrationError),
          },
        ],
      },
    ],
  }),
};
