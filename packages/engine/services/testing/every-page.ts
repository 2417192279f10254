interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Everything a list gives, page after page, as whoever follows its cursors sees it. */
export async function everyPage<Item>(
  ask: (page: { readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await ask(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
    if (cursor !== null && seen.has(cursor)) throw new Error('A list goes round in a circle.');
    if (cursor !== null) seen.add(cursor);
  }
  return items;
}
