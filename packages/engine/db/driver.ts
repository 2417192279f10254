import type { Socket } from 'node:net';
import { StartProblem } from '@millrace/base';
import postgres from 'postgres';

/** Equal to `mark` in tools/patches/postgres.mjs. */
const PATCHED = 'millrace-1';

export interface DriverOptions extends postgres.Options<Record<string, postgres.PostgresType>> {
  /** Most queries sent ahead on one connection. Missing in the driver's types. */
  readonly max_pipeline?: number;
  /** Called with each new socket. Added by our patch. */
  readonly onsocket?: (socket: Socket) => void;
}

/**
 * The Postgres driver with our patch (docs/decisions/patched-driver.md). Its times are in seconds.
 * @throws StartProblem when the patch is missing
 */
export function openDriver(url: string, options: DriverOptions): postgres.Sql {
  if ((postgres as { patched?: string }).patched !== PATCHED) throw new StartProblem('driver-unpatched');
  return postgres(url, {
    onnotice: () => undefined,
    // Attempts follow quickly, so that a returned database is found within a second.
    backoff: ((tries: number) =>
      (0.5 + Math.random() / 2) * Math.min(1, 0.05 * 2 ** tries)) as unknown as boolean,
    ...options,
  } as postgres.Options<Record<string, postgres.PostgresType>>);
}
