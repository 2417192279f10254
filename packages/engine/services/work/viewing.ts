import { workKind, type WorkKind } from '@millrace/connectors/work';
import { readTeam, type Member } from '@millrace/core/store';
import { may, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { forOf, isFor, neededFor, whoInWords, type WorkRow, type WorkState } from '@millrace/run/work';
import { workSchema, type WorkView } from './shapes.ts';

/** Who looks at work: the team, and which of its members it is. */
export interface Viewing {
  readonly team: readonly Member[];
  /** Null for an API key. */
  readonly me: Member | null;
  readonly context: Context;
}

export async function viewing(tx: Tx, context: Context): Promise<Viewing> {
  const team = await readTeam(tx);
  const { type, id } = context.actor;
  return { team, me: type === 'person' ? (team.find((member) => member.id === id) ?? null) : null, context };
}

/**
 * Whether the caller may answer this work while it is open. Owners may always, so that nothing stays undone
 * while somebody is ill; an API key with the permissions may, as an owner made it.
 */
export function mayAnswer({ me, context }: Viewing, row: WorkRow): boolean {
  const kind = workKind(row.kind);
  if (!neededFor(kind).every((permission) => may(context.actor, permission))) return false;
  if (context.actor.type !== 'person') return true;
  return me !== null && (me.role === 'owner' || isFor(forOf(row), me, kind));
}

export interface ShownRow extends WorkRow {
  readonly flow_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
}

const STATES: Readonly<Record<Exclude<WorkState, 'answered' | 'missed'>, string>> = {
  open: 'Open',
  withdrawn: 'Withdrawn',
};

/** "Open", "Approved", "No answer". */
export function stateWords(kind: WorkKind | undefined, { state, answer }: WorkRow): string {
  if (state === 'missed') return kind?.missed ?? 'No answer';
  if (state !== 'answered') return STATES[state];
  return kind?.answers.find(({ id }) => id === answer)?.done ?? 'Answered';
}

export function workView(row: ShownRow, seen: Viewing, now: Instant): WorkView {
  const kind = workKind(row.kind);
  const next = { role: row.next_role, person: row.next_person };
  const isOpen = row.state === 'open';
  return {
    id: row.id,
    kind: row.kind,
    kindTitle: kind?.title ?? 'Work',
    title: row.title,
    details: row.details,
    risk: row.risk,
    reason: kind?.reason(row.flow_name ?? 'A flow', row.awaited) ?? '',
    // What cannot be read is as good as none.
    facts: workSchema.shape.facts.safeParse(row.facts).data ?? [],
    drafts: workSchema.shape.drafts.safeParse(row.drafts).data ?? [],
    flowId: row.flow_id,
    flowName: row.flow_name,
    enrolmentId: row.enrolment_id,
    node: row.node,
    customerId: row.customer_id,
    customerName: [row.first_name, row.last_name].filter(Boolean).join(' ') || row.email,
    for: forOf(row),
    who: whoInWords(forOf(row), seen.team),
    nextWho: isOpen && (next.role !== null || next.person !== null) ? whoInWords(next, seen.team) : null,
    deadline: row.deadline_at,
    overdue: isOpen && row.deadline_at !== null && row.deadline_at < now,
    waits: row.awaited,
    state: row.state,
    stateWords: stateWords(kind, row),
    answers: [...(kind?.answers ?? [])],
    mayAnswer: isOpen && mayAnswer(seen, row),
    answer: row.answer,
    comment: row.comment,
    answeredBy: row.answered_name,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    revision: row.revision,
  };
}
