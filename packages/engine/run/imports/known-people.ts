import type { Json } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import type { Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { createHash } from 'node:crypto';
import { hashOfAddress } from '../erasure/names.ts';
import { identityKey, type Identity } from '../parsing/identities.ts';
import type { ReadNames } from './read-customer.ts';

/** A customer as the store knows them. */
export interface KnownPerson {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Traits as the intake names them. */
  readonly traits: Readonly<Record<string, string | null>>;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

interface Found {
  readonly kind: string;
  readonly value: string;
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly zone: string | null;
  readonly language: string | null;
  readonly tags: string[];
  readonly properties: Record<string, Json>;
}

/** The identities of a row, strongest first. */
export function identitiesIn({ email, phone, externalId }: ReadNames, source: string): Identity[] {
  return [
    ...(externalId ? [{ kind: `external:${source}`, value: externalId }] : []),
    ...(email ? [{ kind: 'email', value: email }] : []),
    ...(phone ? [{ kind: 'phone', value: phone }] : []),
  ];
}

/** What marks a person within a file: the name that they are most surely known by. */
export function markOf(names: ReadNames): string {
  return names.email
    ? `email ${names.email}`
    : names.externalId
      ? `id ${names.externalId}`
      : `phone ${names.phone}`;
}

/** 128 bits of the SHA-256 of a mark. */
export const hashOfMark = (mark: string): Buffer =>
  createHash('sha256').update(mark).digest().subarray(0, 16);

/** Who is known already, and whom the store erased, for all rows of a page. */
export interface KnownPeople {
  /** The customer that a row is about; null when nobody has its names. As the intake finds them. */
  of(names: ReadNames): KnownPerson | null;
  /** Whether nobody is known yet by the customer number of the row. */
  isNewNumber(names: ReadNames): boolean;
  /** Whether an address of the row belonged to somebody who was erased. */
  isErased(names: ReadNames): boolean;
}

export async function knownPeople(
  tx: Tx,
  context: Context,
  source: string,
  rows: readonly ReadNames[],
): Promise<KnownPeople> {
  const identities = rows.flatMap((names) => identitiesIn(names, source));
  const hashes = rows.flatMap((names) => hashesOf(context, names));
  const [found, erased] = await together(
    identities.length === 0
      ? ([] as Found[])
      : tx<Found[]>`
        select i.kind, i.value, c.id, c.email, c.phone, c.first_name, c.last_name, c.country, c.city, c.zone,
          c.language, c.tags, c.properties
        from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
          as n(kind, value)
        join customer_identities i on i.kind = n.kind and i.value = n.value
        join customers c on c.id = i.customer_id`,
    hashes.length === 0
      ? ([] as { hash: string }[])
      : tx<{ hash: string }[]>`
        select encode(hash, 'hex') as hash from erased_addresses
          where encode(hash, 'hex') = any(${hashes}::text[])`,
  );
  const owners = new Map(found.map((row) => [identityKey(row), personOf(row)]));
  const gone = new Set(erased.map((row) => row.hash));
  return {
    of: (names) => {
      for (const identity of identitiesIn(names, source)) {
        const person = owners.get(identityKey(identity));
        if (!person) continue;
        // Families share phones: with another e-mail address it is somebody else.
        if (identity.kind === 'phone' && names.email && person.email && person.email !== names.email)
          continue;
        return person;
      }
      return null;
    },
    isNewNumber: ({ externalId }) =>
      externalId !== null && !owners.has(identityKey({ kind: `external:${source}`, value: externalId })),
    isErased: (names) => gone.size > 0 && hashesOf(context, names).some((hash) => gone.has(hash)),
  };
}

const hashesOf = (context: Context, { email, phone }: ReadNames): string[] =>
  CHANNELS.flatMap(({ id, addressOf }) => {
    const address = addressOf({ email, phone, browsers: null });
    return address === null ? [] : [hashOfAddress(context, id, address).toString('hex')];
  });

const personOf = (row: Found): KnownPerson => ({
  id: row.id,
  email: row.email,
  phone: row.phone,
  traits: {
    firstName: row.first_name,
    lastName: row.last_name,
    country: row.country,
    city: row.city,
    zone: row.zone,
    language: row.language,
  },
  tags: row.tags,
  properties: row.properties,
});
