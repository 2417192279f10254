import type { Tx } from '@millrace/db';

/** As long as the name of a flow may be. */
export const LONGEST_NAME = 120;

/** The name, or the name with the first number that makes it a new one: `Welcome`, `Welcome (2)`, `Welcome (3)`. Capitals do not tell names apart. */
export function nextFreeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = wanted.slice(0, LONGEST_NAME - suffix.length).trimEnd() + suffix;
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** A name that no flow of this workspace has yet. */
export async function freeName(tx: Tx, wanted: string): Promise<string> {
  // Names that have to be shortened for their number begin alike only so far.
  const beginning = wanted.slice(0, LONGEST_NAME - 12).trimEnd();
  const rows = await tx<
    { name: string }[]
  >`select name from flows where starts_with(lower(name), lower(${beginning}))`;
  return nextFreeName(
    wanted,
    rows.map((row) => row.name),
  );
}
