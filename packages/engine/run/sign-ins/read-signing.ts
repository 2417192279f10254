import type { connections, Row, Known } from '@millrace/db/schema';
import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';

export type SigningRow = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'name' | 'config' | 'secrets'>,
  { config: Record<string, unknown> }
>;

/** @throws MillraceError not-found */
export async function readSigning(tx: Tx, id: string): Promise<SigningRow> {
  const [row] = await tx<
    SigningRow[]
  >`select id, connector, name, config, secrets from connections where id = ${id} for update`;
  return row ?? fail('not-found', { what: 'connection' });
}
