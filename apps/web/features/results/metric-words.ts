import { eventInSentence } from '@millrace/flow';
import { points } from '@millrace/base/words';
import type { MetricView } from '@millrace/services/measure';

type Told = Pick<MetricView, 'event' | 'state' | 'difference'>;

/** The flow's effect on its success or failure metric, in one sentence. */
export function metricSentence({ event, state, difference }: Told): string {
  const what = `“${eventInSentence(event)}”`;
  if (state === 'no-holdout')
    return `There is no holdout, so the flow’s effect on ${what} cannot be measured.`;
  if (!difference) return `It is too early to tell the flow’s effect on ${what}.`;
  const between = `${points(difference.lower)} to ${points(difference.upper)}`;
  if (state === 'more')
    return `The flow causes more of ${what}: ${points(difference.estimate)} of people, ${between}.`;
  if (state === 'fewer')
    return `The flow causes less of ${what}: ${points(difference.estimate)} of people, ${between}.`;
  return `No difference in ${what} can be seen between the two groups (${between}).`;
}
