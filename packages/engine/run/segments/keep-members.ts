import type { segmentMembers, Row } from '@millrace/db/schema';
import { resolveCondition } from '@millrace/core/plans';
import { lockCustomers } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { SegmentRow } from './segment-row.ts';
import { whoMatches, type Answer, type Asked } from './who-matches.ts';

/** A customer who was found on the other side of a segment's line. */
export interface Crossing {
  readonly customerId: string;
  readonly inside: boolean;
  /** Number of crossings of this customer, this one included. */
  readonly crossings: number;
  /**
   * Recorded and no crossing: the first time this customer is checked against the present condition, or only
   * imported history changed them.
   */
  readonly isFirstLook: boolean;
  readonly isQuiet: boolean;
}

type MemberRow = Pick<
  Row<typeof segmentMembers>,
  'customer_id' | 'inside' | 'crossings' | 'since' | 'check_at'
>;

/**
 * Checks customers against a segment and records who is in it. Locks only customers whose result changed, and
 * checks them again under their lock, so that the later of two checks decides. The caller holds the lock of
 * the segment.
 * @param quiet customers changed only by imported history
 * @returns who changed sides, and all that were checked
 */
export async function keepMembers(
  tx: Tx,
  segment: SegmentRow,
  asked: Asked,
  quiet: ReadonlySet<string>,
  now: Instant,
): Promise<{ readonly crossings: readonly Crossing[]; readonly checked: readonly Answer[] }> {
  const condition = await resolveCondition(tx, segment.condition);
  const { workspace_id: workspaceId } = segment;
  const checked = await whoMatches(tx, workspaceId, condition, asked, now);
  const ids = checked.map(({ id }) => id);
  const members = await membersOf(tx, segment.id, ids);
  const changed = checked
    .filter(({ id, matches }) => matches !== isInside(members.get(id)))
    .map(({ id }) => id);
  await writeMoments(tx, segment, checked, members, now);
  if (changed.length === 0) return { crossings: [], checked };
  await lockCustomers(tx, changed);
  const again = await whoMatches(tx, workspaceId, condition, { ids: changed }, now);
  const fresh = await membersOf(tx, segment.id, changed);
  const crossings = again.flatMap((answer): (Crossing & Pick<Answer, 'checkAt'>)[] => {
    const { id, matches, checkAt } = answer;
    const member = fresh.get(id);
    if (matches === isInside(member)) return [];
    const isFirstLook = !wasLookedAt(segment, id);
    return [
      {
        customerId: id,
        inside: matches,
        crossings: (member?.crossings ?? 0) + (isFirstLook ? 0 : 1),
        isFirstLook,
        isQuiet: quiet.has(id),
        checkAt,
      },
    ];
  });
  await tx`insert into segment_members as m (workspace_id, segment_id, customer_id, inside, crossings, since,
    check_at)
    select ${workspaceId}, ${segment.id}, "customerId", inside, crossings, ${now},
      to_timestamp("checkAt" / 1000.0)
      from jsonb_to_recordset(${tx.json(crossings as never)}::jsonb)
        as r("customerId" uuid, inside boolean, crossings int, "checkAt" numeric)
    on conflict (segment_id, customer_id) do update set inside = excluded.inside,
      crossings = excluded.crossings, since = excluded.since, check_at = excluded.check_at`;
  return { crossings, checked };
}

/** A customer without a row is outside. */
const isInside = (member: MemberRow | undefined): boolean => member?.inside ?? false;

/** In the first pass, customers behind its cursor were checked; after it, everybody was. */
const wasLookedAt = ({ passes, cursor }: SegmentRow, id: string): boolean =>
  passes > 0 || (cursor !== null && id <= cursor);

/** Writes when time alone may change each customer, also those outside, where that is new. */
async function writeMoments(
  tx: Tx,
  segment: SegmentRow,
  checked: readonly Answer[],
  members: ReadonlyMap<string, MemberRow>,
  now: Instant,
): Promise<void> {
  const moved = checked.filter(({ id, checkAt }) => checkAt !== (members.get(id)?.check_at ?? null));
  if (moved.length === 0) return;
  await tx`insert into segment_members as m (workspace_id, segment_id, customer_id, inside, since, check_at)
    select ${segment.workspace_id}, ${segment.id}, id, false, ${now}, to_timestamp("checkAt" / 1000.0)
      from jsonb_to_recordset(${tx.json(moved as never)}::jsonb) as r(id uuid, "checkAt" numeric)
    on conflict (segment_id, customer_id) do update set check_at = excluded.check_at`;
}

async function membersOf(tx: Tx, segmentId: string, ids: readonly string[]): Promise<Map<string, MemberRow>> {
  const rows = await tx<MemberRow[]>`
    select customer_id, inside, crossings, since, check_at from segment_members
      where segment_id = ${segmentId} and customer_id = any(${ids as string[]}::uuid[])`;
  return new Map(rows.map((member) => [member.customer_id, member]));
}
