import type { Instant } from '@millrace/base';
import { eventInSentence } from './compile.ts';
import type { EventFact } from './facts.ts';
import type { Cursor, Next, Plan, StepResult, TraceEntry } from './plan.ts';

/** The cursor of an enrolment before its first step. @param silent true for people in the holdout */
export function initialCursor(silent: boolean): Cursor {
  return {
    node: null,
    visits: {},
    memory: null,
    variables: {},
    messages: {},
    lastMessage: null,
    silent,
    pending: null,
  };
}

/** True when the enrolment has nothing more to do. */
export function isDone(cursor: Cursor): boolean {
  return cursor.pending?.type === 'done';
}

/** The result of a wake the enrolment does not wait for: no change, and the same wait as before. */
export function unchanged(cursor: Cursor): StepResult {
  return {
    cursor,
    trace: [],
    effects: [],
    next: cursor.pending ?? { type: 'wait', until: null, listens: [] },
  };
}

function finish(cursor: Cursor, reason: string, entry: TraceEntry): StepResult {
  const next: Next = { type: 'done', reason };
  return {
    cursor: { ...cursor, node: null, memory: null, pending: next },
    trace: [entry],
    effects: [],
    next,
  };
}

const placeOf = (cursor: Cursor) => ({
  node: cursor.node,
  visit: cursor.node === null ? 0 : (cursor.visits[cursor.node] ?? 0),
});

/**
 * Ends an enrolment by one of its exit rules. Changes nothing when it has already ended.
 * @param rule its index in `exits`
 */
export function exitStep(
  plan: Plan,
  cursor: Cursor,
  event: EventFact,
  rule: number,
  now: Instant,
): StepResult {
  if (isDone(cursor)) return unchanged(cursor);
  const { match = 'customer', event: heard = event.type } = plan.trigger.exits[rule] ?? {};
  return finish(cursor, `exit:${heard}`, {
    at: now,
    ...placeOf(cursor),
    what: 'exited',
    port: null,
    sentence: `Left the flow: ${eventInSentence(heard)}.`,
    data: { event: event.type, eventId: event.id, match, rule },
  });
}

/**
 * Ends an enrolment for a reason outside the plan: the flow was stopped, the person was erased or removed by
 * hand.
 */
export function endStep(cursor: Cursor, reason: string, sentence: string, now: Instant): StepResult {
  if (isDone(cursor)) return unchanged(cursor);
  return finish(cursor, reason, {
    at: now,
    ...placeOf(cursor),
    what: 'done',
    port: null,
    sentence,
    data: { reason },
  });
}

/**
 * The node at which a person continues in another version: the same node, if the new version has it with the
 * same kind; otherwise null, and they leave the flow. Their current wait stays as it is; the new version
 * applies from the next node.
 */
export function landingOf(to: Plan, from: Plan, cursor: Cursor): string | null {
  if (cursor.node === null) return null;
  const before = from.nodes.find((node) => node.id === cursor.node);
  const after = to.nodes.find((node) => node.id === cursor.node);
  return before && after && before.kind === after.kind ? after.id : null;
}

/** Moves an enrolment to another version of its flow, as `landingOf` says. */
export function moveStep(to: Plan, from: Plan, cursor: Cursor, now: Instant): StepResult {
  if (isDone(cursor)) return unchanged(cursor);
  const begun = cursor.node !== null;
  if (begun && landingOf(to, from, cursor) === null)
    return endStep(cursor, 'moved-out', 'Left the flow: the new version has no such step.', now);
  const entry: TraceEntry = {
    at: now,
    ...placeOf(cursor),
    what: 'moved',
    port: null,
    sentence: 'Went on in the new version of the flow.',
    data: null,
  };
  return { ...unchanged(cursor), trace: [entry] };
}
