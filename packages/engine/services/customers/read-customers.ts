import { defineVerb, type Context } from '@millrace/core/verb';
import { readInstant, type Tx } from '@millrace/db';
import { fail, own, type Instant, type Json } from '@millrace/base';
import { DECISION_MODELS, predictedFacts } from '@millrace/decisions';
import { tellPredictions } from '@millrace/run/models';
import { normaliseEmail, numbersMeant } from '@millrace/run/parsing';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { list, record, shown, type FreeColumns } from '../paging/shown.ts';
import { customerPageSchema, foundCustomerSchema, type CustomerView, type FoundCustomer } from './shapes.ts';

interface Row {
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
  readonly orders_count: number;
  readonly points: number;
  readonly tier: string | null;
  readonly total_spent: number;
  readonly first_order_at: Instant | null;
  readonly last_order_at: Instant | null;
  readonly last_seen_at: Instant | null;
  readonly created_at: Instant;
  readonly erased_at: Instant | null;
  readonly pace: number;
  readonly consents:
    | {
        channel: string;
        state: string;
        source: string | null;
        opt_in: string | null;
        at: string;
        address: string | null;
      }[]
    | null;
  readonly identities: { kind: string; value: string }[] | null;
}

const FREE: FreeColumns<Row> = {
  properties: [record, {}],
  tags: [list, []],
  consents: [list.nullable(), null],
  identities: [list.nullable(), null],
};

function customerView(row: Row): CustomerView {
  return {
    id: row.id,
    email: row.email,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    country: row.country,
    city: row.city,
    zone: row.zone,
    language: row.language,
    tags: row.tags,
    properties: row.properties,
    ordersCount: row.orders_count,
    totalSpent: row.total_spent,
    points: row.points,
    tier: row.tier,
    firstOrderAt: row.first_order_at,
    lastOrderAt: row.last_order_at,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
    erasedAt: row.erased_at,
    demo: row.pace > 1,
    consent: Object.fromEntries(
      (row.consents ?? []).map((entry) => [
        entry.channel,
        {
          state: entry.state,
          source: entry.source,
          optIn: entry.opt_in,
          at: readInstant(entry.at),
          address: entry.address,
        },
      ]),
    ),
    identities: row.identities ?? [],
  };
}

const columns = (tx: Tx) => tx`c.*,
  (select jsonb_agg(jsonb_build_object('channel', n.channel, 'state', n.state, 'source', n.source, 'opt_in',
  n.opt_in, 'at', n.at, 'address', n.address)) from consents n where n.customer_id = c.id) as consents,
  (select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)) from customer_identities i
    where i.customer_id = c.id) as identities`;

/**
 * One customer. The id of a merged customer leads to the one it was merged into.
 * @throws MillraceError not-found
 */
export async function readCustomerView(tx: Tx, id: string): Promise<CustomerView> {
  const [row] = await tx<Row[]>`select ${columns(tx)} from customers c
    where c.id = coalesce((select merged_into from customers where id = ${id}), ${id})`;
  if (!row) fail('not-found', { what: 'customer' });
  return shown(row, customerView, FREE);
}

export const getCustomer = defineVerb({
  name: 'customer-read',
  permission: 'customers:read',
  input: z.strictObject({ id: z.uuid() }),
  output: foundCustomerSchema,
  run: async (tx, { id }, context) => {
    const customer = await readCustomerView(tx, id);
    const predictions = await predictionsOf(tx, context, customer.id);
    const segments = await tx<{ id: string; name: string; since: Instant; isList: boolean }[]>`
      select * from (
        select s.id, s.name, m.since, false as "isList" from segment_members m join segments s on s.id = m.segment_id
          where m.customer_id = ${customer.id} and m.inside and s.flow_id is null and not s.by_hand
        union all select s.id, s.name, l.since, true from list_members l join segments s on s.id = l.list_id
          where l.customer_id = ${customer.id}) s
      order by lower(name), id`;
    const browsers = await tx<
      { id: string; name: string; since: Instant }[]
    >`select id, name, created_at as since from browsers where customer_id = ${customer.id}
      order by created_at desc, id`;
    return { ...customer, segments: [...segments], predictions, browsers: [...browsers] };
  },
});

const PREDICTED = Object.entries(predictedFacts(DECISION_MODELS)).filter(([, { isId }]) => isId !== true);
const predictable = z.union([z.number(), z.string(), z.boolean()]);

/** What is stored of predictions about a customer, in the order of the models, and what they say of it. */
async function predictionsOf(
  tx: Tx,
  { workspaceId, now }: Context,
  customerId: string,
): Promise<FoundCustomer['predictions']> {
  const rows = await tx<
    { values: unknown }[]
  >`select values from predictions where customer_id = ${customerId}`;
  const stored = Object.assign({}, ...rows.map(({ values }) => record.catch({}).parse(values))) as Record<
    string,
    unknown
  >;
  const facts = PREDICTED.flatMap(([fact, { label, type }]) => {
    const value = predictable.safeParse(own(stored, fact.slice(fact.lastIndexOf('.') + 1)));
    return value.success ? [{ fact, label, type, value: value.data }] : [];
  });
  return {
    facts,
    reasons: facts.length > 0 ? [...(await tellPredictions(tx, workspaceId, customerId, now()))] : [],
  };
}

/**
 * Customers, last seen first. `email`, `phone` and `externalId` match exactly. `search` matches beginnings of
 * e-mail and names without regard to case, and whole phone numbers in international or national form.
 */
export const listCustomers = defineVerb({
  name: 'customers-read',
  permission: 'customers:read',
  input: z.strictObject({
    email: z.string().max(254).optional(),
    phone: z.string().max(40).optional(),
    externalId: z.string().max(255).optional(),
    search: z.string().max(120).optional(),
    ...pageInput,
  }),
  output: customerPageSchema,
  run: async (tx, input) => {
    const after = decodeCursor(input.cursor);
    const search = input.search?.trim() ?? '';
    const named = input.email ?? input.phone ?? input.externalId;
    const wanted =
      named === undefined
        ? null
        : await tx<{ customer_id: string }[]>`
      select customer_id from customer_identities
        where (kind = 'email' and value = ${normaliseEmail(input.email) ?? ''})
        or (kind = 'phone' and value = any(${input.phone ? numbersMeant(input.phone) : []}::text[]))
        or (kind like 'external:%' and value = ${input.externalId ?? ''})`;
    const rows = await tx<Row[]>`
      select ${columns(tx)} from customers c where c.merged_into is null and c.erased_at is null
        and ${wanted ? tx`c.id = any(${wanted.map((row) => row.customer_id)}::uuid[])` : tx`true`}
        and ${search ? found(tx, search) : tx`true`}
        and
          ${
            after
              ? tx`(coalesce(c.last_seen_at, timestamptz '1970-01-01 00:00:00+00'),
            c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
              : tx`true`
          }
      order by coalesce(c.last_seen_at, timestamptz '1970-01-01 00:00:00+00') desc, c.id desc
        limit ${input.limit + 1}`;
    return pageOf(rows, input.limit, (row) => [row.last_seen_at ?? 0, row.id], customerView, FREE);
  },
});

/** Uses the index on folded beginnings, as a range so that every plan can use it, and on whole numbers. */
const found = (tx: Tx, search: string) => tx`c.id in (
  select customer_id from customer_search
    where word >= fold_text(${search}) and word < fold_text(${search}) || chr(1114111)
  union all select customer_id from customer_identities
    where kind = 'phone' and value = any(${numbersMeant(search)}::text[]))`;
