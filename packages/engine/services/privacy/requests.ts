import { fail } from '@millrace/base';
import { defineVerb, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';

/** A request about personal data, and its result. */
const privacyRequestSchema = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['data', 'erasure', 'store-erasure']),
    via: z
      .string()
      .nullable()
      .describe('Name of the connection that passed it on; null when that was removed'),
    customerId: z
      .uuid()
      .nullable()
      .describe('Null when no known customer has the given names, and for a whole store'),
    customerName: z.string().nullable(),
    customerErased: z.boolean(),
    reference: z.string().nullable().describe("The sender's id of the request"),
    askedAt: instant,
    dueAt: instant.describe('30 days after the request, as Shopify requires'),
    doneAt: instant.nullable(),
    doneBy: z.string().nullable(),
    outcome: z.enum(['answered', 'nothing-kept', 'erased']).nullable(),
    rowsGone: z.int().nullable().describe('Rows erased so far, for a store that is being erased'),
    otherStore: z
      .boolean()
      .describe('True when it names another store than its connection, and nothing was started'),
    store: z.string().nullable().describe("The sender's name of the store to erase"),
    ...notShown,
  })
  .meta({ id: 'PrivacyRequest' });
export type PrivacyRequestView = Shape<typeof privacyRequestSchema>;

interface Row extends Omit<PrivacyRequestView, 'customerName' | 'reference' | 'otherStore' | 'store'> {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly details: { reference?: string | null; otherStore?: boolean; store?: string | null };
}

const view = ({ first_name: first, last_name: last, email, details, ...row }: Row): PrivacyRequestView => ({
  ...row,
  customerName: [first, last].filter(Boolean).join(' ') || email,
  reference: details.reference ?? null,
  otherStore: details.otherStore ?? false,
  store: details.store ?? null,
});

/** Requests: open ones first by deadline, then closed ones, newest first. */
export const listPrivacyRequests = defineVerb({
  name: 'privacy-requests-read',
  permission: 'customers:read',
  input: z.strictObject({
    open: z.boolean().optional().describe('Only open ones, or only closed ones'),
    ...pageInput,
  }),
  output: pageShape(privacyRequestSchema),
  run: async (tx, { open, cursor, limit }) => {
    const after = decodeCursor(cursor);
    // Whole milliseconds, as in cursors. Requests that are done sort after every possible date.
    const rank = tx`round(case when r.done_at is null then extract(epoch from r.due_at) * 1000
      else 1e15 - extract(epoch from r.asked_at) * 1000 end)`;
    const rows = await tx<(Row & { rank: number })[]>`
      select r.id, r.kind, r.customer_id as "customerId", r.asked_at as "askedAt", r.due_at as "dueAt",
        r.done_at as "doneAt", r.done_by as "doneBy", r.outcome, r.details, n.name as via,
        c.first_name, c.last_name, c.email, coalesce(c.erased_at is not null, false) as "customerErased",
          ${rank}::float8 as rank,
        (select s.done from bulk_jobs s
          where s.kind = 'store-erasure' and s.finished_at is null and s.choice->>'requestId' = r.id::text
          limit 1) as "rowsGone"
      from privacy_requests r left join connections n on n.id = r.connection_id
        left join customers c on c.id = r.customer_id
      where ${open === undefined ? tx`true` : open ? tx`r.done_at is null` : tx`r.done_at is not null`}
        and
          ${
            after
              ? tx`(${rank}::float8, r.id) > (${after[0] as number}::float8,
            ${after[1] as string}::uuid)`
              : tx`true`
          }
      order by rank, r.id limit ${limit + 1}`;
    return pageOf(
      rows,
      limit,
      (row) => [row.rank, row.id],
      ({ rank: _rank, ...row }) => view(row),
    );
  },
});

/**
 * Closes a request that the owner has answered: the person has their data, or knows that nothing is stored.
 * Erasures close by themselves.
 */
export const closePrivacyRequest = defineVerb({
  name: 'privacy-request-closed',
  permission: 'customers:erase',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), done: z.boolean() }),
  run: async (tx, { id }, context) => {
    const [row] = await tx<{ kind: string; outcome: string }[]>`
      update privacy_requests set done_at = ${context.now()}, done_by = ${context.actor.name},
        outcome = case when customer_id is null then 'nothing-kept' else 'answered' end,
        details = details - 'orders'
      where id = ${id} and done_at is null and not exists (select from bulk_jobs s
        where s.kind = 'store-erasure' and s.finished_at is null and s.choice->>'requestId' = ${id})
        returning kind, outcome`;
    if (!row) fail('not-found', { what: 'open request' });
    return { id, done: true };
  },
  audit: ({ id }) => ({
    subject: { type: 'privacy-request', id },
    summary: 'Marked a request about personal data as answered',
  }),
});
