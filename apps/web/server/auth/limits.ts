import { createHmac } from 'node:crypto';
import { fail } from '@millrace/base';
import { keyFor } from '@millrace/core/store';
import { sql } from 'drizzle-orm';
import { world } from '../world.ts';
import { authDatabase } from './auth-database.ts';

/** So many tries at once, then one more after each so many seconds. */
export interface Limit {
  readonly name: string;
  readonly atOnce: number;
  readonly everySeconds: number;
}

/** Clear rows are of no use; they are swept out now and then. */
const TIDIED_EVERY = 10 * 60_000;
let tidiedAt = Date.now();

/** A keyed hash, so that neither addresses nor accounts can be read from the table, or guessed from it without the secret. */
const keyOf = ({ name }: Limit, of: readonly string[]): string =>
  `${name}/${createHmac('sha256', keyFor(world().configuration.secret, 'limits')).update(of.join('\n')).digest('base64url')}`;

/**
 * Counts a try, before anything is checked, in one statement that every web process shares: tries that come at the same
 * moment each take one. (The generic cell rate algorithm, ITU-T I.371: what is stored is when nothing counts any more.)
 * @param of whom it is counted for; what is refused is not counted again
 * @returns seconds to wait; 0 when this try is allowed
 */
export async function countTry(limit: Limit, ...of: string[]): Promise<number> {
  const key = keyOf(limit, of);
  const { atOnce, everySeconds } = limit;
  const database = authDatabase();
  await tidy();
  const taken = await database.execute(sql`
    insert into auth.limits as l (key, clear_at) values (${key}, clock_timestamp() + make_interval(secs => ${everySeconds}))
    on conflict (key) do update set clear_at = greatest(l.clear_at, clock_timestamp()) + make_interval(secs => ${everySeconds})
      where l.clear_at <= clock_timestamp() + make_interval(secs => ${(atOnce - 1) * everySeconds})
    returning 1`);
  if (taken.length > 0) return 0;
  const [row] = await database.execute<{ seconds: number }>(sql`
    select extract(epoch from clear_at - clock_timestamp())::float8 - ${(atOnce - 1) * everySeconds}::float8 as seconds from auth.limits where key = ${key}`);
  return Math.max(1, Math.ceil(Number(row?.seconds ?? 1)));
}

/** The same, and whoever has to wait is told how long. @throws MillraceError rate-limited */
export async function countTryOrFail(limit: Limit, ...of: string[]): Promise<void> {
  const seconds = await countTry(limit, ...of);
  if (seconds > 0) fail('rate-limited', { seconds });
}

/** Gives one try back: it was right. */
export async function giveBack(limit: Limit, ...of: string[]): Promise<void> {
  await authDatabase().execute(
    sql`update auth.limits set clear_at = clear_at - make_interval(secs => ${limit.everySeconds}) where key = ${keyOf(limit, of)}`,
  );
}

/** Forgets every try. */
export async function forgetTries(limit: Limit, ...of: string[]): Promise<void> {
  await authDatabase().execute(sql`delete from auth.limits where key = ${keyOf(limit, of)}`);
}

async function tidy(): Promise<void> {
  if (Date.now() - tidiedAt < TIDIED_EVERY) return;
  tidiedAt = Date.now();
  await authDatabase().execute(sql`delete from auth.limits where clear_at < now()`);
}
