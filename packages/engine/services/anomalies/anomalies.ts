import type { anomalies, Known, Row } from '@millrace/db/schema';
import { fail, type Instant } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, writeAudit, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { numberDay, storeNumber } from '@millrace/flow';
import { alarmWords, type Cause } from '@millrace/run/anomalies';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { shown, type FreeColumns } from '../paging/shown.ts';
import {
  anomalyDetailSchema,
  anomalyPageSchema,
  checkedSchema,
  type AnomalyDetail,
  type AnomalyView,
} from './shapes.ts';

type AnomalyRow = Known<
  Row<typeof anomalies>,
  {
    direction: 'low' | 'high';
    points: AnomalyDetail['points'];
    causes: readonly Cause[];
  }
>;
type ListRow = Omit<AnomalyRow, 'points'>;

const FREE: FreeColumns<ListRow> = {
  causes: [z.array(z.looseObject({ kind: z.string(), sentence: z.string() })), []],
};
const FREE_WITH_POINTS: FreeColumns<AnomalyRow> = {
  ...FREE,
  points: [z.array(z.looseObject({ day: z.string() })), []],
};

function anomalyView(row: ListRow, currency: string): AnomalyView {
  const number = storeNumber(row.metric);
  const { title, summary } = alarmWords(row, currency);
  return {
    id: row.id,
    metric: row.metric,
    title,
    summary,
    cause: row.causes[0]?.sentence ?? null,
    shows: number?.shows ?? 'count',
    rhythm: number?.rhythm ?? 'day',
    day: row.day,
    lastDay: row.last_day,
    direction: row.direction,
    isWorse: row.is_worse,
    value: row.value,
    expected: row.expected,
    lower: row.lower,
    upper: row.upper,
    foundAt: row.found_at,
    seenAt: row.seen_at,
    seenBy: row.seen_name,
  };
}

const currencyOf = async (tx: Tx, workspaceId: string) => (await storeSettings(tx, workspaceId)).currency;

/** Numbers that were not as usual, the latest first. */
export const listAnomalies = defineVerb({
  name: 'anomalies-read',
  permission: 'flows:read',
  input: z.strictObject({
    state: z.enum(['open', 'seen']).optional().describe('`open` is what nobody has marked as seen'),
    ...pageInput,
  }),
  output: anomalyPageSchema,
  run: async (tx, { state, ...input }, { workspaceId }) => {
    const currency = await currencyOf(tx, workspaceId);
    const after = decodeCursor(input.cursor);
    const rows = await tx<ListRow[]>`
      select id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value, expected, lower, upper,
        deviations, compared, causes, found_at, seen_at, seen_by, seen_name from anomalies
      where ${state === undefined ? tx`true` : state === 'open' ? tx`seen_at is null` : tx`seen_at is not null`}
        and ${after ? tx`(found_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
      order by found_at desc, id desc limit ${input.limit + 1}`;
    return pageOf(
      rows,
      input.limit,
      (row) => [row.found_at, row.id],
      (row) => anomalyView(row, currency),
      FREE,
    );
  },
});

/** One of them with its evidence and likely causes. */
export const getAnomaly = defineVerb({
  name: 'anomaly-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: anomalyDetailSchema,
  run: (tx, { id }, { workspaceId }) => readAnomaly(tx, workspaceId, id),
});

/** @throws MillraceError not-found */
async function readAnomaly(tx: Tx, workspaceId: string, id: string): Promise<AnomalyDetail> {
  const [row] = await tx<AnomalyRow[]>`select * from anomalies where id = ${id}`;
  if (!row) return fail('not-found', { what: 'anomaly' });
  const currency = await currencyOf(tx, workspaceId);
  return shown(
    row,
    (stored) => ({
      ...anomalyView(stored, currency),
      deviations: stored.deviations,
      compared: stored.compared,
      points: stored.points,
      causes: stored.causes.map(({ kind, sentence, thing }) => ({
        kind,
        sentence,
        flowId: kind === 'version-published' ? thing : null,
      })),
    }),
    FREE_WITH_POINTS,
  );
}

/**
 * Marks an anomaly as seen, so that Home no longer shows it. Marking it again changes nothing.
 * @throws MillraceError not-found
 */
export const seeAnomaly = defineVerb({
  name: 'anomaly-seen',
  permission: 'work:answer',
  input: z.strictObject({ id: z.uuid() }),
  output: anomalyDetailSchema,
  run: async (tx, { id }, context) => {
    const changed = await tx`update anomalies set seen_at = ${context.now()}, seen_by = ${context.actor.id},
      seen_name = ${context.actor.name} where id = ${id} and seen_at is null returning id`;
    const anomaly = await readAnomaly(tx, context.workspaceId, id);
    if (changed.length > 0)
      await writeAudit(tx, context, 'anomaly-seen', {
        subject: { type: 'anomaly', id },
        summary: `Marked “${anomaly.title}” of ${numberDay(anomaly.day)} as seen`,
      });
    return anomaly;
  },
});

/** What was looked at last, and how many numbers have enough days. */
export const readChecked = defineVerb({
  name: 'numbers-checked-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: checkedSchema,
  run: (tx, _input, context) => checkedOf(tx, context.now()),
});

async function checkedOf(tx: Tx, now: Instant): Promise<Shape<typeof checkedSchema>> {
  const [row] = await tx<
    { day: string; series: number; judged: number; next_at: Instant }[]
  >`select day, series, judged, next_at from anomaly_checks`;
  return {
    day: row?.day || null,
    numbers: row?.series ?? 0,
    judged: row?.judged ?? 0,
    waiting: row === undefined || row.next_at <= now,
  };
}

/**
 * Has the numbers of the last whole day judged once more, within a quarter of a minute: after a history was brought
 * in, for example. An anomaly that is already known is not told again.
 */
export const askCheck = defineVerb({
  name: 'numbers-check-asked',
  permission: 'flows:write',
  input: z.strictObject({}),
  output: checkedSchema,
  run: async (tx, _input, context) => {
    await tx`insert into anomaly_checks (workspace_id, next_at) values (${context.workspaceId}, ${context.now()})
      on conflict (workspace_id) do update set next_at = excluded.next_at`;
    return checkedOf(tx, context.now());
  },
  audit: (_input, _result, { workspaceId }) => ({
    subject: { type: 'workspace', id: workspaceId },
    summary: 'Asked for the numbers of the store to be checked',
  }),
});

/** Open anomalies that are bad for the store, found since then, the latest first. */
export async function openAnomalies(
  tx: Tx,
  currency: string,
  since: Instant,
): Promise<readonly AnomalyView[]> {
  const rows = await tx<ListRow[]>`
    select id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value, expected, lower, upper,
      deviations, compared, causes, found_at, seen_at, seen_by, seen_name from anomalies
    where seen_at is null and is_worse and found_at >= ${since}::timestamptz
    order by found_at desc, abs(deviations) desc, id desc limit 50`;
  return rows.map((row) => shown(row, (stored) => anomalyView(stored, currency), FREE));
}
