/** What a control for a flow, a list or the like has chosen; empty for nothing. */
export function chosenThing(value: unknown): { readonly id: string; readonly name: string } {
  if (typeof value !== 'object' || value === null) return { id: '', name: '' };
  const { id, name } = value as Readonly<Record<string, unknown>>;
  return { id: typeof id === 'string' ? id : '', name: typeof name === 'string' ? name : '' };
}
