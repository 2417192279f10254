/** The number of an order as it is compared: exports write `#1001` where the shop says 1001, and the other way round. */
export const plainNumber = (number: string): string => number.replace(/^#/, '');

/** Both ways in which a number may be stored. */
export function waysToWrite(number: string): readonly [string, string] {
  const plain = plainNumber(number);
  return [plain, `#${plain}`];
}
