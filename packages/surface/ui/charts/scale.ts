/** Maps `[from, to]` onto `[start, end]`; a domain of no width lands in the middle. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** A domain for an interval that always shows zero, with room at both ends so that nothing touches the edge. */
export function domainAroundZero(values: readonly number[], room = 0.08): readonly [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const pad = (high - low || 1) * room;
  return [low - pad, high + pad];
}
