import type { Instant } from '@millrace/base';
import type { SentLink } from '@millrace/content';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { VISIT_PATIENCE } from '@millrace/measure';
import { ingestWithin } from '../intake/ingest-events.ts';
import { answerProperties, type AnswerRow, type Press } from './survey-row.ts';
import type { KeptVisit } from './visits.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;
/** So many different answers within the patience are by a program that presses all of them. */
const BURST = 3;

interface Answered {
  readonly id: string;
  readonly enrolled_at: Instant;
  readonly customer_id: string;
}

/**
 * Judges the answers of a message that are due. The last one by a person becomes the event, once; a later one
 * changes that event and makes no other.
 * @param visits to the message, judged
 * @returns when to look again; null when no answer waits
 */
export async function settleAnswers(
  tx: Tx,
  context: Context,
  message: Answered,
  visits: readonly KeptVisit[],
  now: Instant,
): Promise<Instant | null> {
  const rows = await tx<AnswerRow[]>`select * from survey_answers
    where message_id = ${message.id} and due_at is not null order by block for update`;
  if (rows.length === 0) return null;
  const [found] = await tx<{ links: readonly SentLink[] | null }[]>`select links from messages
    where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  for (const row of rows) {
    if (row.due_at! > now) continue;
    const links = new Set(
      (found?.links ?? []).flatMap(({ index, answer }) => (answer?.block === row.block ? [index] : [])),
    );
    const theirs = visits.filter(({ kind, link }) => kind === 'click' && link !== null && links.has(link));
    const people = row.presses.filter((press) => isByPerson(press, row.presses, theirs));
    await settle(tx, context, message, row, people);
  }
  const waiting = rows.filter(({ due_at: due }) => due! > now).map(({ due_at: due }) => due!);
  return waiting.length === 0 ? null : Math.min(...waiting);
}

/**
 * Mail scanners follow links, and some run the scripts of a page. Those that press several answers give
 * themselves away. What a page sent by itself counts if a person followed the link; a button on the page
 * counts unless a scanner was there at that moment.
 */
function isByPerson(press: Press, all: readonly Press[], visits: readonly KeptVisit[]): boolean {
  const near = all.filter(({ at }) => Math.abs(at - press.at) <= VISIT_PATIENCE);
  if (new Set(near.map(({ value }) => value)).size >= BURST) return false;
  if (press.by === 'script') return visits.findLast(({ at }) => at <= press.at)?.by === 'person';
  return !visits.some(({ at, by }) => by === 'machine' && Math.abs(at - press.at) <= VISIT_PATIENCE);
}

async function settle(
  tx: Tx,
  context: Context,
  message: Answered,
  row: AnswerRow,
  people: readonly Press[],
): Promise<void> {
  const last = people.at(-1);
  if (!last) {
    await tx`update survey_answers set presses = '[]', due_at = null
      where message_id = ${row.message_id} and block = ${row.block}`;
    return;
  }
  const comment = people.findLast((press) => press.comment !== null)?.comment?.trim() ?? row.comment;
  const properties = { ...answerProperties(row.survey, last.value, comment), messageId: message.id };
  const event =
    row.event_id === null
      ? await tell(tx, context, message, row.block, last, properties)
      : await change(tx, row, properties);
  await tx`update survey_answers set presses = '[]', due_at = null, value = ${last.value},
      comment = ${comment}, answered_at = ${last.at}, event_id = ${event.id}, event_at = ${event.at}
    where message_id = ${row.message_id} and block = ${row.block}`;
}

async function tell(
  tx: Tx,
  context: Context,
  message: Answered,
  block: number,
  { at }: Press,
  properties: object,
): Promise<{ readonly id: string | null; readonly at: Instant }> {
  const occurredAt = Math.min(at, context.now());
  const { accepted } = await ingestWithin(tx, context, INTERNAL, [
    {
      id: `survey/${message.id}/${block}`,
      type: 'survey-answered',
      occurredAt,
      customer: { id: message.customer_id },
      properties,
    },
  ]);
  return { id: accepted[0]?.eventId ?? null, at: occurredAt };
}

/** What conditions ask and the timeline shows is the answer as it is now. */
async function change(tx: Tx, row: AnswerRow, properties: object) {
  await tx`update events set properties = ${tx.json(properties as never)}
    where id = ${row.event_id} and occurred_at = ${row.event_at}`;
  return { id: row.event_id, at: row.event_at! };
}
