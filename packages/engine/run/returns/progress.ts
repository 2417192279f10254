import type { Instant } from '@millrace/base';
import { workKind } from '@millrace/connectors/work';
import type { Tx } from '@millrace/db';
import type { ReturnRow } from './draft.ts';

/** How far a return is. Each comes after those before it; a refused one goes no further. */
export const RETURN_STEPS = [
  'requested',
  'approved',
  'label',
  'received',
  'refunded',
  'exchanged',
  'refused',
] as const;
export type ReturnStep = (typeof RETURN_STEPS)[number];

/** The event that says that a return came to a step. */
export const STEP_EVENTS: Readonly<Record<Exclude<ReturnStep, 'requested'>, string>> = {
  approved: 'return-approved',
  label: 'return-label-made',
  received: 'return-received',
  refunded: 'return-refunded',
  exchanged: 'return-exchanged',
  refused: 'return-refused',
};
const TYPES = Object.values(STEP_EVENTS);
const LAST_YEAR = Date.UTC(9999, 0);

export interface ReturnProgress {
  /** The furthest step. */
  readonly step: ReturnStep;
  /** When it came to each step that is known; the approval may be that of the policy. */
  readonly at: Readonly<Partial<Record<ReturnStep, Instant>>>;
  readonly labelUrl: string | null;
  /** What the customer was told when it was refused. */
  readonly told: string | null;
}

type Asked = Pick<
  ReturnRow,
  'id' | 'number' | 'customer_id' | 'order_id' | 'event_id' | 'answer' | 'items'
> & {
  readonly requested_at: Instant | null;
};

interface Heard {
  readonly number: string;
  readonly type: string;
  readonly occurred_at: Instant;
  readonly properties: { readonly labelUrl?: unknown; readonly text?: unknown };
}

interface Decided {
  readonly event_id: string;
  readonly kind: string;
  readonly answer: string;
  readonly closed_at: Instant;
}

interface Refunded {
  readonly order_id: string;
  readonly occurred_at: Instant;
  readonly properties: { readonly productIds?: unknown };
}

/**
 * How far returns are: from their events, from what the team decided in the flow that handles them, and from refunds of
 * their orders that came after them.
 */
export async function progressOf(
  tx: Tx,
  rows: readonly Asked[],
): Promise<ReadonlyMap<string, ReturnProgress>> {
  if (rows.length === 0) return new Map();
  const people = [...new Set(rows.map((row) => row.customer_id))];
  // A wrong stored time must not stop the list: the database takes back only years that it can write.
  const since = Math.min(LAST_YEAR, ...rows.map((row) => Math.max(0, row.requested_at ?? 0)));
  const heard = await tx<Heard[]>`
    select properties->>'returnId' as number, type, occurred_at, properties from events
      where customer_id in (select unnest(${people}::uuid[])) and type in (select unnest(${TYPES}::text[]))
        and occurred_at >= ${since}
        and properties->>'returnId' in (select unnest(${rows.map((row) => row.number)}::text[]))
      order by occurred_at`;
  const decided = await tx<Decided[]>`
    select e.event_id, w.kind, w.answer, w.closed_at from enrolments e
      join work_items w on w.enrolment_id = e.id and w.answer is not null and w.closed_at is not null
      where e.customer_id in (select unnest(${people}::uuid[]))
        and e.event_id in (select unnest(${rows.flatMap((row) => row.event_id ?? [])}::uuid[]))
      order by w.closed_at`;
  const refunded = await tx<Refunded[]>`
    select order_id, occurred_at, properties from events
      where customer_id in (select unnest(${people}::uuid[])) and type = 'order-refunded'
        and order_id in (select unnest(${rows.map((row) => row.order_id)}::uuid[])) and occurred_at >= ${since}
      order by occurred_at`;
  return new Map(rows.map((row) => [row.id, progress(row, heard, decided, refunded)]));
}

function progress(
  row: Asked,
  heard: readonly Heard[],
  decided: readonly Decided[],
  refunded: readonly Refunded[],
): ReturnProgress {
  const at: Partial<Record<ReturnStep, Instant>> = { requested: row.requested_at ?? 0 };
  if (row.answer === 'accepted') at.approved = row.requested_at ?? 0;
  let labelUrl: string | null = null;
  let told: string | null = null;
  for (const { number, type, occurred_at: when, properties } of heard) {
    if (number !== row.number) continue;
    const step = RETURN_STEPS.find((one) => one !== 'requested' && STEP_EVENTS[one] === type);
    if (step) at[step] ??= when;
    if (typeof properties.labelUrl === 'string') ({ labelUrl } = properties);
    if (typeof properties.text === 'string') told = properties.text;
  }
  for (const one of decided) {
    const kind = workKind(one.kind);
    if (one.event_id !== row.event_id || !kind?.isDecision) continue;
    at[one.answer === kind.answers[0]?.id ? 'approved' : 'refused'] ??= one.closed_at;
  }
  const money = refunded.find(
    (one) =>
      one.order_id === row.order_id && one.occurred_at > (row.requested_at ?? 0) && isAbout(one, row.items),
  );
  if (money) at.refunded ??= money.occurred_at;
  return { step: furthest(at), at, labelUrl, told };
}

/** Whether a refund is of goods that come back. One that names no goods may be of anything. */
function isAbout({ properties: { productIds } }: Refunded, items: ReturnRow['items']): boolean {
  return Array.isArray(productIds) && items.some(({ productId }) => productIds.includes(productId));
}

/** What was decided last counts: a return that was refused and then taken back is not refused. */
function furthest(at: ReturnProgress['at']): ReturnStep {
  const done = RETURN_STEPS.toReversed().find((step) => step !== 'refused' && at[step] !== undefined);
  const last = done ?? 'requested';
  return at.refused !== undefined && at.refused >= (at[last] ?? 0) ? 'refused' : last;
}
