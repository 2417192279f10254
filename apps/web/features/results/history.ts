import type { FlowAnalytics } from '@millrace/services';

export interface LiftPoint {
  readonly at: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly people: number;
}

/** Points of the lift's history in margin a person, minor units. Times at which it was too early are left out. */
export function liftPoints(history: FlowAnalytics['history']): readonly LiftPoint[] {
  return history.flatMap(({ at, report }): LiftPoint[] => {
    const margin = report['margin'] as { estimate?: unknown; lower?: unknown; upper?: unknown } | null | undefined;
    const { estimate, lower, upper } = margin ?? {};
    if (typeof estimate !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') return [];
    const count = (name: string) => (typeof report[name] === 'number' ? (report[name] as number) : 0);
    return [{ at, estimate, lower, upper, people: count('treated') + count('heldOut') }];
  });
}

/**
 * Ends of the scale. The first intervals are often so wide that they would flatten everything after: the scale fits the
 * later half, with room, and what is wider runs out of the picture.
 */
export function liftDomain(points: readonly LiftPoint[]): readonly [number, number] {
  const later = points.slice(Math.floor(points.length / 3));
  const low = Math.min(0, ...later.map((point) => point.lower));
  const high = Math.max(0, ...later.map((point) => point.upper));
  const room = Math.max(1, high - low) * 0.08;
  return [low - room, high + room];
}

/** Round values inside a domain for the axis, at most `most` steps apart. */
export function ticks([from, to]: readonly [number, number], most = 4): readonly number[] {
  const span = to - from;
  if (!(span > 0)) return [0];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const found: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step * 1e-9; value += step) found.push(Object.is(value, -0) ? 0 : value);
  return found;
}
