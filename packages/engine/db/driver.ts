import type { Socket } from 'node:net';
import { StartProblem } from '@millrace/base';
import postgres from 'postgres';

/** As `mark` in tools/patches/postgres.mjs. */
const PATCHED = 'millrace-1';

export interface DriverOptions extends postgres.Options<Record<string, postgres.PostgresType>> {
  /** Queries sent ahead on one connection, at most. The driver's own types leave it out. */
  readonly max_pipeline?: number;
  /** Told of each socket as it is made. One of our additions. */
  readonly onsocket?: (socket: Socket) => void;
}

/**
 * The Postgres driver, with our patch (docs/decisions/patched-driver.md). Times are in seconds, as the driver has them.
 * @throws StartProblem when the patch is missing
 */
export function openDriver(url: string, options: DriverOptions): postgres.Sql {
  if ((postgres as { patched?: string }).patched !== PATCHED) throw new StartProblem('driver-unpatched');
  return postgres(url, {
    onnotice: () => undefined,
    // Attempts come soon after one another: a database that is back is found within a second.
    backoff: ((tries: number) =>
      (0.5 + Math.random() / 2) * Math.min(1, 0.05 * 2 ** tries)) as unknown as boolean,
    ...options,
  } as postgres.Options<Record<string, postgres.PostgresType>>);
}
