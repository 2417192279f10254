import { fail } from '@millrace/base';

/** A named line of an order, and how many of it. */
export interface WantedLine {
  /** SKU or id, in lower case. */
  readonly name: string;
  /** Null: all of them. */
  readonly count: number | null;
}

/**
 * Reads `MUG-1, BAG-2 x 2`: names separated by commas, semicolons or line breaks, each with a number after an
 * x or ×; without a number, all of the line.
 * @throws MillraceError input-invalid if no line is named
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
    ? fail('input-invalid', { problems: 'No line of this order is named', fields: [] })
    : wanted;
}

/** A line of the order in the store now. */
export interface RefundableLine {
  readonly id: string;
  /** Names it can be found by, in lower case. */
  readonly names: readonly string[];
  /** How many of it can still be refunded, or come back. */
  readonly left: number;
}

/**
 * How many of each line is meant, by id. Numbers of a line that is named twice are added, and never exceed
 * what is left.
 * @throws MillraceError input-invalid for a name that no line has, or a line with too few left
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
        problems: `${count} of “${name}” are wanted, but fewer are left`,
        fields: [],
      });
  }
  return chosen.size === 0
    ? fail('input-invalid', { problems: 'Nothing of these lines is left', fields: [] })
    : chosen;
}
