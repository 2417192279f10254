import { z } from 'zod';
import { DAY, cutTo, storableText } from '@millrace/base';
import { normaliseEventType, type IntakeEvent } from '@millrace/flow';
import { checkedEvent } from '../checked-event.ts';
import { readItems, type PulledPage, type PullResource } from '../pull.ts';
import { compact, email, id, instant, part, phone, read, text } from '../reading.ts';
import { klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';
import { cursorIn, cursorSchema } from './cursor.ts';
import { rowsIn } from './rows.ts';
import { OURS } from './track-event.ts';

const PAGE = 200;
/**
 * How far back events are read: accounts have millions, and flows and conditions look no further back than
 * this.
 */
const HISTORY = 90 * DAY;

const related = part(z.looseObject({ data: part(z.looseObject({ id })) }));
const eventSchema = z.looseObject({
  id,
  attributes: z.looseObject({
    datetime: instant,
    event_properties: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
  relationships: part(z.looseObject({ profile: related, metric: related })),
});
const includedSchema = z.array(
  z
    .looseObject({
      type: z.string(),
      id,
      attributes: z.looseObject({ name: text(200), email, phone_number: phone }),
    })
    .nullable()
    .catch(null),
);
type Included = ReadonlyMap<
  string,
  {
    readonly name?: string | undefined;
    readonly email?: string | undefined;
    readonly phone_number?: string | undefined;
  }
>;

function eventsOf(row: unknown, included: Included): readonly IntakeEvent[] {
  const { id: eventId, attributes, relationships } = read(eventSchema, row, 'The event');
  const { datetime, event_properties: properties } = attributes;
  const metric = included.get(`metric/${relationships?.metric?.data?.id ?? ''}`)?.name;
  const profileId = relationships?.profile?.data?.id;
  const profile = included.get(`profile/${profileId ?? ''}`);
  const type = normaliseEventType(metric ?? '');
  // Events from Millrace are known already; events without a person or a name cannot be used.
  const key = properties?.['$event_id'];
  if ((typeof key === 'string' && key.startsWith(OURS)) || type === '' || datetime === undefined) return [];
  if (profile?.email === undefined && profile?.phone_number === undefined) return [];
  const { $value: worth, ...rest } = properties ?? {};
  return [
    checkedEvent({
      id: `klaviyo:event:${eventId}`,
      type: `klaviyo-${type}`.slice(0, 80).replace(/-+$/, ''),
      occurredAt: datetime,
      customer: compact({ email: profile.email, phone: profile.phone_number }),
      properties: compact({
        ...plain(rest),
        worth: typeof worth === 'number' && Number.isFinite(worth) ? worth : undefined,
      }),
    }),
  ];
}

/**
 * Texts, numbers and yes/no values, under names that conditions and messages can use; nested values and
 * Klaviyo's own fields are left out.
 */
function plain(properties: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const kept = Object.entries(properties).flatMap(([name, value]): [string, string | number | boolean][] => {
    const key = name
      .replaceAll(/[^A-Za-z0-9]+/g, ' ')
      .trim()
      .replaceAll(/ (\w)/g, (_all, letter: string) => letter.toUpperCase());
    if (name.startsWith('$') || !/^[A-Za-z]/.test(key) || key.length > 60) return [];
    if (typeof value === 'string') return [[key, cutTo(storableText(value), 500)]];
    return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
      ? [[key, value]]
      : [];
  });
  return Object.fromEntries(kept.slice(0, 40));
}

/** All events in Klaviyo, oldest first: each becomes a custom event named `klaviyo-` and its metric. */
export const events: PullResource<KlaviyoConfig> = {
  id: 'events',
  title: 'Events',
  tellsChanges: true,
  request(config, { cursor, since, until }) {
    const place = cursorSchema.safeParse(cursor).data;
    const from = new Date(Math.max(since ?? 0, until - HISTORY)).toISOString();
    const query = [
      'fields%5Bevent%5D=datetime,event_properties',
      'fields%5Bmetric%5D=name',
      'fields%5Bprofile%5D=email,phone_number',
      'include=metric,profile',
      'sort=datetime',
      `page%5Bsize%5D=${PAGE}`,
      `filter=${encodeURIComponent(`greater-or-equal(datetime,${from})`)}`,
      ...(place === undefined ? [] : [`page%5Bcursor%5D=${encodeURIComponent(place)}`]),
    ];
    return klaviyoRequest(config, 'GET', `/events?${query.join('&')}`);
  },
  read({ json }): PulledPage {
    const data = rowsIn(json, 'events');
    const { included } = json as { included?: unknown };
    const known = (includedSchema.safeParse(included).data ?? []).flatMap((one) =>
      one ? [[`${one.type}/${one.id}`, one.attributes] as const] : [],
    );
    const by: Included = new Map(known);
    return { ...readItems(data, (row) => eventsOf(row, by)), next: cursorIn(json) };
  },
};
