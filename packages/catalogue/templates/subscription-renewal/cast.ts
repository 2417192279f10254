import { BY_EMAIL, DAY, HOUR, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import { AS_IT_IS, LATER, LESS } from './content/messages.ts';

interface Has {
  readonly fails?: boolean;
  readonly texts?: boolean;
  readonly says?: string;
  /** An event of the subscription that ends it, and the days after the first. */
  readonly later?: readonly [string, number];
}

function has(
  who: string,
  from: Instant,
  { fails = false, texts = false, says, later }: Has = {},
): CastMember {
  const subscription = { subscriptionId: `${who}/subscription`, plan: 'Coffee, every month', amount: 2_400 };
  return somebody(who, from, {
    ...(texts ? {} : { customer: { consent: BY_EMAIL } }),
    events: [
      happens(fails ? 'subscription-failed' : 'subscription-due', from, {
        who,
        properties: {
          ...subscription,
          ...(fails ? { reason: 'Card expired' } : { dueAt: new Date(from + 5 * DAY).toISOString() }),
        },
      }),
      ...(later === undefined
        ? []
        : [happens(later[0], from + later[1] * DAY, { who, properties: subscription })]),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'it-renews': [{ event: 'survey-answered', after: 6 * HOUR, properties: { answer: says } }],
          },
        }),
  });
}

export const cast: Casting = (from) => ({
  'is-content': has('is-content', from, { says: AS_IT_IS }),
  'says-nothing': has('says-nothing', from),
  'wants-it-later': has('wants-it-later', from, { says: LATER }),
  'has-too-much': has('has-too-much', from, { says: LESS }),
  'card-ran-out': has('card-ran-out', from, { fails: true }),
  'card-ran-out-texts': has('card-ran-out-texts', from, { fails: true, texts: true }),
  'pays-after-two-days': has('pays-after-two-days', from, {
    fails: true,
    later: ['subscription-renewed', 2],
  }),
  'cancels-at-once': has('cancels-at-once', from, { later: ['subscription-cancelled', 1] }),
});
