import { createHmac } from 'node:crypto';
import { fail } from '@millrace/base';
import { keyFor } from '@millrace/core/store';
import { sql } from 'drizzle-orm';
import { world } from '../world.ts';
import { authDatabase } from './auth-database.ts';

/** A rate limit: `atOnce` attempts, then one more every `everySeconds` seconds. */
export interface Limit {
  readonly name: string;
  readonly atOnce: number;
  readonly everySeconds: number;
}

/** Milliseconds between deletions of rows that no longer limit anything. */
const TIDIED_EVERY = 10 * 60_000;
let tidiedAt = Date.now();

/** A keyed hash, so that addresses and accounts can neither be read from the table nor guessed without the secret. */
const keyOf = ({ name }: Limit, of: readonly string[]): string =>
  `${name}/${createHmac('sha256', keyFor(world().configuration.secret, 'limits')).update(of.join('\n')).digest('base64url')}`;

/**
 * Counts an attempt before anything is checked. One statement, shared by all web processes, so that concurrent attempts count
 * separately. (Generic cell rate algorithm, ITU-T I.371: stores the time from which no attempt counts any more.)
 * @param of what the limit is for, such as an account or a network. Refused attempts are not counted.
 * @returns seconds to wait; 0 if the attempt is allowed
 */
export async function countTry(limit: Limit, ...of: string[]): Promise<number> {
  const key = keyOf(limit, of);
  const { atOnce, everySeconds } = limit;
  const database = authDatabase();
  await tidy();
  const taken = await database.execute(sql`
    insert into auth.limits as l (key, clear_at)
    values (${key}, clock_timestamp() + make_interval(secs => ${everySeconds}))
    on conflict (key) do update
      set clear_at = greatest(l.clear_at, clock_timestamp()) + make_interval(secs => ${everySeconds})
      where l.clear_at <= clock_timestamp() + make_interval(secs => ${(atOnce - 1) * everySeconds})
    returning 1`);
  if (taken.length > 0) return 0;
  const [row] = await database.execute<{ seconds: number }>(sql`
    select extract(epoch from clear_at - clock_timestamp())::float8
      - ${(atOnce - 1) * everySeconds}::float8 as seconds
    from auth.limits where key = ${key}`);
  return Math.max(1, Math.ceil(Number(row?.seconds ?? 1)));
}

/** Counts an attempt. @throws MillraceError rate-limited, with the seconds to wait */
export async function countTryOrFail(limit: Limit, ...of: string[]): Promise<void> {
  const seconds = await countTry(limit, ...of);
  if (seconds > 0) fail('rate-limited', { seconds });
}

/** Takes back one attempt, because it was right. */
export async function giveBack(limit: Limit, ...of: string[]): Promise<void> {
  await authDatabase().execute(
    sql`update auth.limits set clear_at = clear_at - make_interval(secs => ${limit.everySeconds})
      where key = ${keyOf(limit, of)}`,
  );
}

/** Takes back all attempts. */
export async function forgetTries(limit: Limit, ...of: string[]): Promise<void> {
  await authDatabase().execute(sql`delete from auth.limits where key = ${keyOf(limit, of)}`);
}

async function tidy(): Promise<void> {
  if (Date.now() - tidiedAt < TIDIED_EVERY) return;
  tidiedAt = Date.now();
  await authDatabase().execute(sql`delete from auth.limits where clear_at < now()`);
}
