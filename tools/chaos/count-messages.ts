import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/** Waits until every message is on its way, and counts them by looking into the database as nobody of the product does. */
export async function countMessages(ownerUrl: string, people: readonly string[]): Promise<{ lost: number; doubled: number }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const count = async () => {
    const rows = await sql<{ email: string; sent: number }[]>`
      select c.email, count(m.id) filter (where m.status = 'sent')::int as sent from customers c left join messages m on m.customer_id = c.id group by c.email`;
    const sent = new Map(rows.map((row) => [row.email, row.sent]));
    return {
      lost: people.filter((person) => (sent.get(person) ?? 0) === 0).length,
      doubled: people.filter((person) => (sent.get(person) ?? 0) > 1).length,
    };
  };
  try {
    let result = await count();
    for (let tries = 0; result.lost > 0 && tries < 240; tries += 1) {
      await pause(500);
      result = await count();
    }
    return result;
  } finally {
    await sql.end();
  }
}
