import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { IntakeCustomer } from '@millrace/flow';
import { identitiesOf, identityKey, type Identity } from '../parsing/identities.ts';
import { mergeCustomers } from './merge-customers.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import type { IntakeSource } from '../parsing/source.ts';

interface Claim {
  readonly event: ParsedEvent;
  readonly identities: readonly Identity[];
}

/**
 * Finds or creates the customer of each event. Merges customers when names show that they are one person. A
 * phone or a browser alone never merges two customers with different e-mail addresses, because families share
 * both.
 * @returns customer id by the event's position in the batch
 */
export async function identifyCustomers(
  tx: Tx,
  workspaceId: string,
  source: IntakeSource,
  events: readonly ParsedEvent[],
  now: Instant,
): Promise<Map<number, string>> {
  const named: Claim[] = [];
  const direct = new Map<number, string>();
  for (const event of events) {
    if (!event.customer) continue;
    if (event.customer.id) direct.set(event.index, event.customer.id);
    const identities = identitiesOf(event.customer, source.id);
    if (identities.length > 0) named.push({ event, identities });
  }
  const result = await keepKnown(tx, direct);
  if (named.length === 0) return result;

  const owners = await ownersOf(
    tx,
    named.flatMap((claim) => claim.identities),
  );
  const claims = await withoutSharedNames(tx, named, owners);
  await makeMissing(tx, workspaceId, source, claims, owners, result);

  for (const claim of claims) {
    const found = distinctOwners(claim, owners, result.get(claim.event.index));
    const [winner, ...others] = found;
    if (!winner) continue;
    for (const loser of others) {
      if (await mergeCustomers(tx, workspaceId, winner, loser, isWeakTie(claim, owners, loser), now)) {
        for (const [key, owner] of owners) if (owner === loser) owners.set(key, winner);
        for (const [index, owner] of result) if (owner === loser) result.set(index, winner);
      }
    }
    result.set(claim.event.index, winner);
  }
  await attachNew(tx, workspaceId, claims, owners, result);
  return result;
}

const isShared = (identity: Identity) => identity.kind === 'phone' || identity.kind === 'anonymous';

/**
 * An event with an e-mail address of its own, whose phone or browser belongs to a customer with another
 * address, is about a different person.
 */
async function withoutSharedNames(
  tx: Tx,
  claims: readonly Claim[],
  owners: ReadonlyMap<string, string>,
): Promise<Claim[]> {
  const sharing = claims.filter(
    (claim) =>
      claim.identities.some((identity) => identity.kind === 'email') &&
      claim.identities.some((identity) => isShared(identity) && owners.has(identityKey(identity))),
  );
  const ids = sharing.flatMap((claim) =>
    claim.identities.filter(isShared).flatMap((identity) => owners.get(identityKey(identity)) ?? []),
  );
  if (ids.length === 0) return [...claims];
  const rows = await tx<
    { id: string; email: string | null }[]
  >`select id, email from customers where id = any(${[...new Set(ids)]}::uuid[])`;
  const emails = new Map(rows.map((row) => [row.id, row.email]));
  return claims.map((claim) => {
    const email = claim.identities.find((identity) => identity.kind === 'email')?.value;
    const others = claim.identities.filter((identity) => {
      const known = isShared(identity) ? emails.get(owners.get(identityKey(identity)) ?? '') : null;
      return !email || !known || known === email;
    });
    // Unless a strong name leads to that same customer.
    const strong = claim.identities.some(
      (identity) => !isShared(identity) && ids.includes(owners.get(identityKey(identity)) ?? ''),
    );
    return strong ? claim : { ...claim, identities: others };
  });
}

async function keepKnown(tx: Tx, direct: Map<number, string>): Promise<Map<number, string>> {
  if (direct.size === 0) return new Map();
  const rows = await tx<{ id: string; merged_into: string | null }[]>`
    select id, merged_into from customers
      where id = any(${[...new Set(direct.values())]}::uuid[]) and erased_at is null`;
  const known = new Map(rows.map((row) => [row.id, row.merged_into ?? row.id]));
  return new Map(
    [...direct].flatMap(([index, id]) => (known.has(id) ? [[index, known.get(id) as string]] : [])),
  );
}

