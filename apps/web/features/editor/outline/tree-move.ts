import type { OutlineItem } from './outline.ts';

/** The item a key leads to in a tree whose branches are always open; null if the key does not move. */
export function treeMove(items: readonly OutlineItem[], current: string, key: string): string | null {
  const index = items.findIndex((item) => item.key === current);
  const here = items[index];
  if (!here) return items[0]?.key ?? null;
  switch (key) {
    case 'ArrowDown':
      return items[index + 1]?.key ?? here.key;
    case 'ArrowUp':
      return items[index - 1]?.key ?? here.key;
    case 'Home':
      return items[0]?.key ?? null;
    case 'End':
      return items.at(-1)?.key ?? null;
    case 'ArrowRight': {
      const next = items[index + 1];
      return next && next.level > here.level ? next.key : here.key;
    }
    case 'ArrowLeft':
      return items.slice(0, index).findLast((item) => item.level < here.level)?.key ?? here.key;
    default:
      return null;
  }
}
