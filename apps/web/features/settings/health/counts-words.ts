import { count, plural, verb } from '@millrace/base/words';
import type { CountsChecked, Difference } from '@millrace/run/measure';

const figures = (value: number): string => plural(value, 'figure');

/** The result of the recount, in one or two sentences. */
export function countsWords({ compared, wrong, skippedFlows }: CountsChecked): string {
  const said =
    wrong === 0
      ? `${figures(compared)} recounted, and all are right.`
      : `${figures(wrong)} of ${count(compared)} ${verb(wrong, 'does')} not match the recount. Please report it with the lines below.`;
  if (skippedFlows === 0) return said;
  const flows = `${plural(skippedFlows, 'flow')} ${verb(skippedFlows, 'is')}`;
  return `${said} ${flows} older than the messages still kept, and could not be recounted.`;
}

/** A difference as a line for a bug report: which figure, where, and both values. */
export function differenceWords({ figure, of, kept, counted }: Difference): string {
  const where = Object.entries(of)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
  return `${figure} (${where}): kept ${kept}, counted ${counted}`;
}
