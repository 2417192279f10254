import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/**
 * In seconds. Nothing more arrives when nothing arrived for this long, which is longer than the longest
 * interval between two retries.
 */
const STANDSTILL = 240;

/** The result for everybody whose event was accepted. */
export interface Verdict {
  /** Messages without an e-mail and without status `unknown`. */
  readonly lost: number;
  /** People who got more e-mails than the flow sends. */
  readonly doubled: number;
  /** E-mails with status `unknown`: the connection broke before the mail server responded. */
  readonly unknown: number;
  /** The state of each person who lacks a message, one line each. */
  readonly standing: readonly string[];
  /** Counters that differ from the rows they count. */
  readonly miscounted: readonly string[];
}

/**
 * Counts independently of the product: e-mails as the mail server accepted them, everything else by its own
 * SQL. Shares no code with the product.
 */
export async function check(
  ownerUrl: string,
  people: readonly string[],
  taken: ReadonlyMap<string, number>,
  each: number,
): Promise<Verdict> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const unknownOf = async () =>
      new Map(
        (
          await sql<{ email: string; messages: number }[]>`
            select c.email, count(*)::int as messages from messages m join customers c on c.id = m.customer_id
              where m.status = 'unknown' group by c.email`
        ).map(({ email, messages }) => [email, messages]),
      );
    const lacking = async () => {
      const unknown = await unknownOf();
      return people.filter((person) => (taken.get(person) ?? 0) + (unknown.get(person) ?? 0) < each);
    };
    let lost = await lacking();
    // A held or retried e-mail may take a while. One that does not arrive while nothing else arrives either
    // is lost.
    for (let still = 0, before = lost.length; lost.length > 0 && still < STANDSTILL; before = lost.length) {
      await pause(1_000);
      lost = await lacking();
      still = lost.length === before ? still + 1 : 0;
    }
    const unknown = [...(await unknownOf()).values()].reduce((sum, one) => sum + one, 0);
    const doubled = people.filter((person) => (taken.get(person) ?? 0) > each).length;
    return {
      lost: lost.length,
      doubled,
      unknown,
      standing: await standing(sql, lost.slice(0, 5)),
      miscounted: await untilCounted(sql),
    };
  } finally {
    await sql.end();
  }
}

/**
 * Everything the tables contain about people who lack a message, to find the fault. The people are generated,
 * so their names may be printed.
 */
async function standing(sql: postgres.Sql, people: readonly string[]): Promise<string[]> {
  return Promise.all(
    people.map(async (email) => {
      const [row] = await sql`
        select (select count(*)::int from event_queue q where q.customer_id = c.id) as queued,
          (select json_agg(json_build_object('seq', e.seq, 'ended', e.end_reason, 'told', e.instruction,
            'outbox',
              (select json_agg(json_build_object('kind', d.kind, 'attempts', d.attempts, 'after',
              d.not_before)) from outbox d where d.enrolment_id = e.id)))
            from enrolments e where e.customer_id = c.id) as enrolments,
          (select json_agg(json_build_object('status', m.status, 'reason', m.reason, 'attempts', m.attempts,
            'until', m.held_until)) from messages m where m.customer_id = c.id) as messages
        from customers c where c.email = ${email}`;
      return `${email}: ${JSON.stringify(row ?? 'is no customer')}`;
    }),
  );
}

/** The last people get their e-mail just before their enrolment ends and is counted. */
async function untilCounted(sql: postgres.Sql): Promise<string[]> {
  let wrong = await miscounted(sql);
  for (let tries = 0; wrong.length > 0 && tries < 60; tries += 1) {
    await pause(1_000);
    wrong = await miscounted(sql);
  }
  return wrong;
}

/** Compares the counters with the rows they count. */
async function miscounted(sql: postgres.Sql): Promise<string[]> {
  const counted = async (metric: string, all: boolean) => {
    const [row] = await sql<{ amount: number }[]>`
      select coalesce(sum(amount), 0)::int as amount from (
        select metric, node, amount from counter_changes union all select metric, node, amount
          from counter_rollups) t
      where metric = ${metric} and (${all} or node = '')`;
    return row?.amount ?? 0;
  };
  const [rows] = await sql<{ enrolments: number; sent: number; unknown: number; inside: number }[]>`
    select (select count(*)::int from enrolments) as enrolments, (select count(*)::int from enrolments
      where ended_at is null) as inside,
      (select count(*)::int from messages where status = 'sent') as sent, (select count(*)::int from messages
        where status = 'unknown') as unknown`;
  if (!rows) return ['the tables could not be counted'];
  const told = {
    entered: await counted('entered', false),
    sent: await counted('sent', true),
    unknown: await counted('unknown', true),
  };
  return [
    ...(told.entered === rows.enrolments
      ? []
      : [`${told.entered} people entered by the counters, ${rows.enrolments} by the rows`]),
    ...(told.sent === rows.sent
      ? []
      : [`${told.sent} messages sent by the counters, ${rows.sent} by the rows`]),
    ...(told.unknown === rows.unknown
      ? []
      : [`${told.unknown} unknown messages by the counters, ${rows.unknown} by the rows`]),
    ...(rows.inside === 0
      ? []
      : [`${rows.inside} people are still inside, though the flow is over for everybody`]),
  ];
}
