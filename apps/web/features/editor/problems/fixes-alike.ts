import type { Fix, Problem } from '@millrace/flow';

/** Fixes for several problems of one kind at once: all their edits, with the number in the title. */
export function fixesAlike(problems: readonly Problem[]): readonly Fix[] {
  const alike = new Map<string, Fix[]>();
  for (const { code, fix } of problems) {
    if (!fix) continue;
    const key = `${code}\n${fix.title}`;
    alike.set(key, [...(alike.get(key) ?? []), fix]);
  }
  return [...alike.values()]
    .filter((fixes) => fixes.length > 1)
    .map((fixes) => ({
      title: `${fixes[0]!.title}: all ${fixes.length}`,
      edits: fixes.flatMap(({ edits }) => edits),
    }));
}
