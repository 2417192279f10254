/** Who must not be sent to another page just now, since their work would be left behind. */
const staying = new Set<string>();

/** Says whether somebody's work is unsaved on this page. While it is, the end of a session is told in place. */
export function stayHere(who: string, stays: boolean): void {
  if (stays) staying.add(who);
  else staying.delete(who);
}

export const mayLeave = (): boolean => staying.size === 0;
