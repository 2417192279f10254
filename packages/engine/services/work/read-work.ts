import { fail, type Instant } from '@millrace/base';
import { WORK_KINDS } from '@millrace/connectors/work';
import { defineVerb, id, pageShape } from '@millrace/core/verb';
import type { Fragment, Tx } from '@millrace/db';
import { DECISION_MODELS } from '@millrace/decisions';
import { canAnswer, type WorkNews } from '@millrace/run/work';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { workSchema, workWithHistorySchema, type WorkView, type WorkWithHistory } from './shapes.ts';
import { viewing, workView, type ShownRow, type Viewing } from './viewing.ts';

/** Sorts what has no deadline behind everything that has one. */
const NEVER: Instant = Date.UTC(9999, 0, 1);

/** Models that learn from what the team says of their decisions. */
const LEARNING = Object.values(DECISION_MODELS)
  .filter(({ putRight }) => putRight !== undefined)
  .map(({ id: model }) => model);

const filters = {
  whose: z.enum(['mine', 'all']).default('all').describe('`mine`: what the caller is asked for'),
  kind: z.string().max(40).optional(),
  flow: z.uuid().optional(),
  customer: z.uuid().optional(),
  search: z.string().max(120).optional(),
};

const workRows = (tx: Tx, which: Fragment) => tx<ShownRow[]>`
  select w.*, f.name as flow_name, c.first_name, c.last_name, c.email from work_items w
    left join flows f on f.id = w.flow_id left join customers c on c.id = w.customer_id
  where ${which}`;

/** What the caller is asked for: by name, by role, or as one of all who may. */
function isMine(tx: Tx, { me }: Viewing) {
  if (me === null) return tx`false`;
  const kinds = WORK_KINDS.filter((kind) => canAnswer(me, kind)).map((kind) => kind.id);
  return tx`(w.for_person = ${me.id} or (w.for_person is null and w.kind = any(${kinds}::text[])
    and (w.for_role is null or w.for_role = ${me.role})))`;
}

/**
 * What flows ask of the team. What is open comes first by its deadline; what is closed, newest first.
 */
