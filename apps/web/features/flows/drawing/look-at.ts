interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a drawing that is seen: where it begins, and how large the place is. */
export interface Seen {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const middle = (at: number, length: number, place: number) => Math.max(0, at + length / 2 - place / 2);

/** Where to scroll at first: the top of the drawing, with its uppermost step in the middle. */
export function atTheTop(steps: readonly Box[], seen: Seen): { left: number; top: number } {
  const first = steps.reduce<Box | undefined>(
    (upper, step) => (!upper || step.y < upper.y ? step : upper),
    undefined,
  );
  return { left: first ? middle(first.x, first.width, seen.width) : 0, top: 0 };
}

/** Where to scroll so that a step is in sight; null where it is already, so that nothing jumps under the pointer. */
export function inSight(step: Box, seen: Seen): { left: number; top: number } | null {
  const across = step.x >= seen.left && step.x + step.width <= seen.left + seen.width;
  const down = step.y >= seen.top && step.y + step.height <= seen.top + seen.height;
  return across && down
    ? null
    : { left: middle(step.x, step.width, seen.width), top: middle(step.y, step.height, seen.height) };
}

/** How much smaller a drawing has to be to be seen as a whole; never larger than life. */
export const wholeScale = (
  drawing: { readonly width: number; readonly height: number },
  seen: Pick<Seen, 'width' | 'height'>,
): number => Math.min(1, seen.width / Math.max(1, drawing.width), seen.height / Math.max(1, drawing.height));
