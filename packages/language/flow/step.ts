import { fail } from '@millrace/base';
import { eventInSentence } from './compile.ts';
import { endStep, unchanged } from './cursor.ts';
import { hears, watchesFacts } from './event-match.ts';
import type { Facts } from './facts.ts';
import type { Kinds } from './kind.ts';
import type { CallOutcome, Cursor, Plan, SettledOutcome, StepResult, Wake } from './plan.ts';
import { preparer } from './prepare.ts';
import { reasonGoneWith, type ReasonGone } from './reason-gone.ts';
import { Walk } from './walk.ts';

/**
 * What happens next to one enrolment. The same plan, cursor, wake and facts give the same result. A wake that
 * the enrolment does not wait for (another event, a timer before its time, a message of another visit)
 * changes nothing and returns the same wait, with an empty trace.
 * @throws flow-looped after a thousand moves without a wait; kind-unknown when the plan has a kind that no
 * longer exists
 */
export type Step = ((plan: Plan, cursor: Cursor, wake: Wake, facts: Facts) => StepResult) & {
  /** Both drivers call it before they send a message that was held. */
  readonly reasonGone?: ReasonGone;
};

/** Makes the function that both drivers call, for a catalogue of kinds. */
export function createStep(kinds: Kinds): Step {
  const prepare = preparer(kinds);
  const step: Step = (plan, cursor, wake, facts) => {
    const { pending } = cursor;
    if (pending === null) {
      if (wake.type !== 'start') return unchanged(cursor);
      const prepared = prepare(plan);
      const entry = prepared.nodes[plan.entry] ?? fail('plan-missing', { hash: 'without an entry node' });
      return new Walk(prepared, cursor, facts).run(entry, null);
    }
    if (!fits(pending, wake, facts) || cursor.node === null) return unchanged(cursor);
    const prepared = prepare(plan);
    const position = prepared.positions.get(cursor.node);
    if (position === undefined)
      return endStep(cursor, 'node-gone', 'Left the flow: this version has no such step.', facts.now);
    const at = prepared.nodes[position]!;
    const walk = new Walk(prepared, cursor, facts);
    if (wake.type === 'settled') {
      walk.note(at, 'settled', wake.sentence ?? SETTLED[wake.outcome], {
        messageId: wake.messageId,
        outcome: wake.outcome,
        reason: wake.reason,
      });
      return walk.run(at, walk.settle(at, wake));
    }
    if (wake.type === 'answer') {
      const { callId, outcome, reason } = wake;
      walk.note(at, 'answered', wake.sentence ?? ANSWERED[outcome], { callId, outcome, reason });
      return walk.run(at, walk.settle(at, { ...wake, part: pending.type === 'call' ? pending.part : '' }));
    }
    const move = at.meaning.wake?.(walk.scene(at), wake) ?? null;
    if (move === null) return unchanged(cursor);
    walk.note(
      at,
      'woken',
      wake.type === 'event' ? `Event: ${eventInSentence(wake.event.type)}.` : WOKEN[wake.type],
      wake.type === 'event' ? { event: wake.event.type, eventId: wake.event.id } : null,
    );
    return walk.run(at, move);
  };
  return Object.assign(step, { reasonGone: reasonGoneWith(prepare) });
}

const WOKEN = {
  start: 'Started.',
  timer: 'The wait is over.',
  changed: 'Something about them has changed.',
} as const;

function fits(pending: NonNullable<Cursor['pending']>, wake: Wake, facts: Facts): boolean {
  if (pending.type === 'message') return wake.type === 'settled' && wake.messageId === pending.messageId;
  if (pending.type === 'call') return wake.type === 'answer' && wake.callId === pending.callId;
  if (pending.type !== 'wait') return false;
  if (wake.type === 'timer') return pending.until !== null && facts.now >= pending.until;
  if (wake.type === 'changed') return watchesFacts(pending);
  if (wake.type !== 'event') return false;
  for (const listen of pending.listens) if (hears(listen, wake.event)) return true;
  return false;
}

/** Sentences for outcomes that come without one. Reason codes are never put into sentences. */
const SETTLED: Readonly<Record<SettledOutcome, string>> = {
  sent: 'Sent.',
  refused: 'Not sent: a guardrail refused it.',
  skipped: 'Not sent: its moment had passed.',
  failed: 'Not sent: it could not be sent.',
  unknown: 'Perhaps sent: nobody can tell.',
  silent: 'Holdout: would have sent.',
};

const ANSWERED: Readonly<Record<CallOutcome, string>> = {
  done: 'Done.',
  refused: 'Not done: it was refused.',
  failed: 'Not done: it could not be done.',
  unknown: 'Perhaps done: nobody can tell.',
  skipped: 'Not done: its moment had passed.',
  silent: 'Holdout: would have been done.',
};
