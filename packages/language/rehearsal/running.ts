import type { Instant } from '@millrace/base';
import type { Cursor, EnrolmentFacts, EnrolmentRefs, MessageEffect, TraceEntry } from '@millrace/flow';
import type { RehearsedEnrolment, RehearsedMessage } from './types.ts';

/** One enrolment while its person is rehearsed. */
export interface Running {
  readonly facts: EnrolmentFacts;
  readonly heldOut: boolean;
  readonly trace: TraceEntry[];
  readonly messages: RehearsedMessage[];
  readonly messageIds: string[];
  readonly refs: EnrolmentRefs;
  cursor: Cursor;
  due: Instant;
  held: { readonly message: MessageEffect; readonly since: Instant } | null;
  endedAt: Instant | null;
  endReason: string | null;
}

/** The record of an enrolment. */
export function recordOf(running: Running, customerId: string): RehearsedEnrolment {
  return {
    id: running.facts.id,
    customerId,
    key: running.facts.key,
    enteredAt: running.facts.enteredAt,
    endedAt: running.endedAt,
    endReason: running.endReason,
    heldOut: running.heldOut,
    node: running.endedAt === null ? running.cursor.node : null,
    trace: running.trace,
    messages: running.messages,
    variables: running.cursor.variables,
  };
}
