/** Position of a port on the lower edge of its card, 0 to 1: near the middle, so that lines fan out from there. */
export function portShare(index: number, count: number): number {
  const gap = Math.min(0.16, 0.7 / Math.max(1, count));
  return 0.5 + (index - (count - 1) / 2) * gap;
}
