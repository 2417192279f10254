/** The rows of a list as it is stored, whatever is in it. */
export const asRows = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value)
    ? value.map((row: unknown) =>
        typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {},
      )
    : [];
