import { DAY, type Instant } from '@millrace/base';
import { together, type Tx } from '@millrace/db';
import {
  baseOf,
  ENTRY_DAYS,
  FEWEST_ENTRANTS,
  pastNumbers,
  type Base,
  type Past,
  type PlanNumbers,
  type Sums,
  type Weekly,
} from './past-numbers.ts';

interface Wanted extends Past {
  readonly flowId: string;
}

/** What is known of a flow's people: from the flow itself where it has run, otherwise from who met its trigger. */
export async function planNumbers(tx: Tx, wanted: Wanted): Promise<PlanNumbers> {
  const [ownWeekly, ownBase] = await together(
    weeklyOfFlow(tx, wanted.flowId, wanted.now),
    baseOfFlow(tx, wanted.flowId, wanted.now),
  );
  if (ownWeekly && ownBase.value) return { weekly: ownWeekly, base: ownBase };
  const past = await pastNumbers(tx, wanted);
  return { weekly: ownWeekly ?? past.weekly, base: ownBase.value ? ownBase : past.base };
}

/** People who entered the flow for the first time; null before it has run for two weeks. */
async function weeklyOfFlow(tx: Tx, flowId: string, now: Instant): Promise<Weekly | null> {
  const [row] = await tx<{ people: number; days: number | null }[]>`
    select count(*) filter (where p.first_entered_at >= ${now - ENTRY_DAYS * DAY})::int as people,
      least(${ENTRY_DAYS}::float8, extract(epoch from ${now}::timestamptz - min(p.first_entered_at)) / 86400
        * avg(c.pace))::float8 as days
    from flow_people p join customers c on c.id = p.customer_id where p.flow_id = ${flowId}`;
  if (!row || row.days === null || row.days < 14 || row.people < FEWEST_ENTRANTS) return null;
  return {
    value: (row.people / row.days) * 7,
    source: 'flow',
    people: row.people,
    days: Math.round(row.days),
    exact: true,
  };
}

/** The holdout of the flow, of people whose outcome window is over. */
async function baseOfFlow(tx: Tx, flowId: string, now: Instant): Promise<Base> {
  const [row] = await tx<Sums[]>`
    select coalesce(sum(people), 0)::bigint as people, coalesce(sum(converted), 0)::bigint as buyers,
      coalesce(sum(margin), 0) as margin, coalesce(sum(margin_squared), 0) as margin_squared
    from arm_sums where flow_id = ${flowId} and held_out and cohort_ends_at <= ${now}`;
  return baseOf('flow', row);
}
