/** Milliseconds since 1970-01-01T00:00:00Z. The unit of time in all pure code. */
export type Instant = number;

/**
 * How fast a person's time runs. Real people: `{ pace: 1, anchor: 0 }`. Time runs faster for customers of the
 * demo shop, so that a wait of an hour can be watched: after `anchor`, `pace` personal milliseconds pass in
 * one real millisecond.
 */
export interface PersonalClock {
  readonly pace: number;
  readonly anchor: Instant;
}

export const REAL_CLOCK: PersonalClock = { pace: 1, anchor: 0 };

/** The person's own time at a real instant. Before the anchor both are the same. */
export function toPersonal(real: Instant, clock: PersonalClock): Instant {
  if (clock.pace === 1 || real <= clock.anchor) return real;
  return Math.round(clock.anchor + (real - clock.anchor) * clock.pace);
}

/**
 * The real instant at which the person's own time is `personal`; rounded up, so that a timer never fires
 * early.
 */
export function toReal(personal: Instant, clock: PersonalClock): Instant {
  if (clock.pace === 1 || personal <= clock.anchor) return personal;
  return Math.ceil(clock.anchor + (personal - clock.anchor) / clock.pace);
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** Exactly 24 hours, which is not always a calendar day: see `zones.ts` for those. */
export const DAY = 24 * HOUR;
