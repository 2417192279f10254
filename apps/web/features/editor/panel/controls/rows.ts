import type { ControlProps } from '@millrace/ui';

/** How many rows the schema allows. */
export const mostRows = ({ meta }: ControlProps['field']): number =>
  typeof meta['maxItems'] === 'number' ? meta['maxItems'] : Infinity;

/** The rows of a stored list; entries that are not objects become empty rows. */
export const asRows = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value)
    ? value.map((row: unknown) =>
        typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {},
      )
    : [];
