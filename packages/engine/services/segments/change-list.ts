import { fail } from '@millrace/base';
import { people as inWords } from '@millrace/base/words';
import { defineVerb } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { putOnList, takeOffList } from '@millrace/run/lists';
import { normaliseEmail, numbersMeant } from '@millrace/run/parsing';
import { z } from 'zod';
import { readSegment } from './read-segments.ts';
import { listChangeSchema } from './shapes.ts';

/** Most people of one request. */
const MOST = 1_000;

/**
 * Puts people on a list, or takes them off it. Whoever is named twice, or is on it already, counts once.
 * @throws MillraceError not-found, also for a segment with a condition
 */
export const changeListMembers = defineVerb({
  name: 'list-changed',
  permission: 'customers:write',
  input: z.strictObject({
    id: z.uuid(),
    do: z.enum(['put-on', 'take-off']),
    people: z
      .array(z.string().trim().min(1).max(254))
      .min(1)
      .max(MOST)
      .describe('Ids, e-mail addresses or phone numbers of customers that are known'),
  }),
  output: listChangeSchema,
  run: async (tx, { id, do: what, people }, context) => {
    const { name, condition } = await readSegment(tx, id);
    if (condition !== null) fail('not-found', { what: 'list' });
    const found = await customersNamed(tx, people);
    const customers = [...new Set(found.values())];
    const by = {
      type: context.actor.type === 'person' ? 'person' : 'api-key',
      name: context.actor.name,
    } as const;
    const changed =
      what === 'put-on'
        ? await putOnList(tx, context.workspaceId, { list: id, customers, by }, context.now())
        : await takeOffList(tx, id, customers);
    return {
      name,
      changed,
      already: customers.length - changed,
      unknown: people.filter((one) => !found.has(one)),
    };
  },
  audit: ({ id, do: what }, { name, changed }) => ({
    subject: { type: 'segment', id },
    summary:
      what === 'put-on'
        ? `Put ${inWords(changed)} on the list ${name}`
        : `Took ${inWords(changed)} off the list ${name}`,
  }),
});

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Customers by what names them. One that was merged leads to the one it was merged into. */
async function customersNamed(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = names.map((name) =>
    ID.test(name)
      ? { name, kind: 'id', values: [name.toLowerCase()] }
      : name.includes('@')
        ? { name, kind: 'email', values: [normaliseEmail(name) ?? ''] }
        : { name, kind: 'phone', values: numbersMeant(name) },
  );
  const valuesOf = (kind: string) => asked.flatMap((one) => (one.kind === kind ? one.values : []));
  // Values as arrays: joined to a list of unknown length, tables that were just filled would be read from end to end.
  const [byIdentity, byId] = await together(
    tx<Found[]>`select kind, value, customer_id as id from customer_identities
      where (kind = 'email' and value = any(${valuesOf('email')}::text[]))
        or (kind = 'phone' and value = any(${valuesOf('phone')}::text[]))`,
    tx<Found[]>`select 'id' as kind, id::text as value, coalesce(merged_into, id) as id from customers
      where id = any(${valuesOf('id')}::uuid[])`,
  );
  const found = new Map([...byIdentity, ...byId].map(({ kind, value, id }) => [`${kind} ${value}`, id]));
  const living = await tx<{ id: string }[]>`select id from customers
    where id = any(${[...found.values()]}::uuid[]) and merged_into is null and erased_at is null`;
  const isLiving = new Set(living.map(({ id }) => id));
  return new Map(
    asked.flatMap(({ name, kind, values }) =>
      values.flatMap((value) => {
        const id = found.get(`${kind} ${value}`);
        return id !== undefined && isLiving.has(id) ? [[name, id] as const] : [];
      }),
    ),
  );
}

interface Found {
  readonly kind: string;
  readonly value: string;
  readonly id: string;
}
