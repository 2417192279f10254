import type { Tx } from '@millrace/db';
import { sourceIdOf, type IntakeSource } from '../parsing/source.ts';

/** The source of what comes from files of a shop that is not connected. */
export const OWN_SOURCE = 'import';

/**
 * The source under which the numbers of a file are known: the shop of a connection when the file is from it, so that
 * neither an order nor a customer is doubled; otherwise one of its own.
 */
export async function importSource(tx: Tx, shop: string | null): Promise<IntakeSource> {
  const [connection] =
    shop === null
      ? []
      : await tx<{ id: string; connector: string; shop: string | null }[]>`
        select id, connector, shop from connections where id = ${shop}`;
  return {
    id: connection ? sourceIdOf(connection) : OWN_SOURCE,
    clock: { pace: 1, anchor: 0 },
    isHistory: true,
    isFile: true,
  };
}
