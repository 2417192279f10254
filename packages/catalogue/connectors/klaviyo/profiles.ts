import { z } from 'zod';
import { checkedEvent } from '../checked-event.ts';
import { readItems, type PulledPage, type PullPlace, type PullResource } from '../pull.ts';
import { answer, compact, email, id, idOrNothing, instant, part, phone, read, text } from '../reading.ts';
import { klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';
import { cursorIn, cursorSchema } from './cursor.ts';
import { rowsIn } from './rows.ts';

const PAGE = 100;

const marketing = part(
  z.looseObject({
    consent: text(40),
    consent_timestamp: instant,
    last_updated: instant,
    double_optin: answer,
    method: text(60),
  }),
);
type Marketing = z.output<typeof marketing>;
const channel = part(z.looseObject({ marketing }));

const profileSchema = z.looseObject({
  id,
  attributes: z.looseObject({
    email,
    phone_number: phone,
    external_id: idOrNothing,
    first_name: text(),
    last_name: text(),
    locale: text(35),
    updated: instant,
    location: part(z.looseObject({ city: text(), country: text(60), timezone: text(64) })),
    subscriptions: part(z.looseObject({ email: channel, sms: channel })),
  }),
});

const STATES: Readonly<Record<string, 'subscribed' | 'unsubscribed'>> = {
  SUBSCRIBED: 'subscribed',
  UNSUBSCRIBED: 'unsubscribed',
};

/** `NEVER_SUBSCRIBED` is ignored, so that it cannot undo consent given elsewhere. */
function consentOf(given: Marketing) {
  const state = STATES[given?.consent ?? ''];
  if (given === undefined || state === undefined) return undefined;
  return compact({
    state,
    source: 'Klaviyo',
    at: given.consent_timestamp ?? given.last_updated,
    optIn:
      given.double_optin === undefined
        ? ('unknown' as const)
        : given.double_optin
          ? ('double' as const)
          : ('single' as const),
  });
}

function profileEvents(row: unknown, place: PullPlace) {
  const { id: klaviyoId, attributes: given } = read(profileSchema, row, 'The profile');
  const byEmail = consentOf(given.subscriptions?.email?.marketing);
  const bySms = consentOf(given.subscriptions?.sms?.marketing);
  const country = given.location?.country?.toUpperCase();
  // A profile with only Klaviyo's own id cannot be matched with a person.
  if (given.email === undefined && given.phone_number === undefined) return [];
  return [
    checkedEvent(
      compact({
        id: `klaviyo:profile:${klaviyoId}:${given.updated ?? place.until}`,
        type: 'customer-updated',
        occurredAt: given.updated === undefined ? undefined : Math.min(given.updated, place.until),
        customer: compact({
          email: given.email,
          phone: given.phone_number,
          firstName: given.first_name,
          lastName: given.last_name,
          city: given.location?.city,
          country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
          zone: given.location?.timezone,
          language: given.locale,
          consent: byEmail || bySms ? compact({ email: byEmail, sms: bySms }) : undefined,
        }),
        properties: compact({ updatedAt: given.updated }),
      }),
    ),
  ];
}

/** People with their consent, by when they last changed. */
export const profiles: PullResource<KlaviyoConfig> = {
  id: 'profiles',
  title: 'People and consent',
  tellsChanges: true,
  request(config, { cursor, since }) {
    const place = cursorSchema.safeParse(cursor).data;
    const query = [
      'additional-fields%5Bprofile%5D=subscriptions',
      `page%5Bsize%5D=${PAGE}`,
      'sort=updated',
      ...(since === null
        ? []
        : [`filter=${encodeURIComponent(`greater-than(updated,${new Date(since).toISOString()})`)}`]),
      ...(place === undefined ? [] : [`page%5Bcursor%5D=${encodeURIComponent(place)}`]),
    ];
    return klaviyoRequest(config, 'GET', `/profiles?${query.join('&')}`);
  },
  read({ json }, _config, place): PulledPage {
    return {
      ...readItems(rowsIn(json, 'profiles'), (row) => profileEvents(row, place)),
      next: cursorIn(json),
    };
  },
};
