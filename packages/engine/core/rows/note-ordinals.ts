/** Where lines stand in a story that the step they belong to did not write: behind its own, by what they tell of. */
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

/** Lines that a step wrote itself stand below. */
export const BELOW_NOTES = 1_000;
