import type { Instant } from '@millrace/base';
import type { Consent, Person } from './person.ts';

/**
 * What has become of a customer since the shop opened, as far as the shop told of it or learned it. Kept in the state file. All
 * in real time.
 */
export interface CustomerNews {
  /** When the shop first told of somebody who was not there at the opening. */
  toldAt?: Instant;
  /** When they ticked the box for e-mail at a checkout. */
  joinedAt?: Instant;
  /** When they answered STOP to a text. */
  stoppedAt?: Instant;
  /** When an app last changed their tags. */
  taggedAt?: Instant;
}

/** A customer as the shop would tell of them now. */
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

/** What they agreed to, in the very words and with the very times of the webhooks that told it. */
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
