import type { Tx } from '@millrace/db';
import { isZone, type Instant } from '@millrace/base';
import { NAMED_TRAITS } from '../parsing/intake-limits.ts';
import { iso } from '../parsing/iso.ts';
import { normaliseEmail, normalisePhone } from '../parsing/identities.ts';
import { instantOf, type ParsedEvent } from '../parsing/parse-intake.ts';

/**
 * Writes traits from events in one statement for the batch. Later events win; a field that is left out keeps
 * its value.
 * @param isSeen whether the people did something themselves, and so were seen
 */
export async function storeTraits(
  tx: Tx,
  workspaceId: string,
  events: readonly ParsedEvent[],
  customerOf: ReadonlyMap<number, string>,
  isSeen = true,
): Promise<void> {
  const rows = new Map<
    string,
    { traits: Record<string, unknown>; seenAt: Instant; firstAt: Instant; saidAt: Instant }
  >();
  for (const event of [...events].sort((left, right) => left.occurredAt - right.occurredAt)) {
    const id = customerOf.get(event.index);
    if (!id) continue;
    const row = rows.get(id) ?? { traits: {}, seenAt: 0, firstAt: event.occurredAt, saidAt: 0 };
    const customer = event.customer ?? {};
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(customer))
      if (!NAMED_TRAITS.has(name) && value !== undefined) own[name] = value;
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
    for (const [name, value] of Object.entries(said))
      if (value !== undefined && value !== null && value !== '') row.traits[name] = value;
    if (customer.tags) row.traits['tags'] = customer.tags;
    if (Object.keys(own).length > 0)
      row.traits['properties'] = { ...(row.traits['properties'] as object | undefined), ...own };
    row.saidAt = Math.max(
      row.saidAt,
      Math.min(
        event.occurredAt,
        instantOf(event.properties['updatedAt'] as string | number | undefined) ?? event.occurredAt,
      ),
    );
    row.seenAt = Math.max(row.seenAt, event.occurredAt);
    rows.set(id, row);
  }
  if (rows.size === 0) return;
  const list = [...rows]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, row]) => ({
      ...row.traits,
      id,
      seen: isSeen ? iso(row.seenAt) : null,
      first: iso(row.firstAt),
      said: iso(row.saidAt),
    }));
  const tagged = list.filter((row) => 'tags' in row);
  const plain = list.filter((row) => !('tags' in row));
  if (plain.length > 0) await write(tx, workspaceId, plain, tx`c.tags`);
  if (tagged.length > 0)
    await write(
      tx,
      workspaceId,
      tagged,
      tx`case when ${newerThanKnown(tx)} then excluded.tags else c.tags end`,
    );
}

/** An update older than the last one only fills gaps. */
const newerThanKnown = (tx: Tx) => tx`(c.traits_at is null or excluded.traits_at >= c.traits_at)`;

/**
 * `last_seen_at` is written at most once a minute of the person's own time. A row whose indexed columns do
 * not change is updated in place (heap-only tuple), so ten views in a minute do not write every index ten
 * times.
 */
const laterByAMinute = (tx: Tx) =>
  tx`case when c.last_seen_at is null or excluded.last_seen_at > c.last_seen_at + interval '1 minute' / c.pace
    then excluded.last_seen_at else c.last_seen_at end`;

/**
 * All rows exist, so the insert always conflicts and finds its row by key, whatever the planner estimates for
 * the table.
 */
async function write(
  tx: Tx,
  workspaceId: string,
  list: readonly object[],
  tags: ReturnType<Tx>,
): Promise<void> {
  const newer = newerThanKnown(tx);
  await tx`insert into customers as c (id, workspace_id, email, phone, first_name, last_name, country, city,
    zone, language, tags, properties, traits_at, created_at, last_seen_at)
    select id, ${workspaceId}, email, phone, first_name, last_name, country, city, zone, language,
      array(select jsonb_array_elements_text(tags)), coalesce(properties, '{}'), said, first, seen
    from jsonb_to_recordset(${tx.json(list as never)}::jsonb) as t(id uuid, email text, phone text,
      first_name text, last_name text, country text, city text, zone text, language text, tags jsonb,
      properties jsonb, seen timestamptz, first timestamptz, said timestamptz)
    on conflict (id) do update set
      email = pick_trait(excluded.email, c.email, ${newer}),
        phone = pick_trait(excluded.phone, c.phone, ${newer}),
        first_name = pick_trait(excluded.first_name, c.first_name, ${newer}),
      last_name = pick_trait(excluded.last_name, c.last_name, ${newer}),
        country = pick_trait(excluded.country, c.country, ${newer}),
        city = pick_trait(excluded.city, c.city, ${newer}),
      zone = pick_trait(excluded.zone, c.zone, ${newer}),
        language = pick_trait(excluded.language, c.language, ${newer}), tags = ${tags},
      properties = case when excluded.properties = '{}' then c.properties
        else merge_properties(c.properties, excluded.properties, ${newer}) end, updated_at = now(),
      traits_at = greatest(c.traits_at, excluded.traits_at),
        created_at = least(c.created_at, excluded.created_at), last_seen_at = ${laterByAMinute(tx)}`;
}
