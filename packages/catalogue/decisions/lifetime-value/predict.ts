import { formatMoney, hash53 } from '@millrace/base';
import { fixed, percent, plural } from '@millrace/base/words';
import {
  activeChance,
  expectedOrders,
  expectedOrderValue,
  lifetimeRange,
  seededRandom,
  usualNextOrder,
} from '@millrace/measure';
import type { TrainingContext } from '../history.ts';
import type { Predicts } from '../predicts.ts';
import { knownOn, spendOf, type Buyer } from './buyers.ts';
import type { LifetimeParameters } from './parameters.ts';

/** For how many days from now orders and spending are foretold. */
export const [ORDERS_WITHIN, SPEND_WITHIN] = [90, 365];
/** Share of people who end between the two amounts that are told. */
const RANGE = 0.8;

const toHundredth = (value: number) => Math.round(value * 100) / 100;

function predicted({ counts, values }: LifetimeParameters, buyer: Buyer) {
  const history = knownOn(buyer);
  const spend = spendOf(buyer);
  const worth = spend && expectedOrderValue(values, spend);
  return {
    history,
    spend,
    active: activeChance(counts, history),
    orders: expectedOrders(counts, history, ORDERS_WITHIN),
    spent: worth === null ? null : expectedOrders(counts, history, SPEND_WITHIN) * worth,
  };
}

export const lifetimePredicts: Predicts<LifetimeParameters, Buyer> = {
  facts: {
    churnRisk: {
      label: 'risk of churn',
      type: 'share',
      unit: '%',
      sample: (random) => toHundredth(random()),
    },
    expectedOrders: {
      label: 'orders expected in 90 days',
      type: 'number',
      unit: 'orders',
      sample: (random) => toHundredth(3 * random() ** 2),
    },
    expectedSpend: {
      label: 'spend expected in 12 months',
      type: 'money',
      sample: (random) => Math.round(60_000 * random() ** 2),
    },
  },
  people: (parameters, buyers) =>
    buyers.map((buyer) => {
      const { history, active, orders, spent } = predicted(parameters, buyer);
      return {
        customerId: buyer.customerId,
        values: {
          // The model knows no risk of somebody who ordered once.
          ...(history.repeats > 0 ? { churnRisk: toHundredth(1 - active) } : {}),
          expectedOrders: toHundredth(orders),
          ...(spent === null ? {} : { expectedSpend: Math.round(spent / 100) * 100 }),
        },
      };
    }),
  tell,
};

function tell(
  parameters: LifetimeParameters,
  buyer: Buyer,
  { store: { currency } }: TrainingContext,
): readonly string[] {
  const { history, spend, active, orders, spent } = predicted(parameters, buyer);
  const money = (amount: number) => formatMoney({ amount: Math.round(amount / 100) * 100, currency });
  const sentences = [
    history.repeats > 0
      ? churnSentence(parameters, history, active)
      : 'They ordered once, so their own rhythm is not known yet. What is expected is what people like them did.',
    `About ${fixed(orders, 1)} orders are expected in the next ${ORDERS_WITHIN} days.`,
  ];
  if (spent === null || spend === null) return sentences;
  const range = lifetimeRange(
    parameters.counts,
    parameters.values,
    { ...history, spend },
    { days: SPEND_WITHIN, share: RANGE },
    // The same person has the same range each time.
    seededRandom(hash53(buyer.customerId, 0)),
  );
  return [
    ...sentences,
    `About ${money(spent)} are expected in the next 12 months. Of ten people with such orders, eight spend between ${money(range.low)} and ${money(range.high)}.`,
  ];
}

function churnSentence(
  { counts }: LifetimeParameters,
  history: ReturnType<typeof predicted>['history'],
  active: number,
): string {
  const since = Math.floor(history.observed - history.last);
  const usual = Math.max(1, Math.round(usualNextOrder(counts, history) - history.last));
  const when = `Their last order is ${plural(since, 'day')} ago. Of people with such orders, half ordered again within ${plural(usual, 'day')}`;
  return `${when}: the risk that they are gone is ${percent(1 - active)}.`;
}
