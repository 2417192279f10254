import type { Tx } from '@millrace/db';

/** Longest name of a flow, in characters. */
export const LONGEST_NAME = 120;

/**
 * The name, or the name with the first free number: `Welcome`, `Welcome (2)`, `Welcome (3)`. Ignores case.
 */
export function nextFreeName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = wanted.slice(0, LONGEST_NAME - suffix.length).trimEnd() + suffix;
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** A name that no flow of this workspace has. */
export async function freeName(tx: Tx, wanted: string): Promise<string> {
  // Names shortened for their number share only this beginning.
  const beginning = wanted.slice(0, LONGEST_NAME - 12).trimEnd();
  const rows = await tx<
    { name: string }[]
  >`select name from flows where starts_with(lower(name), lower(${beginning}))`;
  return nextFreeName(
    wanted,
    rows.map((row) => row.name),
  );
}
