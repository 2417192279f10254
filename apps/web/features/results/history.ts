import type { FlowAnalytics } from '@millrace/services/measure';

export interface LiftPoint {
  readonly at: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly people: number;
}

/** The history of the lift as margin per person, in minor units. Times at which it was too early to tell are left out. */
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
 * The ends of the scale. The first intervals are often so wide that they would flatten all later ones. So the scale fits
 * the later two thirds, with 8% of room, and wider intervals are cut off. Always contains zero.
 */
export function liftDomain(points: readonly LiftPoint[]): readonly [number, number] {
  const later = points.slice(Math.floor(points.length / 3));
  const low = Math.min(0, ...later.map((point) => point.lower));
  const high = Math.max(0, ...later.map((point) => point.upper));
  const room = Math.max(1, high - low) * 0.08;
  return [low - room, high + room];
}
