/** Round values on an axis within a domain, about `most` of them; just zero for an empty domain. */
export function ticks([from, to]: readonly [number, number], most = 4): readonly number[] {
  const span = to - from;
  if (!(span > 0)) return [0];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const found: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step * 1e-9; value += step)
    found.push(Object.is(value, -0) ? 0 : value);
  return found;
}
