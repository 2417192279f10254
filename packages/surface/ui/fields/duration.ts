export const DURATION_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export interface Duration {
  amount: number | null;
  unit: DurationUnit;
}

/** Milliseconds of each unit. A day has 24 hours here; calendar days are handled by the flow language. */
export const UNIT_MILLISECONDS: Readonly<Record<DurationUnit, number>> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** Milliseconds as a duration in the largest unit that divides them evenly. */
export function asDuration(
  milliseconds: number | null,
  units: readonly DurationUnit[] = ['minutes', 'hours', 'days'],
): Duration {
  const smallest = units[0] ?? 'minutes';
  if (milliseconds === null) return { amount: null, unit: units.includes('hours') ? 'hours' : smallest };
  const largestFirst = [...units].sort((one, other) => UNIT_MILLISECONDS[other] - UNIT_MILLISECONDS[one]);
  const unit =
    milliseconds === 0
      ? smallest
      : largestFirst.find((candidate) => milliseconds % UNIT_MILLISECONDS[candidate] === 0);
  const chosen = unit ?? smallest;
  return { amount: milliseconds / UNIT_MILLISECONDS[chosen], unit: chosen };
}

/** The unit whose first letter was typed right after a digit, such as the `m` of `30 minutes`. @param before the key pressed before */
export function unitSaid(
  key: string,
  before: string,
  units: readonly DurationUnit[],
): DurationUnit | undefined {
  return /[\d. ]/.test(before) ? units.find((unit) => unit.startsWith(key.toLowerCase())) : undefined;
}

/** @returns whole milliseconds, or `null` if no amount is entered */
export function asMilliseconds({ amount, unit }: Duration): number | null {
  return amount === null ? null : Math.round(amount * UNIT_MILLISECONDS[unit]);
}
