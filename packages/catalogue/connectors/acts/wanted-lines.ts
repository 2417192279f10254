import { fail } from '@millrace/base';

/** A line of an order that is named, and how many of it. */
export interface WantedLine {
  /** SKU or id, in small letters. */
  readonly name: string;
  /** Null: all of them. */
  readonly count: number | null;
}

/**
 * Reads `MUG-1, BAG-2 x 2`: names apart by commas, semicolons or lines, each with how many behind an x or ×; all of the line when none is said.
 * @throws MillraceError input-invalid when none is named
 */
export function wantedLines(text: string): readonly WantedLine[] {
  const wanted = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name, count] = /^(.*?)\s+[x×]\s*(\d{1,6})$/i.exec(part) ?? [];
      return name === undefined || count === undefined
        ? { name: part.toLowerCase(), count: null }
        : { name: name.trim().toLowerCase(), count: Number(count) };
    });
  return wanted.length === 0
    ? fail('input-invalid', { problems: 'No line is named for this order', fields: [] })
    : wanted;
}

/** A line as the store has it now. */
export interface RefundableLine {
  readonly id: string;
  /** What it may be called by, in small letters. */
  readonly names: readonly string[];
  /** How many of it can still be given back. */
  readonly left: number;
}

/**
 * How many of each line are given back, by id. What is named twice adds up, and never comes to more than is left.
 * @throws MillraceError input-invalid for a name that no line has, or a line of which too few are left
 */
export function chosenLines(
  wanted: readonly WantedLine[],
  lines: readonly RefundableLine[],
): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  for (const { name, count } of wanted) {
    const found = lines.filter((line) => line.names.includes(name));
    if (found.length === 0)
      return fail('input-invalid', { problems: `The order has no line “${name}”`, fields: [] });
    let open = count ?? found.reduce((sum, line) => sum + line.left - (chosen.get(line.id) ?? 0), 0);
    for (const line of found) {
      const taken = Math.min(open, line.left - (chosen.get(line.id) ?? 0));
      if (taken > 0) chosen.set(line.id, (chosen.get(line.id) ?? 0) + taken);
      open -= Math.max(0, taken);
    }
    if (open > 0)
      return fail('input-invalid', {
        problems: `Of “${name}” ${count} were to be given back, and fewer are left`,
        fields: [],
      });
  }
  return chosen.size === 0
    ? fail('input-invalid', { problems: 'Nothing of these lines is left to be given back', fields: [] })
    : chosen;
}
