/** At most so many, spread evenly over all. */
export function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const stride = items.length / most;
  return Array.from({ length: most }, (_, index) => items[Math.floor(index * stride)]!);
}
