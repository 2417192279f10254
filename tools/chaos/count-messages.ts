import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/** Number of unchanged checks, half a second apart, after which nothing more is expected. */
const STANDSTILL = 180;

export interface Counted {
  readonly lost: number;
  readonly doubled: number;
  /** The state of every person, to find what was lost. */
  readonly where: Readonly<Record<string, unknown>>;
}

/**
 * Waits until every message has been sent, or nothing moves any more. Counts messages in the database as its
 * owner.
 */
export async function countMessages(ownerUrl: string, people: readonly string[]): Promise<Counted> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const count = async () => {
    const rows = await sql<{ email: string; sent: number }[]>`
      select c.email, count(m.id) filter (where m.status = 'sent')::int as sent from customers c
        left join messages m on m.customer_id = c.id group by c.email`;
    const sent = new Map(rows.map((row) => [row.email, row.sent]));
    return {
      lost: people.filter((person) => (sent.get(person) ?? 0) === 0).length,
      doubled: people.filter((person) => (sent.get(person) ?? 0) > 1).length,
    };
  };
  const moving = async (): Promise<Record<string, unknown>> => {
    const [row] = await sql`
      select (select count(*)::int from event_queue) as queued, (select count(*)::int from outbox) as outbox,
        (select json_object_agg(status, many)
          from (select state as status, count(*)::int as many from enrolments group by 1) as e) as enrolments,
        (select json_object_agg(status, many)
          from (select status, count(*)::int as many from messages group by 1) as m) as messages`;
    return { ...row };
  };
  try {
    let [result, where, still] = [await count(), await moving(), 0];
    while (result.lost > 0 && still < STANDSTILL) {
      await pause(500);
      const now = await moving();
      still = JSON.stringify(now) === JSON.stringify(where) ? still + 1 : 0;
      where = now;
      if (still === 0) result = await count();
    }
    return { ...result, where };
  } finally {
    await sql.end();
  }
}
