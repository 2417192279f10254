/** The pattern for LIKE and ILIKE that finds texts with these words in them, as they are written: `%` and `_` are letters like others. */
export const containing = (words: string): string =>
  `%${words.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
