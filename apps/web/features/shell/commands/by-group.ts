/** Entries of all components by group: those of the screen first, then those of the shell. */
export function byGroup<Entry extends { readonly group: string }>(
  owners: Readonly<Record<string, readonly Entry[]>>,
): { heading: string; entries: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of Object.values(owners).toReversed().flat())
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([heading, entries]) => ({ heading, entries }));
}
