/**
 * Ordinals of timeline lines that were added to a step after it was written. They sort after the step's own
 * lines, in one range for each kind.
 */
export interface NoteOrdinals {
  readonly from: number;
  readonly below: number;
}

export const NOTE_ORDINALS = {
  pause: { from: 1_000, below: 2_000 },
  move: { from: 2_000, below: 3_000 },
  hold: { from: 3_000, below: 4_000 },
  remark: { from: 4_000, below: 4_900 },
  'look-up': { from: 4_900, below: 5_000 },
} as const satisfies Record<string, NoteOrdinals>;

/** The step's own lines have ordinals below this. */
export const BELOW_NOTES = 1_000;
