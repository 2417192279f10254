import type { Tx } from '@millrace/db';
import { isZone, type Instant } from '@millrace/base';
import { normaliseEmail, normalisePhone } from './identities.ts';
import { instantOf, type ParsedEvent } from './parse-intake.ts';

const NAMED = new Set([
  'id',
  'externalId',
  'email',
  'phone',
  'anonymousId',
  'firstName',
  'lastName',
  'country',
  'city',
  'zone',
  'language',
  'tags',
  'consent',
]);

/** Writes what the events say of their people; later events win, what is not said stays. One statement for the batch. */
export async function storeTraits(tx: Tx, events: readonly ParsedEvent[], customerOf: ReadonlyMap<number, string>): Promise<void> {
  const rows = new Map<string, { traits: Record<string, unknown>; seenAt: Instant; firstAt: Instant; saidAt: Instant }>();
  for (const event of [...events].sort((left, right) => left.occurredAt - right.occurredAt)) {
    const id = customerOf.get(event.index);
    if (!id) continue;
    const row = rows.get(id) ?? { traits: {}, seenAt: 0, firstAt: event.occurredAt, saidAt: 0 };
    const customer = event.customer ?? {};
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(customer)) if (!NAMED.has(name) && value !== undefined) own[name] = value;
    const said = {
      email: normaliseEmail(customer.email),
      phone: normalisePhone(customer.phone, customer.country),
      first_name: customer.firstName,
      last_name: customer.lastName,
      country: customer.country?.toUpperCase(),
      city: customer.city,
      zone: customer.zone && isZone(customer.zone) ? customer.zone : null,
      language: customer.language,
    };
    for (const [name, value] of Object.entries(said)) if (value !== undefined && value !== null && value !== '') row.traits[name] = value;
    if (customer.tags) row.traits['tags'] = customer.tags;
    if (Object.keys(own).length > 0) row.traits['properties'] = { ...(row.traits['properties'] as object | undefined), ...own };
    row.saidAt = Math.max(
      row.saidAt,
      Math.min(event.occurredAt, instantOf(event.properties['updatedAt'] as string | number | undefined) ?? event.occurredAt),
    );
    row.seenAt = Math.max(row.seenAt, event.occurredAt);
    rows.set(id, row);
  }
  if (rows.size === 0) return;
  const list = [...rows]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, row]) => ({ ...row.traits, id, seen: iso(row.seenAt), first: iso(row.firstAt), said: iso(row.saidAt) }));
  // News older than what was said last only fills gaps.
  const newer = tx`(c.traits_at is null or t.said >= c.traits_at)`;
  await tx`update customers c set
      email = pick_trait(t.email, c.email, ${newer}), phone = pick_trait(t.phone, c.phone, ${newer}), first_name = pick_trait(t.first_name, c.first_name, ${newer}),
      last_name = pick_trait(t.last_name, c.last_name, ${newer}), country = pick_trait(t.country, c.country, ${newer}), city = pick_trait(t.city, c.city, ${newer}),
      zone = pick_trait(t.zone, c.zone, ${newer}), language = pick_trait(t.language, c.language, ${newer}),
      tags = case when ${newer} and t.tags is not null then array(select jsonb_array_elements_text(t.tags)) else c.tags end,
      properties = case when ${newer} then c.properties || coalesce(t.properties, '{}') else coalesce(t.properties, '{}') || c.properties end, updated_at = now(),
      traits_at = greatest(c.traits_at, t.said), created_at = least(c.created_at, t.first), last_seen_at = greatest(c.last_seen_at, t.seen)
    from jsonb_to_recordset(${tx.json(list as never)}::jsonb) as t(id uuid, email text, phone text, first_name text, last_name text, country text, city text, zone text, language text, tags jsonb, properties jsonb,
      seen timestamptz, first timestamptz, said timestamptz)
    where c.id = t.id`;
}

const iso = (at: Instant) => new Date(at).toISOString();
