/** Lines of the story that tell of holds stand here, behind those of the step they belong to. */
export const HOLD_ORDINALS = { from: 3_000, below: 4_000 } as const;
