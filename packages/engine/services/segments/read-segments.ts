import { fail, type Instant } from '@millrace/base';
import type { FlowState } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import type { Fragment, Tx } from '@millrace/db';
import type { Condition } from '@millrace/flow';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import {
  memberPageSchema,
  segmentSchema,
  usedSegmentSchema,
  type SegmentView,
  type UsedSegment,
} from './shapes.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
  readonly by_hand: boolean;
  readonly people: number;
  readonly counting: boolean;
  readonly revision: number;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

const view = ({
  created_at: createdAt,
  updated_at: updatedAt,
  by_hand: isList,
  condition,
  ...row
}: Row): SegmentView => ({
  ...row,
  condition: isList ? null : condition,
  createdAt,
  updatedAt,
});

const segmentRows = (tx: Tx, which: Fragment) => tx<Row[]>`
  select s.id, s.name, s.description, s.condition, s.by_hand, s.revision, s.created_at, s.updated_at,
    not s.by_hand and coalesce(p.passes, 0) = 0 as counting,
    case when s.by_hand then (select count(*)::int from list_members m where m.list_id = s.id)
      else (select count(*)::int from segment_members m where m.segment_id = s.id and m.inside) end as people
    from segments s left join segment_scans p on p.segment_id = s.id
  where s.flow_id is null and ${which} order by lower(s.name), s.id`;

/** All saved segments of the store by name, with the number of people in each. There are at most 200. */
export const listSegments = defineVerb({
  name: 'segments-read',
  permission: 'flows:read',
  input: z.strictObject({ search: z.string().max(120).optional() }),
  output: z.strictObject({ items: z.array(segmentSchema) }),
  run: async (tx, { search }) => {
    const named = search?.trim() ? tx`s.name ilike ${containing(search.trim())}` : tx`true`;
    return { items: (await segmentRows(tx, named)).map(view) };
  },
});

/**
 * One saved segment.
 * @throws MillraceError not-found
 */
export async function readSegment(tx: Tx, id: string): Promise<UsedSegment> {
  const [row] = await segmentRows(tx, tx`s.id = ${id}`);
  return row ? { ...view(row), usedBy: await usedBy(tx, id) } : fail('not-found', { what: 'segment' });
}

/** The flows and the other segments that name a segment: in what is live, or in a draft. */
async function usedBy(tx: Tx, id: string): Promise<UsedSegment['usedBy']> {
  const flows = await tx<{ id: string; name: string; state: FlowState }[]>`
    select f.id, f.name, f.state from flows f left join flow_versions v on v.id = f.live_version_id
      where strpos(f.draft::text, ${id}) > 0 or strpos(v.graph::text, ${id}) > 0 order by lower(f.name), f.id`;
  const segments = await tx<{ id: string; name: string }[]>`
    select id, name from segments where flow_id is null and id <> ${id} and strpos(condition::text, ${id}) > 0
      order by lower(name), id`;
  return { flows: [...flows], segments: [...segments] };
}

export const getSegment = defineVerb({
  name: 'segment-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: usedSegmentSchema,
  run: (tx, { id }) => readSegment(tx, id),
});

interface MemberRow {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly since: Instant;
}

/** The people in a segment or on a list now, who joined last first. */
export const listSegmentMembers = defineVerb({
  name: 'segment-members-read',
  permission: 'customers:read',
  input: z.strictObject({ id: z.uuid(), ...pageInput }),
  output: memberPageSchema,
  run: async (tx, { id, ...input }) => {
    const { condition } = await readSegment(tx, id);
    const members =
      condition === null
        ? tx`list_members m join customers c on c.id = m.customer_id where m.list_id = ${id}`
        : tx`segment_members m join customers c on c.id = m.customer_id
          where m.segment_id = ${id} and m.inside`;
    const after = decodeCursor(input.cursor);
    const rows = await tx<MemberRow[]>`
      select c.id, c.email, c.phone, c.first_name, c.last_name, m.since from ${members}
        and ${after ? tx`(m.since, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
      order by m.since desc, c.id desc limit ${input.limit + 1}`;
    return pageOf(
      rows,
      input.limit,
      (row) => [row.since, row.id],
      ({ first_name: firstName, last_name: lastName, ...row }) => ({ ...row, firstName, lastName }),
    );
  },
});
