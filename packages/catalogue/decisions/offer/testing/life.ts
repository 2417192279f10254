import { DAY } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import type { PastDecision } from '../../history.ts';
import { shopper, SHOP_OPTIONS, trueMargin, trueRate, trueValue } from '../../testing/simulated-shop.ts';
import { chooseOffer } from '../choose.ts';
import { observeOffer, offerObservation } from '../observe.ts';
import { emptyOfferParameters } from '../parameters.ts';

export const NOW = Date.UTC(2026, 5, 1);
export const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };
export const IDS = SHOP_OPTIONS.map(({ id }) => id);

export interface OfferLife {
  readonly past: readonly PastDecision[];
  readonly people: readonly Facts[];
  /** What was allowed, for each of the people. */
  readonly open: readonly (readonly string[])[];
}

/**
 * A shop whose true rates are known.
 * @param trains whether it trains every hundred people, as a schedule would; otherwise the rule decides
 */
export function liveWithOffers(
  count: number,
  seed: number,
  { trains = true, exploration = 0.2 } = {},
): OfferLife {
  const random = seededRandom(seed);
  let learnt = emptyOfferParameters();
  let used = learnt;
  const past: PastDecision[] = [];
  const people: Facts[] = [];
  const open: string[][] = [];
  for (let index = 0; index < count; index += 1) {
    if (trains && index % 100 === 0) used = learnt;
    const facts = { ...shopper(random, index), models: { offer: used } };
    const { offer, record } = chooseOffer(facts, { ...settings, exploration }, null, random());
    const reward = random() < trueRate(facts, offer.id) ? trueMargin(facts, offer.id) : 0;
    learnt = observeOffer(learnt, offerObservation(record, reward)!);
    past.push({
      record,
      at: NOW - 10 * DAY,
      now: NOW,
      heldOut: false,
      reward: reward || null,
      person: `person-${index}`,
      flow: 'cart',
      node: 'offer',
    });
    people.push(facts);
    open.push(record.options.filter(({ note }) => note === null).map(({ id }) => id));
  }
  return { past, people, open };
}

/** The true margin for each person when everybody who may have it gets this option. */
export const trueMarginOf = ({ people, open }: OfferLife, option: string): number =>
  people.reduce(
    (sum, facts, index) => sum + trueValue(facts, open[index]!.includes(option) ? option : 'none'),
    0,
  ) / people.length;
