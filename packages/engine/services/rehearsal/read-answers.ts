import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { localParts, MINUTE, toPersonal, type Instant } from '@millrace/base';
import { usualAnswers } from '@millrace/channels';
import { measureAnswers, type AnsweredMessage, type MeasuredAnswers } from '@millrace/rehearsal';

/**
 * How many of the newest messages of each channel to measure. More would give the same rates and take longer.
 */
const MOST = 4_000;
/** Share of attributed orders that messages cause, used while the holdout is too small to measure it. */
const CAUSED_USUALLY = 0.3;
/** Weight of the usual share, as a number of people in the holdout. */
const WEIGHT = 400;

interface Row {
  readonly channel: string;
  readonly sent_at: Instant;
  readonly opened_at: Instant | null;
  readonly clicked_at: Instant | null;
  readonly ordered_at: Instant | null;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

/**
 * Measures how this store's customers respond to its messages: opens, clicks and orders caused, by channel
 * and hour. Reads only the newest messages, by index. With few messages the rates are drawn towards the usual
 * ones.
 */
export async function readAnswers(tx: Tx, storeZone: string): Promise<MeasuredAnswers> {
  const rows = await tx<Row[]>`
    select m.channel, m.sent_at, m.opened_at, m.clicked_at, o.placed_at as ordered_at, c.zone, c.pace,
      c.pace_anchor
    from (select id, channel, sent_at, opened_at, clicked_at, customer_id from messages
      where sent_at is not null order by sent_at desc limit ${MOST}) m
    join customers c on c.id = m.customer_id left join attributions a on a.message_id = m.id
      left join orders o on o.id = a.order_id`;
  return measureAnswers(
    rows.map((row) => answered(row, storeZone)),
    await causedShare(tx),
    usualAnswers(),
  );
}

/** In the person's own time, so that hours and delays are as they experienced them. */
function answered(row: Row, storeZone: string): AnsweredMessage {
  const clock = clockOf(row);
  const own = (at: Instant | null) => (at === null ? null : toPersonal(at, clock));
  const sent = toPersonal(row.sent_at, clock);
  const [opened, clicked, ordered] = [own(row.opened_at), own(row.clicked_at), own(row.ordered_at)];
  const after = (at: Instant | null, from: Instant | null) =>
    at === null ? null : Math.max(0, (at - (from ?? sent)) / MINUTE);
  return {
    channel: row.channel,
    hour: localParts(sent, row.zone ?? storeZone).hour,
    openedAfter: after(opened, sent),
    clickedAfter: after(clicked, opened),
    boughtAfter: clicked === null ? null : after(ordered, clicked),
  };
}

/** How many more people bought in the flows than in the holdout, as a share of buyers. */
async function causedShare(tx: Tx): Promise<number> {
  const arms = await tx<
    { held_out: boolean; people: number; converted: number }[]
  >`select held_out, sum(people)::int as people, sum(converted)::int as converted from arm_sums group by 1`;
  const held = arms.find((arm) => arm.held_out);
  const spoken = arms.find((arm) => !arm.held_out);
  if (!held || !spoken || spoken.converted === 0 || held.people === 0) return CAUSED_USUALLY;
  const without = held.converted / held.people;
  const with_ = spoken.converted / spoken.people;
  const measured = Math.min(1, Math.max(0, (with_ - without) / with_));
  return (held.people * measured + WEIGHT * CAUSED_USUALLY) / (held.people + WEIGHT);
}
