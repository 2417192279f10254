import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import type { OfferContext } from './context.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const MARGINS: Readonly<Record<string, number>> = {
  none: 4_400,
  'free-shipping': 3_900,
  'percent-10': 3_600,
};
const BOUGHT: Readonly<Record<string, number>> = { none: 0.1, 'free-shipping': 0.12, 'percent-10': 0.3 };

/** Three offers, each given to a third of similar people; with one of them many more people buy. */
export function pastOffers(random: () => number): readonly PastDecision[] {
  const ids = Object.keys(MARGINS);
  return Array.from({ length: 600 }, (_unused, index): PastDecision => {
    const chosen = ids[Math.floor(random() * ids.length)]!;
    const context: OfferContext = {
      segment: 'price-sensitive',
      recovery: 0.1,
      basket: 8_000,
      discountShare: 0.5,
      margins: { ...MARGINS },
    };
    return {
      record: {
        model: 'offer',
        by: 'rule',
        inputs: { context },
        options: ids.map((id) => ({ id, probability: 1 / ids.length, score: null, note: null })),
        chosen,
        score: null,
      },
      at: NOW - 10 * DAY - index,
      now: NOW,
      heldOut: false,
      reward: random() < BOUGHT[chosen]! ? MARGINS[chosen]! : null,
      person: `person-${index}`,
      flow: 'example',
      node: 'offer',
    };
  });
}
