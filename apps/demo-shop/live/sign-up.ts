import type { Life } from './life.ts';
import { customerPayload } from '../shopify/customer.ts';
import type { Action } from './schedule.ts';
import { customerOf } from './tell.ts';

/** New visitors who sign up for the newsletter, of those who put nothing into a cart. */
const SIGNS_UP = 0.6;

/** Somebody new, who only looks round, signs up in the footer before they go. */
export function maySignUp(life: Life, person: number, visit: number, leavesAt: number): void {
  if (life.customer(person) === null && life.random('sign-up', visit).chance(SIGNS_UP))
    life.plan({ at: leavesAt, what: 'sign-up', person });
}

export function signUp(life: Life, { person: index }: Action): void {
  // Perhaps they came back and reached the checkout meanwhile.
  if (index === undefined || life.customer(index) !== null) return;
  const now = life.now();
  const person = life.person(index);
  const lane = `p${index}`;
  Object.assign(life.news(index), { toldAt: now, joinedAt: now });
  life.memory(index).joined = true;
  const email = { state: 'subscribed', source: 'footer', at: now, optIn: 'single' } as const;
  const signed = { ...person, consent: { ...person.consent, email } };
  life.webhook('customers/create', lane, 'create', customerPayload(signed, now));
  life.event(
    {
      id: `signed-up-${person.customerId}`,
      type: 'signed-up',
      occurredAt: now,
      customer: customerOf(life, index),
      properties: { source: 'footer', form: 'newsletter' },
    },
    lane,
  );
}
