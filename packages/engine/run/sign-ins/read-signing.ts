import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';

export interface SigningRow {
  readonly id: string;
  readonly connector: string;
  readonly name: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Uint8Array | null;
}

/** @throws MillraceError not-found */
export async function readSigning(tx: Tx, id: string): Promise<SigningRow> {
  const [row] = await tx<SigningRow[]>`select id, connector, name, config, secrets from connections where id = ${id} for update`;
  return row ?? fail('not-found', { what: 'connection' });
}
