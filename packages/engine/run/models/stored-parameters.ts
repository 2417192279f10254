import type { Tx } from '@millrace/db';
import type { Json } from '@millrace/base';

/** Stored parameters never change and are large, so each process keeps those in use in memory. */
const MOST = 64;
const read = new Map<string, Json>();

/**
 * The trained parameters of a model that is used for each message; undefined before training. Looks the row
 * up in the transaction, so that no workspace sees another's.
 */
export async function storedParameters(tx: Tx, model: string): Promise<Json | undefined> {
  const [row] = await tx<{ id: string }[]>`select id from models where name = ${model} and active`;
  if (!row) return undefined;
  const known = read.get(row.id);
  if (known !== undefined) return known;
  const [found] = await tx<{ parameters: Json }[]>`select parameters from models where id = ${row.id}`;
  const parameters = found?.parameters ?? null;
  const oldest = read.keys().next().value;
  if (read.size >= MOST && oldest !== undefined) read.delete(oldest);
  read.set(row.id, parameters);
  return parameters;
}
