import { capital, count, inflected, listed, people, shortDay, timeOfDay } from '@millrace/base/words';
import { DAY, toPersonal, type Instant } from '@millrace/base';
import { storeFacts, clockOf, customerFacts, type CustomerRow } from '@millrace/core/facts';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { type Context, defineVerb, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  countOfSubject,
  dateMoments,
  noneOfSubject,
  runsBetween,
  subjectSchema,
  type Condition,
  type DateSource,
  type Plan,
  type ScheduleSource,
} from '@millrace/flow';
import { conditionSql } from '@millrace/run/values';
import { z } from 'zod';
import { countAudience } from './count-audience.ts';
import { hasDate, predictedOf } from './past-sources.ts';
import { triggerPlan } from './trigger-plan.ts';

const forecastSchema = z.strictObject({
  sentences: z
    .array(z.string())
    .describe('Sentences about who would enter; none while the trigger is unfinished'),
});
export type TriggerForecast = Shape<typeof forecastSchema>;

const PAST_DAYS = 30;
const AHEAD = 30 * DAY;
const MOST_DATES = 20_000;
/** Longest a query may take, in milliseconds; after that fewer sentences are returned. */
const PATIENCE = 4_000;

/**
 * How many people, or things, would enter: from the past, from who matches now, or from the days ahead,
 * depending on the trigger.
 */
export const previewTrigger = defineVerb({
  name: 'trigger-previewed',
  permission: 'flows:read',
  input: z.strictObject({
    subject: subjectSchema,
    kind: z.string().max(64),
    config: z.record(z.string(), z.unknown()),
  }),
  output: forecastSchema,
  run: async (tx, { subject, kind, config }, context) => {
    const plan = await triggerPlan(tx, { subject, kind, config });
    if (!plan) return { sentences: [] };
    const settings = await storeSettings(tx, context.workspaceId);
    await tx`select set_config('statement_timeout', ${String(PATIENCE)}, true)`;
    const sentences = await tx
      .savepoint((inner) => forecast(inner as unknown as Tx, context, plan, settings))
      .catch((error: { code?: string }) => {
        if (error.code !== '57014') throw error;
        return [];
      });
    return { sentences };
  },
});

async function forecast(tx: Tx, context: Context, plan: Plan, settings: StoreSettings): Promise<string[]> {
  const { source } = plan.trigger;
  const now = context.now();
  switch (source?.type) {
    case 'hand':
      return ['Nobody enters by an event. Add people by hand once the flow is live.'];
    case 'date':
      return ahead(tx, settings, source, now);
    case 'schedule':
      return planned(tx, settings, plan, source, now);
    case 'segment': {
      const matching = await matchingNow(tx, settings, source.condition, now);
      const inside =
        matching === null
          ? []
          : [
              `${matching === 0 ? 'Nobody matches' : `${people(matching)} ${inflected(matching, 'matches', 'match')}`} now.`,
            ];
      return [
        ...inside,
        await past(tx, context, plan, `${source.crossing === 'left' ? 'stopped' : 'began'} to match`),
      ];
    }
    case 'product':
      return [await past(tx, context, plan, 'would have entered')];
    case undefined:
      return [await past(tx, context, plan, 'would have entered')];
  }
}

/** How many entered in the last days, and how many a day that is. */
async function past(tx: Tx, context: Context, plan: Plan, did: string): Promise<string> {
  const { people: found, exact } = await countAudience(tx, context, plan, PAST_DAYS);
  const who = countOfSubject(plan.subject, found);
  if (found === 0)
    return `${capital(noneOfSubject(plan.subject))} ${did} in the last ${PAST_DAYS} days, as far as Millrace knows.`;
  const daily = found / PAST_DAYS;
  return `${exact ? '' : 'At least '}${who} ${did} in the last ${PAST_DAYS} days${daily >= 1 ? `, about ${count(Math.round(daily))} a day` : ''}.`;
}

async function matchingNow(
  tx: Tx,
  settings: StoreSettings,
  condition: Condition | null,
  now: Instant,
): Promise<number | null> {
  const scope = { tx, storeZone: settings.zone, storeCurrency: settings.currency, now, event: false };
  const sql = condition === null ? tx`true` : conditionSql(scope, condition)?.sql;
  if (!sql) return null;
  const [row] = await tx<{ people: number }[]>`
    select count(*)::int as people from customers c
      left join lateral (select * from carts where false) k on true
      left join lateral (select * from orders where false) o on true
    where c.merged_into is null and c.erased_at is null and ${sql}`;
  return row?.people ?? 0;
}

async function planned(
  tx: Tx,
  settings: StoreSettings,
  { subject }: Plan,
  source: ScheduleSource,
  now: Instant,
): Promise<string[]> {
  const runs = runsBetween(source.schedule, settings.zone, now, now + 400 * DAY, 3);
  if (runs.length === 0) return ['This schedule has no date ahead.'];
  const next = `Next: ${listed(runs.map((run) => `${shortDay(run.at, settings.zone, now)} at ${timeOfDay(run.at, settings.zone)}`))}.`;
  if (subject === 'store') return [next];
  const matching = await matchingNow(tx, settings, source.audience, now);
  if (matching === null) return [next];
  return [next, matching === 0 ? 'Nobody would enter now.' : `${people(matching)} would enter now.`];
}

async function ahead(tx: Tx, settings: StoreSettings, source: DateSource, now: Instant): Promise<string[]> {
  const rows = await tx<CustomerRow[]>`
    select c.*, null as consents, null as suppressed, null as browsers, null as lists, ${predictedOf(tx, source)} as predicted
      from customers c where c.merged_into is null and c.erased_at is null and ${hasDate(tx, source)} order by c.id
        limit ${MOST_DATES}`;
  const store = storeFacts(settings);
  const moments = rows.flatMap((row) => {
    const from = toPersonal(now, clockOf(row));
    return dateMoments(source, { customer: customerFacts(row, settings.zone), store }, from, from + AHEAD)
      .slice(0, 1)
      .map(({ at }) => at - from);
  });
  const part = rows.length === MOST_DATES ? `Of the first ${count(MOST_DATES)} customers ` : '';
  if (moments.length === 0)
    return [
      rows.length === 0
        ? 'Nobody has this date yet.'
        : `${part === '' ? 'Nobody' : `${part}nobody`} enters within the next 30 days, though ${people(rows.length)} may have the date.`,
    ];
  return [
    `${part}${people(moments.length)} ${inflected(moments.length, 'enters', 'enter')} within the next 30 days; the first on ${shortDay(now + Math.min(...moments), settings.zone, now)}.`,
  ];
}
