import type { FlowAnalytics } from '@millrace/services/measure';

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
    const margin = report['margin'] as
      | { estimate?: unknown; lower?: unknown; upper?: unknown }
      | null
      | undefined;
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
