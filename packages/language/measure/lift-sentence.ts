import { people, plural, verb } from '@millrace/base/words';
import type { Interval } from './confidence-sequence.ts';
import type { LiftReport } from './lift.ts';

export interface LiftWords {
  /** Formats minor units as money in the store's currency: `$1,234`. */
  readonly money: (minorUnits: number) => string;
  /** What the holdout gets instead, when the flow is tried beside it; null when the holdout gets nothing. */
  readonly beside?: string | null | undefined;
}

/** What the flow caused, in one to three sentences. */
export function liftSentence(report: LiftReport, words: LiftWords): string {
  const said = claim(report, words);
  if (report.notCompared === 0 || !report.causedMargin) return said;
  return `${said} ${people(report.notCompared)} ${verb(report.notCompared, 'is')} left out, because there is nobody to compare them with.`;
}

function claim(report: LiftReport, { money, beside }: LiftWords): string {
  if (report.state === 'no-holdout') return 'This flow has no holdout, so what it caused cannot be measured.';
  if (report.state === 'uneven') return report.ratioSentence;
  if (report.missing || !report.causedMargin || !report.margin)
    return `It is too early to tell what this flow caused: ${missingWords(report)}.`;
  const { estimate, lower, upper } = report.causedMargin;
  const between = `between ${money(lower)} and ${money(upper)}`;
  if (typeof beside === 'string') return besideClaim(report.state, report.causedMargin, money, beside);
  if (report.state === 'gain') return `This flow caused about ${money(estimate)} of margin, ${between}.`;
  if (report.state === 'loss')
    return `This flow cost about ${money(-estimate)} of margin, between ${money(-upper)} and ${money(-lower)}.`;
  return `It is not clear yet whether this flow earns anything: what it caused is ${between} of margin, most likely about ${money(estimate)}.`;
}

/** The same, compared with what people get without the flow. */
function besideClaim(
  state: LiftReport['state'],
  { estimate, lower, upper }: Interval,
  money: LiftWords['money'],
  name: string,
): string {
  if (state === 'gain')
    return `This flow brought about ${money(estimate)} more margin than ${name}, between ${money(lower)} and ${money(upper)}.`;
  if (state === 'loss')
    return `This flow brought about ${money(-estimate)} less margin than ${name}, between ${money(-upper)} and ${money(-lower)}.`;
  return `It is not clear yet which brings more, this flow or ${name}: this flow’s margin is between ${money(lower)} and ${money(upper)} above it, most likely ${money(estimate)}.`;
}

/**
 * What the flow seems to have caused so far, people whose outcome window is open included. No claim: who is treated may only
 * buy sooner.
 * @param report of everybody
 */
export function earlySentence(report: LiftReport, waiting: number, { money }: LiftWords): string | null {
  if (!report.causedMargin) return null;
  const { estimate, lower, upper } = report.causedMargin;
  return `With the ${people(waiting)} whose window is open it looks like ${money(estimate)} so far, between ${money(lower)} and ${money(upper)}. This is early: they may only be buying sooner.`;
}

function missingWords({ missing, waitingPeople }: LiftReport): string {
  if (!missing) return 'more people are needed';
  if (waitingPeople > 0)
    return `orders still count for ${people(waitingPeople)} whose outcome window is open, and too few people are beyond it`;
  const more = (count: number) => plural(count, 'more person', 'more people');
  if (missing.heldOutPeople > 0)
    return `${more(missing.heldOutPeople)} in the holdout ${verb(missing.heldOutPeople, 'is')} needed to compare with`;
  if (missing.treatedPeople > 0)
    return `${more(missing.treatedPeople)} in the flow ${verb(missing.treatedPeople, 'is')} needed`;
  if (missing.heldOutConverted > 0)
    return `${more(missing.heldOutConverted)} in the holdout ${verb(missing.heldOutConverted, 'has')} to order before the two groups can be compared`;
  return `${more(missing.treatedConverted)} in the flow ${verb(missing.treatedConverted, 'has')} to order before the two groups can be compared`;
}