export const listWork = defineVerb({
  name: 'work-read',
  permission: 'customers:read',
  input: z.strictObject({
    ...filters,
    state: z.enum(['open', 'closed']).default('open'),
    overdue: z.boolean().default(false).describe('Only what is past its deadline'),
    ...pageInput,
  }),
  output: pageShape(workSchema),
  run: async (tx, { whose, kind, flow, customer, search, state, overdue, cursor, limit }, context) => {
    const now = context.now();
    const seen = await viewing(tx, context);
    const after = decodeCursor(cursor);
    const words = containing(search?.trim() ?? '');
    const which = tx`${state === 'open' ? tx`w.state = 'open'` : tx`w.state <> 'open'`}
      and ${whose === 'mine' ? isMine(tx, seen) : tx`true`}
      and ${kind ? tx`w.kind = ${kind}` : tx`true`}
      and ${flow ? tx`w.flow_id = ${flow}` : tx`true`}
      and ${customer ? tx`w.customer_id = ${customer}` : tx`true`}
      and ${overdue ? tx`w.deadline_at < ${now}` : tx`true`}
      and ${
        search?.trim()
          ? tx`(w.title ilike ${words} or f.name ilike ${words} or c.email ilike ${words}
            or concat_ws(' ', c.first_name, c.last_name) ilike ${words})`
          : tx`true`
      }`;
    const rows = await workRows(
      tx,
      state === 'open'
        ? tx`${which} and ${after ? tx`(coalesce(w.deadline_at, ${NEVER}), w.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
          order by coalesce(w.deadline_at, ${NEVER}), w.id limit ${limit + 1}`
        : tx`${which} and ${after ? tx`(w.closed_at, w.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
          order by w.closed_at desc, w.id desc limit ${limit + 1}`,
    );
    return pageOf(
      rows,
      limit,
      (row) => [(state === 'open' ? row.deadline_at : row.closed_at) ?? NEVER, row.id],
      (row) => workView(row, seen, now),
    );
  },
});

interface NoteRow {
  readonly id: string;
  readonly at: Instant;
  readonly what: WorkNews;
  readonly by_name: string | null;
  readonly said: string;
  readonly comment: string | null;
}

/**
 * One piece of work with its history.
 * @throws MillraceError not-found
 */
export async function readWork(tx: Tx, wanted: string, seen: Viewing): Promise<WorkWithHistory> {
  const [row] = await workRows(tx, tx`w.id = ${wanted}`);
  if (!row) return fail('not-found', { what: 'work' });
  const notes = await tx<NoteRow[]>`select id, at, what, by_name, said, comment from work_notes
    where work_id = ${wanted} order by at, id limit 500`;
  const [decision] = await tx<{ id: string }[]>`select id from decisions
    where enrolment_id = ${row.enrolment_id} and model = any(${LEARNING}::text[]) order by at desc limit 1`;
  return {
    ...workView(row, seen, seen.context.now()),
    history: notes.map(({ by_name: by, ...note }) => ({ ...note, by })),
    decisionId: decision?.id ?? null,
  };
}

export const getWork = defineVerb({
  name: 'work-item-read',
  permission: 'customers:read',
  input: z.strictObject({ id: z.uuid() }),
  output: workWithHistorySchema,
  run: async (tx, input, context) => readWork(tx, input.id, await viewing(tx, context)),
});

/** What is open for a member of the team, by its deadline. */
export async function openFor(tx: Tx, seen: Viewing, most: number): Promise<readonly WorkView[]> {
  const rows = await workRows(
    tx,
    tx`w.state = 'open' and ${isMine(tx, seen)} order by coalesce(w.deadline_at, ${NEVER}), w.id limit ${most}`,
  );
  return rows.map((row) => workView(row, seen, seen.context.now()));
}

/** Numbers of open pieces of work: for the caller, of those past their deadline, and of all. */
export async function openWork(tx: Tx, seen: Viewing) {
  const mine = isMine(tx, seen);
  const [row] = await tx<{ mine: number; overdue: number; open: number }[]>`
    select count(*) filter (where ${mine})::int as mine,
      count(*) filter (where ${mine} and w.deadline_at < ${seen.context.now()})::int as overdue,
      count(*)::int as open from work_items w where w.state = 'open'`;
  return row ?? { mine: 0, overdue: 0, open: 0 };
}

/** How much is open: for the caller, past its deadline, and in all. */
export const countWork = defineVerb({
  name: 'work-counted',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: z.strictObject({
    mine: z.int(),
    overdue: z.int().describe('Of those for the caller'),
    open: z.int(),
    flows: z.array(z.strictObject({ id, name: z.string() })).describe('Flows with open work, by name'),
  }),
  run: async (tx, _input, context) => {
    const counts = await openWork(tx, await viewing(tx, context));
    const flows = await tx<{ id: string; name: string }[]>`
      select f.id, f.name from flows f where f.id in (select flow_id from work_items where state = 'open')
        order by lower(f.name), f.id limit 200`;
    return { ...counts, flows: [...flows] };
  },
});

/** Who can be asked: the members of the team, and which kinds of work each may answer. */
export const listWorkTeam = defineVerb({
  name: 'work-team-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        kinds: z.array(z.string()),
        you: z.boolean(),
      }),
    ),
  }),
  run: async (tx, _input, context) => {
    const { team, me } = await viewing(tx, context);
    return {
      items: team.map((member) => ({
        id: member.id,
        name: member.name,
        role: member.role,
        kinds: WORK_KINDS.filter((kind) => canAnswer(member, kind)).map((kind) => kind.id),
        you: member.id === me?.id,
      })),
    };
  },
});
