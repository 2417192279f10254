import { listName, putOnList } from '../lists/change-list.ts';
import { knownPeople } from './known-people.ts';
import type { PageContext } from './page-context.ts';
import type { Judged } from './read-row.ts';

/**
 * Puts everybody of a page on the list that was chosen for the file, also those about whom nothing was new. A list that
 * was removed since takes nobody.
 * @param file name of the file
 */
export async function putPageOnList(
  { tx, context, settings, source, now }: PageContext,
  file: string,
  judged: readonly Judged[],
): Promise<void> {
  const { list } = settings;
  const named = judged.flatMap(({ names, verdict }) => (names && verdict !== 'refused' ? [names] : []));
  if (!list || named.length === 0 || (await listName(tx, list)) === null) return;
  const people = await knownPeople(tx, context, source.id, named);
  const customers = named.flatMap((names) => people.of(names)?.id ?? []);
  await putOnList(tx, context.workspaceId, { list, customers, by: { type: 'import', name: file } }, now);
}
