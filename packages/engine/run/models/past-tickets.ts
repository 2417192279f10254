import type { Row, Known, decisions } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import { DAY, type Instant, type Json } from '@millrace/base';
import type { PastTicket } from '@millrace/decisions';
import type { DecisionRecord } from '@millrace/flow';

const LOOK_BACK = 365 * DAY;
/** Tickets at most, the newest. More take longer to learn from, and are of a shop that has changed since. */
const MOST_TICKETS = 3_000;
/** Characters of a text that are read. */
const MOST_CHARACTERS = 4_000;
/** Decisions at most, the newest. */
const MOST_DECISIONS = 20_000;
/** Tickets whose later events are read by one statement. */
const BATCH = 500;
/** Where a help desk says of what class a ticket is, from the surest. */
const NAMED_IN = ['class', 'intent', 'intents', 'topic', 'category', 'tags'] as const;
/** Names that are kept of one event. */
const MOST_NAMES = 50;

interface Opened {
  readonly id: string;
  readonly at: Instant;
  readonly customer_id: string | null;
  readonly ticket: string | null;
  readonly text: string | null;
  readonly named: Json;
}

interface Later {
  readonly id: string;
  readonly named: readonly Json[];
}

interface Decided extends Known<
  Pick<Row<typeof decisions>, 'decided_by' | 'chosen' | 'probability'>,
  { decided_by: DecisionRecord['by'] }
> {
  readonly id: string;
  /** What somebody of the team said or sent. */
  readonly team: string | null;
}

/** What a help desk says in an event `e`, the surest first. */
const namedByDesk = (tx: Tx) => tx`(
  select coalesce(jsonb_agg(p.value order by array_position(${[...NAMED_IN]}::text[], p.key)), '[]')
  from jsonb_each(case jsonb_typeof(e.properties) when 'object' then e.properties else '{}' end) p
  where p.key = any(${[...NAMED_IN]}::text[]))`;

/** Tickets of the last year, newest first, with what the help desk and the team said of each, and what the model did. */
export async function pastTickets(tx: Tx, model: string, now: Instant): Promise<PastTicket[]> {
  const since = now - LOOK_BACK;
  const opened = await tx<Opened[]>`
    select e.id, e.occurred_at as at, e.customer_id, e.properties->>'ticketId' as ticket,
      left(e.properties->>'text', ${MOST_CHARACTERS}) as text, ${namedByDesk(tx)} as named
    from events e where e.type = 'ticket-opened' and e.occurred_at >= ${since} and e.occurred_at <= ${now}
    order by e.occurred_at desc limit ${MOST_TICKETS}`;
  const later = new Map<string, readonly string[]>();
  for (let from = 0; from < opened.length; from += BATCH) {
    const some = opened
      .slice(from, from + BATCH)
      .filter(({ customer_id: customer, ticket }) => customer !== null && ticket !== null);
    const rows = await tx<Later[]>`
      select o.id, l.named from unnest(${some.map(({ id }) => id)}::uuid[],
          ${some.map(({ customer_id: customer }) => customer)}::uuid[],
          ${some.map(({ ticket }) => ticket)}::text[]) as o(id, customer_id, ticket) cross join lateral (
        select jsonb_agg(n.named order by n.occurred_at desc) as named from (
          select ${namedByDesk(tx)} as named, e.occurred_at from events e
          where e.customer_id = o.customer_id and e.type = any('{ticket-answered,ticket-closed}'::text[])
            and e.occurred_at >= ${since}::timestamptz and e.occurred_at <= ${now}::timestamptz
            and e.properties->>'ticketId' = o.ticket
          order by e.occurred_at desc limit 20) n) l
      where l.named is not null`;
    for (const row of rows) later.set(row.id, row.named.flatMap(namesIn));
  }
  const decided = await decidedSince(tx, model, since, now);
  return opened.map(({ id, at, customer_id, text, named: first }): PastTicket => {
    const own = decided.get(id);
    return {
      text,
      person: customer_id,
      deskFirst: namesIn(first),
      deskLater: later.get(id) ?? [],
      team: own?.team ?? null,
      decided: own ? { by: own.decided_by, chosen: own.chosen, probability: own.probability ?? 0 } : null,
      at,
    };
  });
}

/**
 * The last decision about what each flow began with, by the id of that event. The team confirmed it where somebody sent a
 * draft after it, on the branch of the chosen option: elsewhere a draft need not have to do with it. What they said of it
 * counts more.
 */
async function decidedSince(
  tx: Tx,
  model: string,
  since: Instant,
  now: Instant,
): Promise<ReadonlyMap<string, Decided>> {
  const rows = await tx<Decided[]>`
    with made as materialized (
      select id, enrolment_id, customer_id, node, decided_by, chosen, probability, right_option, right_at, at from decisions
      where model = ${model} and at >= ${since} and at <= ${now} order by at desc limit ${MOST_DECISIONS})
    select n.event_id as id, d.decided_by, d.chosen, d.probability,
      coalesce(d.right_option, case when exists (
          select from work_items w where w.customer_id = d.customer_id and w.enrolment_id = d.enrolment_id
            and w.state = 'answered' and w.answer = 'approved' and w.drafts <> '[]' and w.opened_at >= d.at)
        and exists (select from traces t where t.enrolment_id = d.enrolment_id and t.node = d.node and t.what = 'went'
          and t.port = d.chosen) then d.chosen end) as team
    from made d join enrolments n on n.id = d.enrolment_id
    where n.event_id is not null
    order by d.right_at nulls first, d.at`;
  // The last one counts, and before it what somebody said.
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names in what was read, which may be lists. */
function namesIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(namesIn).slice(0, MOST_NAMES) : [];
}
