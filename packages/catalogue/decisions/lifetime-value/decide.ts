import { percent, plural } from '@millrace/base/words';
import { DAY } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { activeChance } from '@millrace/measure';
import { readLifetimeParameters } from './parameters.ts';

export const [ACTIVE, GONE] = ['active', 'gone'];
/** The rule: somebody is gone after so many times their usual time between orders, or after so many days. */
const [TIMES, DAYS] = [3, 365];

/** Whether somebody is still a customer, by the model, else by the rule. */
export function stillCustomer({ customer, now, models }: Facts): DecisionRecord {
  const { firstOrderAt, lastOrderAt, ordersCount, orderGapDays } = customer;
  const parameters = readLifetimeParameters(models['lifetime-value']);
  const by = parameters ? 'model' : 'rule';
  const record = (chance: number, inputs: DecisionRecord['inputs'], sentence: string): DecisionRecord => ({
    model: 'lifetime-value',
    by,
    inputs,
    options: [
      { id: ACTIVE!, probability: chance, score: null, note: null },
      { id: GONE!, probability: 1 - chance, score: null, note: null },
    ],
    chosen: chance >= 0.5 ? ACTIVE! : GONE!,
    score: chance,
    explanation: [sentence],
  });
  if (firstOrderAt === null || lastOrderAt === null || ordersCount === 0)
    return record(1, { orders: 0 }, 'They have not ordered yet.');
  const since = Math.max(0, Math.floor((now - lastOrderAt) / DAY));
  const inputs = { orders: ordersCount, daysSinceLast: since, gapDays: orderGapDays };
  const ago = `${plural(ordersCount, 'order')}, the last one ${plural(since, 'day')} ago`;
  if (!parameters) {
    const limit = orderGapDays === null ? DAYS : TIMES * Math.max(1, orderGapDays);
    return record(
      since > limit ? 0 : 1,
      inputs,
      `By the rule they are ${since > limit ? 'gone' : 'still a customer'}: ${ago}.`,
    );
  }
  const last = Math.max(0, Math.floor((lastOrderAt - firstOrderAt) / DAY));
  const chance = activeChance(parameters.counts, {
    repeats: ordersCount - 1,
    last,
    observed: Math.max(last, (now - firstOrderAt) / DAY),
  });
  return record(chance, inputs, `With ${ago}, they are still a customer with ${percent(chance)} certainty.`);
}
