import type { enrolments, Row } from '@millrace/db/schema';
import { plural } from '@millrace/base/words';
import { readEnrolment, type Instruction } from '@millrace/core/rows';
import { newId, together, type Tx } from '@millrace/db';
import { toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import { initialCursor, isAboutPeople, mayReenter, type EventFact, type Plan } from '@millrace/flow';
import { assignHoldout, outcomeWindow } from '@millrace/measure';
import { beginEnrolment, type Beginning } from '../enrolment-state/begin-enrolment.ts';
import { startOrWake } from '../enrolment-state/start-or-wake.ts';
import { isGloballyHeldOut } from '../global-holdout/is-held-out.ts';
import { advanceWithin } from './advance.ts';
import { writeRefusal } from './write-refusal.ts';

export interface LiveFlow {
  readonly id: string;
  readonly name: string;
  readonly salt: string;
  readonly version_id: string;
  readonly plan_hash: string;
}

export interface Entry {
  readonly workspaceId: string;
  readonly flow: LiveFlow;
  readonly plan: Plan;
  /** Null when there is no customer. */
  readonly customerId: string | null;
  readonly event: Pick<EventFact, 'id' | 'cartId' | 'orderId' | 'productId'> | null;
  /** For an entry by hand: the cart or order concerned, as there is no event to name it. */
  readonly cartId?: string | null;
  readonly orderId?: string | null;
  /** When the event happened, in real time. */
  readonly eventAt: Instant | null;
  /** The flow's subject, such as a cart. One enrolment at a time for each key. */
  readonly key: string;
  readonly clock: PersonalClock;
  readonly now: Instant;
}

export type EntryResult =
  | { readonly entered: string }
  | { readonly refused: string; readonly sentence: string };

/**
 * Lets a person into a flow or records why not, for an event, a marketer or the API. Under the customer's
 * lock. Temporal starts the workflow from an outbox row.
 */
export async function enrolCustomer(tx: Tx, entry: Entry): Promise<EntryResult> {
  const result = await letIn(tx, entry);
  if ('refused' in result) await writeRefusal(tx, entry, result.refused, result.sentence);
  return result;
}

async function letIn(tx: Tx, entry: Entry): Promise<EntryResult> {
  const { workspaceId, flow, plan, customerId, now } = entry;
  const key = entry.key;
  const refusal = await reentryRefusal(tx, entry, key);
  if (refusal) return refusal;
  const [heldOut, globallyHeldOut] = await together(
    armOf(tx, entry),
    customerId === null ? false : isGloballyHeldOut(tx, workspaceId, customerId, now),
  );
  const id = newId(now);
  const beginning: Beginning = {
    id,
    workspace_id: workspaceId,
    flow_id: flow.id,
    version_id: flow.version_id,
    plan_hash: flow.plan_hash,
    customer_id: customerId,
    subject: isAboutPeople(plan) ? null : key,
    key,
    held_out: heldOut,
    cursor: initialCursor(heldOut),
    event_id: entry.event?.id ?? null,
    event_at: entry.eventAt,
    cart_id: entry.event?.cartId ?? entry.cartId ?? null,
    order_id: entry.event?.orderId ?? entry.orderId ?? null,
    product_id: entry.event?.productId ?? null,
  };
  const { holdout: share, outcomeDays } = plan.settings;
  const measured = { share, window: outcomeWindow(now, outcomeDays, entry.clock), globallyHeldOut };
  const isIn = await beginEnrolment(tx, beginning, measured, now, () => [
    writeExitRules(tx, workspaceId, id, customerId, plan),
  ]);
  if (!isIn) return { refused: 'already-in', sentence: `Not entered: they are already in “${flow.name}”.` };
  const first = await firstStep(tx, id, now);
  if (first?.type !== 'done')
    await startOrWake(tx, beginning, 'start', first?.type === 'wait' ? first : null);
  return { entered: id };
}

/**
 * Takes the first step at once, under the lock already held, so that a flow that begins with a wait needs no
 * workflow until the wait is over. If the step fails here, the workflow takes it, retries and reports why.
 */
async function firstStep(tx: Tx, id: string, now: Instant): Promise<Instruction | null> {
  try {
    return await tx.savepoint(async (point) => {
      const inside = point as unknown as Tx;
      const enrolment = await readEnrolment(inside, id);
      return enrolment ? advanceWithin(inside, enrolment, { enrolmentId: id, seq: -1, now }, null) : null;
    });
  } catch {
    return null;
  }
}

async function reentryRefusal(tx: Tx, entry: Entry, key: string): Promise<EntryResult | null> {
  const { flow, plan, now, clock } = entry;
  const rows = await earlierEntries(tx, entry);
  // Events of an order without a known customer are released when the customer becomes known; this one has
  // already started the flow.
  if (entry.event && rows.some((row) => row.event_id === entry.event?.id))
    return {
      refused: 'already-in',
      sentence: `Not entered: this event has already started “${flow.name}” for them.`,
    };
  const earlier = rows.map((row) => ({
    key: row.key,
    enteredAt: toPersonal(row.entered_at, clock),
    ended: row.ended_at !== null,
  }));
  if (mayReenter(plan, key, toPersonal(now, clock), earlier)) return null;
  const { reentry } = plan.trigger;
  if (earlier.some((entry) => entry.key === key && !entry.ended))
    return { refused: 'already-in', sentence: `Not entered: they are already in “${flow.name}”.` };
  if (reentry.rule === 'never')
    return {
      refused: 'reentry-never',
      sentence: `Not entered: they were in “${flow.name}” before, and each person can enter it once.`,
    };
  if (reentry.rule === 'after')
    return {
      refused: 'reentry-too-soon',
      sentence: `Not entered: they were in “${flow.name}” less than ${days(reentry.days)} ago.`,
    };
  const about = plan.trigger.key === 'customer' ? '' : ` with this ${plan.trigger.key}`;
  return {
    refused: 'reentry-once-per-key',
    sentence: `Not entered: they were in “${flow.name}”${about} before.`,
  };
}

const days = (count: number) => (count === 1 ? 'a day' : plural(count, 'day'));

type EarlierEntry = Pick<Row<typeof enrolments>, 'key' | 'event_id' | 'entered_at' | 'ended_at'>;

/** Earlier enrolments of the same person; in flows about a cart, order or product, also of the same one. */
async function earlierEntries(tx: Tx, { flow, plan, customerId, key }: Entry): Promise<EarlierEntry[]> {
  const ofPerson =
    customerId === null || plan.subject === 'product' || plan.subject === 'store'
      ? []
      : await tx<EarlierEntry[]>`
    select key, event_id, entered_at, ended_at from enrolments
      where flow_id = ${flow.id} and customer_id = ${customerId} order by entered_at desc limit 200`;
  if (isAboutPeople(plan)) return ofPerson;
  const ofThing = await tx<EarlierEntry[]>`
    select key, event_id, entered_at, ended_at from enrolments
      where flow_id = ${flow.id} and subject is not null and key = ${key} order by entered_at desc limit 200`;
  return [...ofPerson, ...ofThing];
}

/** A person's arm in a flow never changes: an earlier enrolment decides it, otherwise a salted hash. */
async function armOf(tx: Tx, { workspaceId, flow, plan, customerId, key }: Entry): Promise<boolean> {
  // There is only one store, so a holdout would have nothing to compare with.
  if (plan.subject === 'store') return false;
  if (customerId === null) return assignHoldout(flow.salt, key, plan.settings.holdout);
  const [known] = await tx<{ held_out: boolean }[]>`select held_out from flow_people
    where workspace_id = ${workspaceId} and flow_id = ${flow.id} and customer_id = ${customerId}`;
  return known ? known.held_out : assignHoldout(flow.salt, customerId, plan.settings.holdout);
}

/** Writes which events can end the enrolment. When one comes, the flow language decides whether it does. */
export async function writeExitRules(
  tx: Tx,
  workspaceId: string,
  enrolmentId: string,
  customerId: string | null,
  plan: Plan,
): Promise<void> {
  const events = [...new Set(plan.trigger.exits.map((exit) => exit.event))];
  if (events.length === 0) return;
  await tx`insert into listens (workspace_id, customer_id, event, enrolment_id, purpose, match)
    select ${workspaceId}, ${customerId}::uuid, event, ${enrolmentId}, 'exit', 'customer'
      from unnest(${events}::text[]) as event`;
}
