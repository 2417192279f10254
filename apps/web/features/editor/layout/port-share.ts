/** Where along the lower edge of a card a port sits, 0 to 1: near the middle, so that ways fan out from one place. */
export function portShare(index: number, count: number): number {
  const gap = Math.min(0.16, 0.7 / Math.max(1, count));
  return 0.5 + (index - (count - 1) / 2) * gap;
}
