import type { visitChecks, Row, messages, Known } from '@millrace/db/schema';
import { lockCustomer } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { judgeVisits, VISIT_PATIENCE } from '@millrace/measure';
import { ingestWithin } from '../intake/ingest-events.ts';
import { creditOrdersSince } from '../measure/settle-order.ts';
import { addToCounters } from '../measure/counters.ts';
import { settleAnswers } from './settle-answers.ts';
import { keptOf, lookAgain, type KeptVisit } from './visits.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;
/** When a message that could not be judged is retried, in milliseconds. It blocks no other. */
const LATER = 60_000;

type Check = Pick<Row<typeof visitChecks>, 'message_id' | 'workspace_id' | 'enrolled_at'>;

/**
 * Judges the visits that are due, of every workspace. Several workers share the work.
 * @returns number of messages judged
 */
export async function judgeDueVisits(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
  report: (error: unknown) => void,
  limit = 50,
): Promise<number> {
  const due = await db.asRouter(
    (tx) =>
      tx<
        Check[]
      >`select message_id, workspace_id, enrolled_at from visit_checks where due_at <= ${now} order by due_at
        limit ${limit}`,
  );
  for (const check of due) {
    const inWorkspace = (run: (tx: Tx) => Promise<unknown>) => db.inWorkspace(check.workspace_id, run);
    try {
      await inWorkspace((tx) => judge(tx, contextOf(check.workspace_id), check, now));
    } catch (error) {
      report(error);
      await inWorkspace(
        (tx) =>
          tx`update visit_checks set due_at = ${now + LATER}
            where message_id = ${check.message_id} and due_at <= ${now}`,
      );
    }
  }
  return due.length;
}

interface Visited extends Known<
  Pick<
    Row<typeof messages>,
    | 'id'
    | 'enrolled_at'
    | 'customer_id'
    | 'flow_id'
    | 'version_id'
    | 'node'
    | 'channel'
    | 'sent_at'
    | 'opened_at'
    | 'clicked_at'
    | 'visits'
  >,
  { visits: readonly KeptVisit[] | null }
> {
  readonly pace: number | null;
  readonly pace_anchor: Instant | null;
}

async function judge(tx: Tx, context: Context, check: Check, now: Instant): Promise<void> {
  const [whose] = await tx<
    { customer_id: string }[]
  >`select customer_id from messages where id = ${check.message_id} and enrolled_at = ${check.enrolled_at}`;
  // Locks the person first, in the same order as all code that decides about them, so that two transactions
  // cannot wait for each other.
  if (whose) await lockCustomer(tx, whose.customer_id);
  const message = whose && (await readVisited(tx, check));
  const [taken] =
    await tx`delete from visit_checks where message_id = ${check.message_id} and due_at <= ${now}
      returning 1`;
  // Another worker was faster, or the message was deleted with its month.
  if (!message || !taken) return;
  const visits = (message.visits ?? []).toSorted((left, right) => left.at - right.at);
  const { all, fresh } = judged(message, visits, now);
  await tx`update messages set visits = ${tx.json(keptOf(all) as never)}
    where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  const next = all.find((visit) => visit.by === undefined);
  if (next) await lookAgain(tx, context.workspaceId, message, next.at + VISIT_PATIENCE);
  await credit(tx, context, message, fresh, visits);
  const later = await settleAnswers(tx, context, message, all, now);
  if (later !== null) await lookAgain(tx, context.workspaceId, message, later);
}

/** Locked until the end of the transaction, so that a new visit is noted after what is written here. */
async function readVisited(tx: Tx, check: Check): Promise<Visited | undefined> {
  const [message] = await tx<Visited[]>`
    select m.id, m.enrolled_at, m.customer_id, m.flow_id, m.version_id, m.node, m.channel,
      coalesce(m.sent_at, m.sending_at) as sent_at, m.opened_at, m.clicked_at, m.visits, c.pace, c.pace_anchor
    from messages m left join customers c on c.id = m.customer_id
      where m.id = ${check.message_id} and m.enrolled_at = ${check.enrolled_at} for update of m`;
  return message;
}

const clockOf = (message: Visited): PersonalClock => ({
  pace: message.pace ?? 1,
  anchor: message.pace_anchor ?? 0,
});

/** All visits with their present judgement, and those just judged. */
function judged(
  message: Visited,
  visits: readonly KeptVisit[],
  now: Instant,
): { all: readonly KeptVisit[]; fresh: readonly KeptVisit[] } {
  const clock = clockOf(message);
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
    const { agent: _agent, prefetch: _prefetch, ...rest } = visit;
    const known: KeptVisit = { ...rest, ...verdicts[at]! };
    fresh.push(known);
    return known;
  });
  return { all, fresh };
}

/**
 * Counts visits by people and makes them events. Visits by machines are counted separately and end no wait.
 */
async function credit(
  tx: Tx,
  context: Context,
  message: Visited,
  fresh: readonly KeptVisit[],
  earlier: readonly KeptVisit[],
): Promise<void> {
  const flow = { flowId: message.flow_id, versionId: message.version_id };
  const count = (metric: string, at: Instant) =>
    addToCounters(tx, context.workspaceId, flow, at, [{ node: message.node, metric, amount: 1 }]);
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
  const clicks = people.filter((visit) => visit.kind === 'click');
  // On channels that track opens, a click also means that the message was opened.
  const knowsOpens = channelById(message.channel)?.tracksOpens === true;
  const opened = people.find((visit) => visit.kind === 'open' || (visit.kind === 'click' && knowsOpens));
  const firstOpen = message.opened_at === null ? opened : undefined;
  const firstClick = message.clicked_at === null ? clicks[0] : undefined;
  if (firstOpen) {
    await tx`update messages set opened_at = ${firstOpen.at}
      where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await count('opened', firstOpen.at);
    await tell('message-opened', `opened/${message.id}`, firstOpen.at, {});
  }
  if (firstClick) {
    await tx`update messages set clicked_at = ${firstClick.at}
      where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await count('clicked', firstClick.at);
  }
  for (const { at, link } of clicks)
    await tell('message-clicked', `clicked/${message.id}/${link ?? 0}/${at}`, at, { link: link ?? 0 });
  // They may have bought in the seconds before the visit counted.
  const since = Math.min(firstOpen?.at ?? Infinity, firstClick?.at ?? Infinity);
  if (since < Infinity)
    await creditOrdersSince(tx, context.workspaceId, message.customer_id, since, context.now());
}
