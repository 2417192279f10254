/** Joins an outcome and its reason to one sentence. Adds a full stop when the provider's words have none. */
export function because(what: string, why: string): string {
  const words = why.trim().replace(/\.+$/, '');
  return `${what}: ${words.replace(/^(?:The|Their|None|It|Some|Something) /, (first) => first.toLowerCase())}.`;
}
