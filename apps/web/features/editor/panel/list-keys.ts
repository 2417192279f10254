const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Which of `count` lines gets the keyboard after a key, from the one that has it; null when the key is not for the list. */
export function nextLine(key: string, at: number, count: number): number | null {
  const step = STEPS[key];
  return step && count > 0 ? step(at, count) : null;
}

/** Moves the keyboard among the buttons of a list. @returns whether the key was for it */
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