async function ownersOf(tx: Tx, identities: readonly Identity[]): Promise<Map<string, string>> {
  const unique = [...new Map(identities.map((identity) => [identityKey(identity), identity])).values()];
  const rows = await tx<{ kind: string; value: string; customer_id: string }[]>`
    select n.kind, n.value, i.customer_id
      from unnest(${unique.map((item) => item.kind)}::text[],
      ${unique.map((item) => item.value)}::text[]) as n(kind, value)
      cross join lateral (select customer_id from customer_identities where kind = n.kind and value = n.value
        limit 1) i`;
  return new Map(rows.map((row) => [identityKey(row), row.customer_id]));
}

/**
 * Creates customers for claims without an owner. Of two transactions that create the same one, the first to
 * insert the name wins.
 */
async function makeMissing(
  tx: Tx,
  workspaceId: string,
  source: IntakeSource,
  claims: readonly Claim[],
  owners: Map<string, string>,
  direct: ReadonlyMap<number, string>,
): Promise<void> {
  const wanted: { identity: Identity; id: string }[] = [];
  for (const claim of claims) {
    if (
      direct.has(claim.event.index) ||
      claim.identities.some((identity) => owners.has(identityKey(identity)))
    )
      continue;
    const id = newId();
    for (const identity of claim.identities) {
      owners.set(identityKey(identity), id);
      wanted.push({ identity, id });
    }
  }
  if (wanted.length === 0) return;
  wanted.sort((left, right) => (identityKey(left.identity) < identityKey(right.identity) ? -1 : 1));
  const anchor = source.clock.pace === 1 ? null : new Date(source.clock.anchor).toISOString();
  const inserted = await tx<{ kind: string; value: string }[]>`
    with named as (
      insert into customer_identities (workspace_id, kind, value, customer_id)
      select ${workspaceId}, * from unnest(
        ${wanted.map((item) => item.identity.kind)}::text[],
        ${wanted.map((item) => item.identity.value)}::text[],
        ${wanted.map((item) => item.id)}::uuid[]
      ) on conflict do nothing returning kind, value, customer_id
    ), made as (
      insert into customers (id, workspace_id, source, pace, pace_anchor)
      select distinct customer_id, ${workspaceId}::uuid, ${source.id}, ${source.clock.pace}::integer, ${anchor}::timestamptz from named
    )
    select kind, value from named`;
  if (inserted.length === wanted.length) return;
  const got = new Set(inserted.map(identityKey));
  const lost = wanted.filter((item) => !got.has(identityKey(item.identity))).map((item) => item.identity);
  for (const [key, owner] of await ownersOf(tx, lost)) owners.set(key, owner);
}

function distinctOwners(
  claim: Claim,
  owners: ReadonlyMap<string, string>,
  direct: string | undefined,
): string[] {
  const found = claim.identities
    .map((identity) => owners.get(identityKey(identity)))
    .filter((id) => id !== undefined);
  return [...new Set(direct ? [direct, ...found] : found)];
}

/** Whether two customers share only what families share: a phone or a browser. */
function isWeakTie(claim: Claim, owners: ReadonlyMap<string, string>, loser: string): boolean {
  return claim.identities.every(
    (identity) =>
      owners.get(identityKey(identity)) !== loser ||
      identity.kind === 'phone' ||
      identity.kind === 'anonymous',
  );
}

async function attachNew(
  tx: Tx,
  workspaceId: string,
  claims: readonly Claim[],
  owners: Map<string, string>,
  result: ReadonlyMap<number, string>,
): Promise<void> {
  const fresh = new Map<string, { identity: Identity; id: string }>();
  for (const claim of claims) {
    const id = result.get(claim.event.index);
    if (!id) continue;
    for (const identity of claim.identities) {
      if (!owners.has(identityKey(identity))) fresh.set(identityKey(identity), { identity, id });
    }
  }
  if (fresh.size === 0) return;
  const rows = [...fresh].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
  await tx`insert into customer_identities (workspace_id, kind, value, customer_id)
    select ${workspaceId}, * from unnest(${rows.map((row) => row.identity.kind)}::text[],
      ${rows.map((row) => row.identity.value)}::text[], ${rows.map((row) => row.id)}::uuid[])
    on conflict do nothing`;
}

export type { IntakeCustomer };
