import type { Tx } from '@millrace/db';

/** Two rows for the same thing: one of the source that is removed, one of the source that stays. */
export interface Pair {
  readonly loser: string;
  readonly winner: string;
}

/** Rows of both sources with the same external id. */
export async function pairsOf(
  tx: Tx,
  table: 'products' | 'carts' | 'orders',
  from: string,
  to: string,
): Promise<Pair[]> {
  return tx<Pair[]>`select l.id as loser, w.id as winner from ${tx(table)} l
    join ${tx(table)} w on w.source = ${to} and w.external_id = l.external_id where l.source = ${from}
    order by w.id`;
}

/** Repoints columns of other tables from removed rows to those that stay. */
export async function repoint(
  tx: Tx,
  pairs: readonly Pair[],
  columns: readonly (readonly [table: string, column: string])[],
): Promise<void> {
  if (pairs.length === 0) return;
  const losers = pairs.map((pair) => pair.loser);
  const winners = pairs.map((pair) => pair.winner);
  for (const [table, column] of columns)
    await tx`update ${tx(table)} t set ${tx(column)} = p.winner
      from unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner) where t.${tx(column)} = p.loser`;
}
