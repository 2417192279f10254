import type { Database, Tx } from '@millrace/db';
import { toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import { judgeVisits, VISIT_PATIENCE, type MachineReason } from '@millrace/measure';
import { ingestWithin } from '../intake/ingest-events.ts';
import { tally } from '../measure/tally.ts';
import type { Context } from '../verb/context.ts';

/** What a visitor gives away of itself. */
export interface VisitSigns {
  readonly agent: string;
  readonly prefetch: boolean;
}

/** A visit as it is kept on its message. How the visitor calls itself is kept only until it was judged. */
export interface KeptVisit {
  readonly at: Instant;
  readonly kind: 'open' | 'click';
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

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/** Notes a visit. It counts once it was looked at together with those that come within three seconds. */
export async function noteVisit(
  tx: Tx,
  context: Context,
  message: { readonly id: string; readonly enrolled_at: Instant },
  visit: { readonly kind: 'open' | 'click'; readonly link: number | null },
  { agent, prefetch }: VisitSigns,
): Promise<void> {
  const at = context.now();
  const kept: KeptVisit = { at, ...visit, agent: agent.slice(0, LONGEST_AGENT), ...(prefetch ? { prefetch } : {}) };
  await tx`update messages set visits = coalesce(visits, '[]') || ${tx.json([kept] as never)}
    where id = ${message.id} and enrolled_at = ${message.enrolled_at} and jsonb_array_length(coalesce(visits, '[]')) < ${MOST_WAITING}`;
  await tx`insert into visit_checks (message_id, workspace_id, enrolled_at, due_at)
    values (${message.id}, ${context.workspaceId}, ${message.enrolled_at}, ${at + VISIT_PATIENCE}) on conflict (message_id) do nothing`;
}

/** Judges the visits whose time is up, of every workspace. Several workers share the work. @returns messages looked at */
export async function judgeDueVisits(db: Database, contextOf: (workspaceId: string) => Context, now: Instant, limit = 50): Promise<number> {
  const due = await db.asRouter(
    (tx) =>
      tx<Check[]>`select message_id, workspace_id, enrolled_at from visit_checks where due_at <= ${now} order by due_at limit ${limit}`,
  );
  for (const check of due) await db.inWorkspace(check.workspace_id, (tx) => judgeMessage(tx, contextOf(check.workspace_id), check, now));
  return due.length;
}

interface Check {
  readonly message_id: string;
  readonly workspace_id: string;
  readonly enrolled_at: Instant;
}

interface Visited {
  readonly id: string;
  readonly enrolled_at: Instant;
  readonly customer_id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly channel: string;
  readonly sent_at: Instant | null;
  readonly opened_at: Instant | null;
  readonly clicked_at: Instant | null;
  readonly visits: readonly KeptVisit[] | null;
  readonly pace: number | null;
  readonly pace_anchor: Instant | null;
}

async function judgeMessage(tx: Tx, context: Context, check: Check, now: Instant): Promise<void> {
  const [message] = await tx<Visited[]>`
    select m.id, m.enrolled_at, m.customer_id, m.flow_id, m.version_id, m.node, m.channel, coalesce(m.sent_at, m.sending_at) as sent_at, m.opened_at, m.clicked_at, m.visits, c.pace, c.pace_anchor
    from messages m left join customers c on c.id = m.customer_id where m.id = ${check.message_id} and m.enrolled_at = ${check.enrolled_at} for update of m skip locked`;
  // Another worker is at it, or a visitor: the next look finds what is left.
  const [taken] = message ? await tx`delete from visit_checks where message_id = ${check.message_id} and due_at <= ${now} returning 1` : [];
  if (!message || !taken) return;
  const visits = (message.visits ?? []).toSorted((left, right) => left.at - right.at);
  const clock: PersonalClock = { pace: message.pace ?? 1, anchor: message.pace_anchor ?? 0 };
  const verdicts = judgeVisits(
    message.sent_at === null ? null : toPersonal(message.sent_at, clock),
    visits.map(({ at, kind, link, agent = '', prefetch = false, by, why }) => ({
      at: toPersonal(at, clock),
      kind,
      link,
      agent,
      prefetch,
      judged: by === 'machine' && why ? { by, why } : by === 'person' ? { by } : undefined,
    })),
  );
  const fresh: KeptVisit[] = [];
  const all = visits.map((visit, at): KeptVisit => {
    if (visit.by !== undefined || visit.at + VISIT_PATIENCE > now) return visit;
    const verdict = verdicts[at]!;
    const { agent: _agent, prefetch: _prefetch, ...rest } = visit;
    const judged: KeptVisit = { ...rest, ...verdict };
    fresh.push(judged);
    return judged;
  });
  await tx`update messages set visits = ${tx.json(keptOf(all) as never)} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  const next = all.find((visit) => visit.by === undefined);
  if (next)
    await tx`insert into visit_checks (message_id, workspace_id, enrolled_at, due_at) values (${message.id}, ${context.workspaceId}, ${message.enrolled_at}, ${next.at + VISIT_PATIENCE}) on conflict (message_id) do nothing`;
  await credit(tx, context, message, fresh, visits);
}

/** The newest of people and of machines, and whatever is not judged yet. */
function keptOf(visits: readonly KeptVisit[]): readonly KeptVisit[] {
  const left = { ...MOST_KEPT } as { person: number; machine: number };
  return visits
    .toReversed()
    .filter(({ by }) => by === undefined || left[by]-- > 0)
    .toReversed();
}

/** What people did is counted and becomes events; what machines did is counted apart and ends no wait. */
async function credit(
  tx: Tx,
  context: Context,
  message: Visited,
  fresh: readonly KeptVisit[],
  earlier: readonly KeptVisit[],
): Promise<void> {
  const flow = { flowId: message.flow_id, versionId: message.version_id };
  const count = (metric: string, at: Instant) => tally(tx, context.workspaceId, flow, at, [{ node: message.node, metric, amount: 1 }]);
  const tell = (type: string, id: string, at: Instant, properties: Record<string, unknown>) =>
    ingestWithin(tx, context, INTERNAL, [
      {
        id,
        type,
        occurredAt: Math.min(at, context.now()),
        customer: { id: message.customer_id },
        properties: { messageId: message.id, channel: message.channel, ...properties },
      },
    ]);
  for (const kind of ['open', 'click'] as const) {
    const first = fresh.find((visit) => visit.kind === kind && visit.by === 'machine');
    const known = earlier.some((visit) => visit.kind === kind && visit.by === 'machine');
    if (first && !known) await count(kind === 'open' ? 'machine-opened' : 'machine-clicked', first.at);
  }
  const people = fresh.filter((visit) => visit.by === 'person');
  // A click means that it was opened too.
  const opened = people.find((visit) => visit.kind === 'open' || message.channel === 'email');
  if (opened && message.opened_at === null) {
    await tx`update messages set opened_at = ${opened.at} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await count('opened', opened.at);
    await tell('message-opened', `opened/${message.id}`, opened.at, {});
  }
  const clicks = people.filter((visit) => visit.kind === 'click');
  if (clicks[0] && message.clicked_at === null) {
    await tx`update messages set clicked_at = ${clicks[0].at} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await count('clicked', clicks[0].at);
  }
  for (const { at, link } of clicks) await tell('message-clicked', `clicked/${message.id}/${link ?? 0}/${at}`, at, { link: link ?? 0 });
}
