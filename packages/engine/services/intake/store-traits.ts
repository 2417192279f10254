import type { Tx } from '@millrace/db';
import { isZone, type Instant } from '@millrace/base';
import { normaliseEmail, normalisePhone } from './identities.ts';
import type { ParsedEvent } from './parse-intake.ts';

const NAMED = new Set(['id', 'externalId', 'email', 'phone', 'anonymousId', 'firstName', 'lastName', 'country', 'city', 'zone', 'language', 'tags', 'consent']);

/** Writes what the events say of their people; later events win, what is not said stays. One statement for the batch. */
export async function storeTraits(tx: Tx, events: readonly ParsedEvent[], customerOf: ReadonlyMap<number, string>): Promise<void> {
  const rows = new Map<string, { traits: Record<string, unknown>; seenAt: Instant; firstAt: Instant }>();
  for (const event of [...events].sort((left, right) => left.occurredAt - right.occurredAt)) {
    const id = customerOf.get(event.index);
    if (!id) continue;
    const row = rows.get(id) ?? { traits: {}, seenAt: 0, firstAt: event.occurredAt };
    const customer = event.customer ?? {};
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(customer)) if (!NAMED.has(name) && value !== undefined) own[name] = value;
    const said = {
      email: normaliseEmail(customer.email), phone: normalisePhone(customer.phone, customer.country), first_name: customer.firstName, last_name: customer.lastName,
      country: customer.country?.toUpperCase(), city: customer.city, zone: customer.zone && isZone(customer.zone) ? customer.zone : null, language: customer.language,
    };
    for (const [name, value] of Object.entries(said)) if (value !== undefined && value !== null && value !== '') row.traits[name] = value;
    if (customer.tags) row.traits['tags'] = customer.tags;
    if (Object.keys(own).length > 0) row.traits['properties'] = { ...(row.traits['properties'] as object | undefined), ...own };
    row.seenAt = Math.max(row.seenAt, event.occurredAt);
    rows.set(id, row);
  }
  if (rows.size === 0) return;
  const list = [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([id, row]) => ({ id, seen: row.seenAt, first: row.firstAt, ...row.traits }));
  await tx`update customers c set
      email = coalesce(t.row->>'email', c.email), phone = coalesce(t.row->>'phone', c.phone), first_name = coalesce(t.row->>'first_name', c.first_name),
      last_name = coalesce(t.row->>'last_name', c.last_name), country = coalesce(t.row->>'country', c.country), city = coalesce(t.row->>'city', c.city),
      zone = coalesce(t.row->>'zone', c.zone), language = coalesce(t.row->>'language', c.language),
      tags = case when t.row ? 'tags' then array(select jsonb_array_elements_text(t.row->'tags')) else c.tags end,
      properties = c.properties || coalesce(t.row->'properties', '{}'), updated_at = now(),
      created_at = least(c.created_at, to_timestamp((t.row->>'first')::float8 / 1000)),
      last_seen_at = greatest(c.last_seen_at, to_timestamp((t.row->>'seen')::float8 / 1000))
    from jsonb_array_elements(${tx.json(list as never)}::jsonb) as t(row) where c.id = (t.row->>'id')::uuid`;
}
