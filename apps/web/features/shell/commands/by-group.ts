/** What all owners added, as groups: the screen's own first, what the shell offers everywhere after it. */
export function byGroup<Entry extends { readonly group: string }>(
  owners: Readonly<Record<string, readonly Entry[]>>,
): { heading: string; entries: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of Object.values(owners).toReversed().flat())
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([heading, entries]) => ({ heading, entries }));
}
