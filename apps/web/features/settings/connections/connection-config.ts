/** The settings to save: a secret only if a new one was entered, and emptied fields as null. */
export function configToSave(
  draft: Readonly<Record<string, unknown>>,
  secretFields: readonly string[],
  editing: boolean,
): Record<string, unknown> {
  const entries = Object.entries(draft).flatMap(([name, value]): [string, unknown][] => {
    const empty = value === '' || value === undefined || value === null;
    if (!empty) return [[name, typeof value === 'string' ? value.trim() : value]];
    return editing && !secretFields.includes(name) ? [[name, undefined]] : [];
  });
  return Object.fromEntries(entries);
}
