import type { Instant } from '@millrace/base';
import { plural } from '@millrace/base/words';
import type { EnrolmentRow } from '@millrace/core/rows';
import { endedSentence } from '@millrace/guardrails';
import { because } from '../messages/because.ts';
import { PACED } from './pace.ts';
import { backoff, TRY_FOR } from './try-again.ts';

/** An attempt after which it is certain that nothing was done: it is not our turn yet, or they did not take it. */
export type NotDone =
  | { readonly result: 'paced'; readonly until: Instant; readonly perSecond: number }
  | { readonly result: 'retry'; readonly afterMs: number | null; readonly reason: string };

export type Next =
  /** The person has left meanwhile: it is not done any more. */
  | { readonly type: 'left'; readonly reason: string; readonly sentence: string }
  /** It was tried for long enough. `why`: what was said last. */
  | { readonly type: 'given-up'; readonly why: string }
  /** `isTry`: it counts as one; waiting for a turn does not. */
  | {
      readonly type: 'again';
      readonly at: Instant;
      readonly reason: string;
      readonly sentence: string;
      readonly isTry: boolean;
    };

/** What becomes of what was not done this time. @param what as it is counted: 'message', 'request' */
export function afterNotDone(
  enrolment: Pick<EnrolmentRow, 'ended_at' | 'end_reason'>,
  row: { readonly planned_at: Instant; readonly attempts: number },
  notDone: NotDone,
  what: string,
  now: Instant,
): Next {
  if (enrolment.ended_at !== null) {
    const reason = enrolment.end_reason ?? 'ended';
    return { type: 'left', reason, sentence: endedSentence(reason) };
  }
  if (notDone.result === 'paced') {
    const { until, perSecond } = notDone;
    const sentence = `Waits for its turn: the connection takes ${plural(perSecond, what)} a second.`;
    return { type: 'again', at: until, reason: PACED, sentence, isTry: false };
  }
  if (now - row.planned_at > TRY_FOR) return { type: 'given-up', why: notDone.reason };
  const sentence = because('Waiting to try again', notDone.reason);
  return {
    type: 'again',
    at: now + backoff(row.attempts, notDone.afterMs),
    reason: 'provider-unavailable',
    sentence,
    isTry: true,
  };
}
