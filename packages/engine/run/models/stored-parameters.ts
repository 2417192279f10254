import type { Tx } from '@millrace/db';
import type { Json } from '@millrace/base';

/** Parameters of a row never change, and are large: each process reads those in use once. */
const MOST = 64;
const read = new Map<string, Json>();

/** What a model has learned, for one that is asked for each message; undefined until it has. The row is looked up in the transaction, so that nobody sees another workspace's. */
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
