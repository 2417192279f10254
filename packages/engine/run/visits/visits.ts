import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { VISIT_PATIENCE, type MachineReason } from '@millrace/measure';

/** What a request reveals about its visitor. */
export interface VisitSigns {
  readonly agent: string;
  readonly prefetch: boolean;
}

/** A visit as stored on its message. The user agent is deleted once the visit has been judged. */
export interface KeptVisit {
  readonly at: Instant;
  /** The picture, a link, or one of our pages that the message links to (unsubscribe, preferences). */
  readonly kind: 'open' | 'click' | 'page';
  readonly link: number | null;
  readonly agent?: string;
  readonly prefetch?: boolean;
  readonly by?: 'person' | 'machine';
  readonly why?: MachineReason;
}

const LONGEST_AGENT = 300;
/** Most visits of one message to store at once. More than this in three seconds are not by a person. */
const MOST_WAITING = 200;
const MOST_KEPT = { person: 100, machine: 40 } as const;

/**
 * Stores a visit. It counts after it was judged together with those of the next three seconds
 * (`judge-visits.ts`).
 */
export async function noteVisit(
  tx: Tx,
  context: Context,
  message: { readonly id: string; readonly enrolled_at: Instant },
  visit: Pick<KeptVisit, 'kind' | 'link'>,
  { agent, prefetch }: VisitSigns,
): Promise<void> {
  const at = context.now();
  const kept: KeptVisit = {
    at,
    ...visit,
    agent: agent.slice(0, LONGEST_AGENT),
    ...(prefetch ? { prefetch } : {}),
  };
  const noted = await tx`update messages set visits = coalesce(visits, '[]') || ${tx.json([kept] as never)}
    where id = ${message.id} and enrolled_at = ${message.enrolled_at}
      and jsonb_array_length(coalesce(visits, '[]')) < ${MOST_WAITING} returning 1`;
  if (noted.length > 0) await lookAgain(tx, context.workspaceId, message, at + VISIT_PATIENCE);
}

/** Schedules the judging of a message's visits and answers. An earlier time stays. */
export async function lookAgain(
  tx: Tx,
  workspaceId: string,
  message: { readonly id: string; readonly enrolled_at: Instant },
  at: Instant,
): Promise<void> {
  await tx`insert into visit_checks as v (message_id, workspace_id, enrolled_at, due_at)
    values (${message.id}, ${workspaceId}, ${message.enrolled_at}, ${at})
    on conflict (message_id) do update set due_at = excluded.due_at where v.due_at > excluded.due_at`;
}

/**
 * The visits to keep: the newest by people and by machines, the first of each kind by a machine, and those
 * not yet judged.
 */
export function keptOf(visits: readonly KeptVisit[]): readonly KeptVisit[] {
  const left = { ...MOST_KEPT } as { person: number; machine: number };
  const isFirst = (visit: KeptVisit) =>
    visit === visits.find(({ by, kind }) => by === 'machine' && kind === visit.kind);
  return visits
    .toReversed()
    .filter((visit) => visit.by === undefined || isFirst(visit) || left[visit.by]-- > 0)
    .toReversed();
}
