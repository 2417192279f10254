import { isZone, MINUTE, type Instant } from '@millrace/base';
import { monthsKept, storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import { judgeNewest, type Judged, type Judgement } from '@millrace/measure';
import { tellThing } from '../triggers/index.ts';
import { alarmProperties, directionOf, SAME_DAYS } from './alarm-properties.ts';
import { lastWholeDay, lookedAtFrom, numberOfDay, textOfDay } from './days.ts';
import { keepNumbers } from './keep-numbers.ts';
import { likelyCauses, readCircumstances, type Cause, type Moved } from './likely-causes.ts';
import { readSeries, type Series } from './read-series.ts';

/** Places before the newest that are kept with an alarm. */
const POINTS = { day: 56, week: 26 } as const;
/** How soon a check that failed is tried again, in milliseconds. */
const TRIED_AGAIN = 15 * MINUTE;

interface Known {
  readonly day: string;
  readonly next_at: Instant;
}

/**
 * Looks at the numbers of one store whose last day is over and has not been looked at. One transaction stores the
 * numbers, the alarms, their events and the day, so that after a crash nothing is told twice or left out. After an
 * outage of several days only the last is judged; the numbers of the others are kept.
 * @returns whether there may be more stores
 */
export async function checkNumbers(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
  report: (error: unknown) => void,
): Promise<boolean> {
  const [due] = await db.asRouter(
    (tx) => tx<{ workspace_id: string }[]>`
      select w.workspace_id from known_workspaces() w
        left join anomaly_checks c on c.workspace_id = w.workspace_id
        where c.next_at is null or c.next_at <= ${now}::timestamptz order by c.next_at nulls first limit 1`,
  );
  if (!due) return false;
  const { workspace_id: id } = due;
  try {
    await db.inWorkspace(id, (tx) => checkStore(tx, contextOf(id), now));
  } catch (error) {
    report(error);
    // A store whose check fails does not block the others.
    await db.inWorkspace(
      id,
      (tx) => tx`insert into anomaly_checks (workspace_id, next_at) values (${id}, ${now + TRIED_AGAIN})
        on conflict (workspace_id) do update set next_at = excluded.next_at`,
    );
  }
  return true;
}

async function checkStore(tx: Tx, context: Context, now: Instant): Promise<void> {
  const { workspaceId } = context;
  await tx`insert into anomaly_checks (workspace_id, next_at) values (${workspaceId}, ${now})
    on conflict (workspace_id) do nothing`;
  const [known] = await tx<Known[]>`select day, next_at from anomaly_checks for update`;
  // Another worker was faster.
  if (!known || known.next_at > now) return;
  const settings = await storeSettings(tx, workspaceId);
  const zone = isZone(settings.zone) ? settings.zone : 'UTC';
  const day = lastWholeDay(now, zone);
  const before = known.day === '' ? null : numberOfDay(known.day);
  // The same day again when somebody asks, because more may be known of it and of the time before.
  if (before === null || day >= before) {
    const place = { workspaceId, zone, currency: settings.currency };
    const products = await keepNumbers(tx, place, before, day);
    const judged = (await readSeries(tx, day, products)).map((series) => ({
      series,
      judgement: judgeNewest(series.observations, series.number.shows, series.number.rhythm),
    }));
    const figures = judged.flatMap(figuresOf);
    await tx`update anomaly_checks set series = ${judged.filter(isKnown).length}, judged = ${figures.length}`;
    const unusual = judged.filter((one): one is Unusual => one.judgement.state === 'unusual');
    if (unusual.length > 0) {
      const circumstances = await readCircumstances(tx, day, zone, products);
      for (const one of unusual) {
        const mine = figures.find(({ series }) => series === one.series)!;
        const others = figures.filter(({ series }) => series !== one.series);
        await raise(
          tx,
          context,
          place.currency,
          day,
          one,
          likelyCauses(mine, others, circumstances, place),
          now,
        );
      }
    }
    const months = monthsKept(settings.keepMonths);
    await tx`delete from anomalies
      where found_at < ${now}::timestamptz - make_interval(months => ${months})`;
  }
  await tx`update anomaly_checks set day = ${textOfDay(Math.max(day, before ?? day))},
    next_at = ${lookedAtFrom(Math.max(day, before ?? day), zone)}`;
}

interface Outcome<Of extends Judgement = Judgement> {
  readonly series: Series;
  readonly judgement: Of;
}
type Unusual = Outcome<Judged>;

/** Whether the store has this number at all. */
const isKnown = ({ judgement }: Outcome): boolean => judgement.state !== 'young' || judgement.have > 0;

function figuresOf({ series, judgement }: Outcome): Moved[] {
  if (judgement.state !== 'usual' && judgement.state !== 'unusual') return [];
  const { value, expected, deviations } = judgement;
  return [{ series, value, expected, deviations }];
}

/** Writes an alarm and tells it to flows; or notes that an anomaly goes on. */
async function raise(
  tx: Tx,
  context: Context,
  currency: string,
  day: number,
  { series, judgement }: Unusual,
  causes: readonly Cause[],
  now: Instant,
): Promise<void> {
  const { number, thing, name } = series;
  const { value, expected, lower, upper, deviations, compared, points } = judgement;
  const direction = directionOf(judgement);
  const going = await tx`update anomalies set last_day = ${textOfDay(day)}
    where metric = ${number.id} and thing = ${thing} and direction = ${direction}
      and last_day >= ${textOfDay(day - SAME_DAYS)} returning id`;
  if (going.length > 0) return;
  const id = newId(now);
  const isWorse = direction === number.worse;
  const step = number.rhythm === 'week' ? 7 : 1;
  const kept = points.slice(-POINTS[number.rhythm]);
  const drawn = kept.map((point, index) => ({
    day: textOfDay(day - step * (kept.length - 1 - index)),
    ...point,
  }));
  await tx`insert into anomalies (id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value,
      expected, lower, upper, deviations, compared, points, causes, found_at)
    values (${id}, ${context.workspaceId}, ${number.id}, ${thing}, ${name}, ${textOfDay(day)}, ${textOfDay(day)},
      ${direction}, ${isWorse}, ${value}, ${expected}, ${lower}, ${upper}, ${deviations}, ${compared},
      ${tx.json(drawn as never)}, ${tx.json(causes as never)}, ${now})`;
  const properties = alarmProperties(id, series, textOfDay(day), judgement, causes, currency);
  await tellThing(tx, context, `metric-anomaly/${id}`, 'metric-anomaly', now, properties);
}
