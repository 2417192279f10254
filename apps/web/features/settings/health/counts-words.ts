import { count, plural, verb } from '@millrace/base/words';
import type { CountsChecked, Difference } from '@millrace/run/measure';

const figures = (value: number): string => plural(value, 'figure');

/** What came of counting, in a sentence or two. */
export function countsWords({ compared, wrong, skippedFlows }: CountsChecked): string {
  const said =
    wrong === 0
      ? `${figures(compared)} counted again, and every one is right.`
      : `${figures(wrong)} of ${count(compared)} ${verb(wrong, 'does')} not agree with what is there. Please report it with the lines below.`;
  if (skippedFlows === 0) return said;
  const flows = `${plural(skippedFlows, 'flow')} ${verb(skippedFlows, 'is')}`;
  return `${said} ${flows} older than the messages that are still kept, and could not be counted.`;
}

/** One line for a report: which figure, where, and by how much. */
export function differenceWords({ figure, of, kept, counted }: Difference): string {
  const where = Object.entries(of)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
  return `${figure} (${where}): kept ${kept}, counted ${counted}`;
}
