/** What became of a message and why, as one sentence. A provider's own words end in a full stop or not. */
export function because(what: string, why: string): string {
  const words = why.trim().replace(/\.+$/, '');
  return `${what}: ${words.replace(/^(?:The|It|Some|Something) /, (first) => first.toLowerCase())}.`;
}
