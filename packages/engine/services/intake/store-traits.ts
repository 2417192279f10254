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
    .map(([id, row]) => ({ id, seen: row.seenAt, first: row.firstAt, said: row.saidAt, ...row.traits }));
  // News older than what was said last only fills gaps.
  await tx`update customers c set
      email = pick_trait(t.row->>'email', c.email, newer), phone = pick_trait(t.row->>'phone', c.phone, newer), first_name = pick_trait(t.row->>'first_name', c.first_name, newer),
      last_name = pick_trait(t.row->>'last_name', c.last_name, newer), country = pick_trait(t.row->>'country', c.country, newer), city = pick_trait(t.row->>'city', c.city, newer),
      zone = pick_trait(t.row->>'zone', c.zone, newer), language = pick_trait(t.row->>'language', c.language, newer),
      tags = case when newer and t.row ? 'tags' then array(select jsonb_array_elements_text(t.row->'tags')) else c.tags end,
      properties = case when newer then c.properties || coalesce(t.row->'properties', '{}') else coalesce(t.row->'properties', '{}') || c.properties end, updated_at = now(),
      traits_at = greatest(c.traits_at, to_timestamp((t.row->>'said')::float8 / 1000)), created_at = least(c.created_at, to_timestamp((t.row->>'first')::float8 / 1000)),
      last_seen_at = greatest(c.last_seen_at, to_timestamp((t.row->>'seen')::float8 / 1000))
    from jsonb_array_elements(${tx.json(list as never)}::jsonb) as t(row) join customers k on k.id = (t.row->>'id')::uuid
      cross join lateral (select k.traits_at is null or to_timestamp((t.row->>'said')::float8 / 1000) >= k.traits_at as newer) n
    where c.id = k.id`;
}
