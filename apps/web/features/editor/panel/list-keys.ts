const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Index of the line to focus after a key, of `count` lines; null if the key does not move. @param at the focused line, or -1 */
export function nextLine(key: string, at: number, count: number): number | null {
  const step = STEPS[key];
  return step && count > 0 ? step(at, count) : null;
}

/** Moves the focus between the buttons of a list. @returns whether the key did */
export function stepInList(list: HTMLElement, key: string): boolean {
  const lines = [...list.querySelectorAll('button')];
  const next = nextLine(
    key,
    lines.findIndex((line) => line === list.ownerDocument.activeElement),
    lines.length,
  );
  if (next === null) return false;
  lines[next]?.focus();
  return true;
}
