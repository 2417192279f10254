import { DAY, toReal } from '@millrace/base';
import type { Life } from './life.ts';
import type { Action } from './schedule.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import type { Product } from '../shop/product.ts';
import { customerOf } from './tell.ts';

/** One person in so many has coffee sent every month. */
const ONE_IN = 40;
const EVERY = 30 * DAY;
const TOLD_BEFORE = 3 * DAY;
const COFFEES = PRODUCTS.filter(({ category }) => category === 'Coffee');

/** Plans the next month of everybody who has coffee sent, at the opening. */
export function beginSubscriptions(life: Life): void {
  const opened = life.shopNow();
  for (let index = 0; index < life.world.population; index += 1) {
    const random = life.random('subscription', index);
    if (random.chance(1 / ONE_IN))
      life.plan({
        at: opened + Math.round(random.between(0, EVERY)),
        what: 'subscription-due',
        person: index,
      });
  }
}

const coffeeOf = (life: Life, person: number): Product => life.random('coffee', person).pick(COFFEES);

function tell(
  life: Life,
  person: number,
  type: string,
  at: number,
  more: Readonly<Record<string, unknown>>,
): void {
  const coffee = coffeeOf(life, person);
  const { externalId } = customerOf(life, person);
  life.event(
    {
      id: `${type}-${externalId}-${at}`,
      type,
      occurredAt: life.now(),
      customer: customerOf(life, person),
      properties: {
        subscriptionId: `SUB-${externalId}`,
        productId: String(coffee.productId),
        plan: 'Coffee every month',
        amount: life.priceOf(coffee.number),
        ...more,
      },
    },
    `subscription-${externalId}`,
  );
}

export function subscriptionDue(life: Life, { at, person }: Action): void {
  if (person === undefined) return;
  const dueAt = at + TOLD_BEFORE;
  tell(life, person, 'subscription-due', at, { dueAt: toReal(dueAt, life.clock) });
  life.plan({ at: dueAt, what: 'subscription-charge', person });
}

/** The card is charged. It fails now and then, is tried again two days later, and some people have had enough. */
export function subscriptionCharge(life: Life, { at, person, details }: Action): void {
  if (person === undefined) return;
  const again = details?.['again'] === true;
  const random = life.random('charge', person, at);
  if (random.chance(again ? 0.3 : 0.06)) {
    const retryAt = at + 2 * DAY;
    tell(life, person, 'subscription-failed', at, {
      reason: random.pick(['Card expired', 'Insufficient funds']),
      ...(again ? {} : { retryAt: toReal(retryAt, life.clock) }),
    });
    if (again) return cancel(life, person, at, 'Payment failed twice');
    life.plan({ at: retryAt, what: 'subscription-charge', person, details: { again: true } });
    return;
  }
  if (!again && random.chance(0.03)) return cancel(life, person, at, 'Too much coffee');
  const next = at + EVERY;
  tell(life, person, 'subscription-renewed', at, { nextAt: toReal(next, life.clock) });
  life.plan({ at: next - TOLD_BEFORE, what: 'subscription-due', person });
}

function cancel(life: Life, person: number, at: number, reason: string): void {
  tell(life, person, 'subscription-cancelled', at, { reason, endsAt: life.now() });
}
