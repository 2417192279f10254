import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { VISIT_PATIENCE, type MachineReason } from '@millrace/measure';

/** What a visitor gives away of itself. */
export interface VisitSigns {
  readonly agent: string;
  readonly prefetch: boolean;
}

/** A visit as it is kept on its message. How the visitor calls itself is kept only until it was judged. */
export interface KeptVisit {
  readonly at: Instant;
  /** The picture, a link, or a page of ours that the message leads to (unsubscribe, preferences). */
  readonly kind: 'open' | 'click' | 'page';
  readonly link: number | null;
  readonly agent?: string;
  readonly prefetch?: boolean;
  readonly by?: 'person' | 'machine';
  readonly why?: MachineReason;
}

const LONGEST_AGENT = 300;
/** Visits of one message kept at once; more in three seconds than this are nobody's hand. */
const MOST_WAITING = 200;
const MOST_KEPT = { person: 100, machine: 40 } as const;

/** Notes a visit. It counts once it was looked at together with those that come within three seconds (`judge-visits.ts`). */
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
    where id = ${message.id} and enrolled_at = ${message.enrolled_at} and jsonb_array_length(coalesce(visits, '[]')) < ${MOST_WAITING} returning 1`;
  if (noted.length > 0) await lookAgain(tx, context.workspaceId, message, at + VISIT_PATIENCE);
}

/** Has the visits of a message judged at a time. One that is due earlier stays. */
export async function lookAgain(
  tx: Tx,
  workspaceId: string,
  message: { readonly id: string; readonly enrolled_at: Instant },
  at: Instant,
): Promise<void> {
  await tx`insert into visit_checks (message_id, workspace_id, enrolled_at, due_at) values (${message.id}, ${workspaceId}, ${message.enrolled_at}, ${at})
    on conflict (message_id) do nothing`;
}

/** The newest of people and of machines, the first of each kind by a machine, and whatever is not judged yet. */
export function keptOf(visits: readonly KeptVisit[]): readonly KeptVisit[] {
  const left = { ...MOST_KEPT } as { person: number; machine: number };
  const isFirst = (visit: KeptVisit) =>
    visit === visits.find(({ by, kind }) => by === 'machine' && kind === visit.kind);
  return visits
    .toReversed()
    .filter((visit) => visit.by === undefined || isFirst(visit) || left[visit.by]-- > 0)
    .toReversed();
}
