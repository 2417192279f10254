/** A linear scale from `[from, to]` to `[start, end]`. A domain of no width maps to the middle. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** A domain that contains all values and zero. @param room extra space at each end, as a share of the span */
export function domainAroundZero(values: readonly number[], room = 0.08): readonly [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const pad = (high - low || 1) * room;
  return [low - pad, high + pad];
}
