import type { Instant } from '@millrace/base';
import type { Consent, Person } from './person.ts';

/**
 * What happened to a customer since the shop opened, as far as the shop sent it or learned it. Kept in the state file. All
 * times are real time.
 */
export interface CustomerNews {
  /** When the shop first sent a customer who was not there at the opening. */
  toldAt?: Instant;
  /** When they ticked the box for e-mail at a checkout. */
  joinedAt?: Instant;
  /** When they answered STOP to a text. */
  stoppedAt?: Instant;
  /** When an app last changed their tags. */
  taggedAt?: Instant;
}

/** A customer as the shop would send them now. */
export interface KnownCustomer {
  readonly person: Person;
  readonly consent: { readonly email: Consent; readonly sms: Consent };
  /** Real time. */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** @param createdAt real time at which the shop came to know them */
export function knownCustomer(person: Person, createdAt: Instant, news: CustomerNews): KnownCustomer {
  const consent = consentNow(person, news);
  return {
    person,
    consent,
    createdAt,
    updatedAt: Math.max(createdAt, consent.email.at, consent.sms.at, news.taggedAt ?? 0),
  };
}

/** Their consent, with the same values and times as the webhooks that sent it. */
function consentNow(
  { consent }: Person,
  { toldAt, joinedAt, stoppedAt }: CustomerNews,
): KnownCustomer['consent'] {
  const dated = (given: Consent): Consent =>
    toldAt === undefined || given.state === 'never-asked' ? given : { ...given, at: toldAt };
  return {
    email:
      joinedAt === undefined
        ? dated(consent.email)
        : { state: 'subscribed', source: 'checkout', at: joinedAt, optIn: 'single' },
    sms:
      stoppedAt === undefined
        ? dated(consent.sms)
        : { state: 'unsubscribed', source: 'STOP', at: stoppedAt, optIn: 'unknown' },
  };
}
