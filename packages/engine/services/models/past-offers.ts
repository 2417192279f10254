import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type Json } from '@millrace/base';
import { offerObservation, type OfferObservation } from '@millrace/decisions';

const LOOK_BACK = 180 * DAY;
/** An offer that brought nothing in so many of the person's days brought nothing. */
const OUTCOME_DAYS = 5;

interface PastOffer {
  readonly inputs: Record<string, Json>;
  readonly options: { id: string; probability: number; score: number | null; note: string | null }[];
  readonly chosen: string;
  readonly at: Instant;
  readonly reward: number | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

/** Offers made and the margin they brought. Held-out people were never given theirs and teach nothing. */
export async function pastOffers(tx: Tx, now: Instant): Promise<OfferObservation[]> {
  const rows = await tx<PastOffer[]>`
    select d.inputs, d.options, d.chosen, d.at, d.reward, c.pace, c.pace_anchor from decisions d join customers c on c.id = d.customer_id
    where d.model = 'offer' and not d.silent and d.at >= ${now - LOOK_BACK} order by d.at desc limit 50000`;
  return rows.flatMap((row) => {
    const clock = { pace: row.pace, anchor: row.pace_anchor ?? 0 };
    // Old enough, bought or not: quick buyers alone would make every offer look good.
    if (toPersonal(now, clock) - toPersonal(row.at, clock) < OUTCOME_DAYS * DAY) return [];
    const observation = offerObservation({ model: 'offer', inputs: row.inputs, options: row.options, chosen: row.chosen }, row.reward ?? 0);
    return observation ? [observation] : [];
  });
}
