/**
 * Whose fault it is: `theirs` (fix and retry), `service` (an outside service; we retry), `ours` (reported).
 */
export type Fault = 'theirs' | 'service' | 'ours';

export interface ErrorEntry {
  readonly status: number;
  readonly fault: Fault;
  /** What happened, for the person who reads it. `{name}` is filled from the details. */
  readonly sentence: string;
  /** What to do next. */
  readonly next: string;
}
