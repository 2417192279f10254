import { DAY, MINUTE, toPersonal, toReal, type Instant, type PersonalClock } from '@millrace/base';

/** In which outcomes of a person count; real instants. */
export interface OutcomeWindow {
  readonly endsAt: Instant;
  /** The end rounded up to a day of the person's, a minute at least: those whose windows end together are summed together. */
  readonly cohortEndsAt: Instant;
}

/**
 * The outcome window of somebody who enters now.
 * @param days of the person's own time
 */
export function outcomeWindow(enteredAt: Instant, days: number, clock: PersonalClock): OutcomeWindow {
  const endsAt = toReal(toPersonal(enteredAt, clock) + days * DAY, clock);
  const width = Math.max(MINUTE, Math.round(DAY / clock.pace));
  return { endsAt, cohortEndsAt: Math.ceil(endsAt / width) * width };
}
