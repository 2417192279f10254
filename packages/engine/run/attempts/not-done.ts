import type { Instant } from '@millrace/base';
import { plural } from '@millrace/base/words';
import type { EnrolmentRow } from '@millrace/core/rows';
import { endedSentence } from '@millrace/guardrails';
import { because } from '../messages/because.ts';
import { PACED } from './pace.ts';
import { backoff, TRY_FOR } from './try-again.ts';

/** Reasons why an attempt certainly did nothing: it is not its turn yet, or the system did not take it. */
export type NotDone =
  | { readonly result: 'paced'; readonly until: Instant; readonly perSecond: number }
  | { readonly result: 'retry'; readonly afterMs: number | null; readonly reason: string };

export type Next =
  /** The person has left the flow, so it is not done. */
  | { readonly type: 'left'; readonly reason: string; readonly sentence: string }
  /** It was tried for as long as `TRY_FOR`. `why`: the last reason. */
  | { readonly type: 'given-up'; readonly why: string }
  /** `isTry`: counts as an attempt. Waiting for a turn does not. */
  | {
      readonly type: 'again';
      readonly at: Instant;
      readonly reason: string;
      readonly sentence: string;
      readonly isTry: boolean;
    };

/**
 * Decides what happens after an attempt that did nothing.
 * @param what the noun for a sentence: 'message', 'request'
 */
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
