import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';

/** Who or what put somebody on a list. */
export interface ListedBy {
  readonly type: 'person' | 'api-key' | 'flow' | 'import';
  /** Name of the member, the key, the flow or the file. */
  readonly name: string | null;
}

/** The name of a list; null when there is no such list. It cannot be removed before the transaction ends. */
export async function listName(tx: Tx, id: string): Promise<string | null> {
  const [list] = await tx<{ name: string }[]>`
    select name from segments where id = ${id} and by_hand for key share`;
  return list?.name ?? null;
}

/**
 * Puts customers on a list. Who is on it already stays, with the date of the first time; who was merged or erased is
 * left out.
 * @returns how many are new on it
 */
export async function putOnList(
  tx: Tx,
  workspaceId: string,
  { list, customers, by }: { list: string; customers: readonly string[]; by: ListedBy },
  now: Instant,
): Promise<number> {
  const rows = await tx`
    insert into list_members (workspace_id, list_id, customer_id, since, by_type, by_name)
    select ${workspaceId}, ${list}, id, ${now}, ${by.type}, ${by.name} from customers
      where id = any(${customers as string[]}::uuid[]) and merged_into is null and erased_at is null order by id
    on conflict (list_id, customer_id) do nothing returning 1`;
  return rows.length;
}

/** Takes customers off a list. @returns how many were on it */
export async function takeOffList(tx: Tx, list: string, customers: readonly string[]): Promise<number> {
  const rows = await tx`delete from list_members
    where list_id = ${list} and customer_id = any(${customers as string[]}::uuid[]) returning 1`;
  return rows.length;
}
