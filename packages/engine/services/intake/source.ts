import type { PersonalClock } from '@millrace/base';

/** Where events come from. External ids are told apart by it. */
export interface IntakeSource {
  /** Id of the connection, or `api`. */
  readonly id: string;
  /** Clock of the people it brings; real time unless it is the demo shop. */
  readonly clock: PersonalClock;
  /** Millrace's own events (a cart was abandoned, a message was opened). */
  readonly internal?: boolean;
}
