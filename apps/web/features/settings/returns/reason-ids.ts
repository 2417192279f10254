/** An id that no reason has. It says nothing of the words, which may change. */
export function newReasonId(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`own-${number}`)) number += 1;
  return `own-${number}`;
}
