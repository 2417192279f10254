/** Ids of editors with unsaved work. While there are any, the page must not be left automatically. */
const staying = new Set<string>();

/** Sets whether an editor has unsaved work. While it has, an ended session is reported without leaving the page. */
export function stayHere(who: string, stays: boolean): void {
  if (stays) staying.add(who);
  else staying.delete(who);
}

export const mayLeave = (): boolean => staying.size === 0;
