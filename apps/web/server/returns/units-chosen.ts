import type { OfferedLine } from '@millrace/run/returns';
import { takeField } from './pages.ts';

/** How many of each line were chosen, by its name: never more than are left, and none that cannot come back. */
export function unitsChosen(
  lines: readonly OfferedLine[],
  form: URLSearchParams,
): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap(({ line: { name }, left, verdict }) => {
      const units = Number.parseInt(form.get(takeField(name)) ?? '0', 10);
      return verdict.answer !== 'refused' && units > 0 ? [[name, Math.min(units, left)] as const] : [];
    }),
  );
}
