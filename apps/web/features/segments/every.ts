/** Milliseconds until segments are read again: soon while people are still being counted. */
export const every = (counting: boolean | undefined): number => (counting ? 2_000 : 15_000);
