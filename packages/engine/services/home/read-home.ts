import { inflected, plural } from '@millrace/base/words';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, amount, id, instant, type Context, type Shape } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { dayIn, dayText, isZone, type Instant, type Json } from '@millrace/base';
import { DECISION_MODELS } from '@millrace/decisions';
import { eventLabel } from '@millrace/flow';
import { whileStopped } from '@millrace/guardrails';
import { z } from 'zod';
import { openAnomalies } from '../anomalies/anomalies.ts';
import { healthView, needsSomebody, type HealthRow } from '../connection-health/health-view.ts';
import { returnsWithoutFlow } from '../returns/read-returns.ts';
import { openWork } from '../work/read-work.ts';
import { viewing } from '../work/viewing.ts';
import { causedBy, causedSchema } from '../measure/caused-flows.ts';
import { measuredFlows, type Measured } from '../measure/measured-flows.ts';

const needsYouSchema = z.strictObject({
  kind: z.enum([
    'work',
    'returns',
    'unknown-messages',
    'unknown-calls',
    'failed-messages',
    'paused-flow',
    'emergency-stop',
    'connection-error',
    'privacy-request',
    'model-drift',
    'review-due',
    'sample-ratio',
    'anomaly',
    'no-flow',
  ]),
  sentence: z.string(),
  href: z.string(),
});
export type NeedsYou = Shape<typeof needsYouSchema>;

const homeSchema = z.strictObject({
  needs: z.array(needsYouSchema),
  /** Incremental margin of each published flow in minor units, with its interval. */
  caused: z.array(causedSchema),
  today: z.strictObject({
    orders: z.int(),
    revenue: amount,
    entered: z.int(),
    sent: z.int(),
    held: z.int(),
    refused: z.int(),
    abandoned: z.int(),
  }),
  stream: z.array(
    z.strictObject({
      id,
      at: instant,
      title: z.string(),
      customerId: id.nullable(),
      name: z.string().nullable(),
      value: amount.nullable(),
      type: z.string(),
    }),
  ),
  currency: z.string(),
  zone: z.string(),
  demo: z.boolean(),
  storeName: z.string(),
});
export type HomeView = Shape<typeof homeSchema>;

/** What happened today, what the flows caused, and what needs a person. */
export const readHome = defineVerb({
  name: 'home-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: homeSchema,
  run: async (tx, _input, context) => {
    const settings = await storeSettings(tx, context.workspaceId);
    const since = context.now() - 86_400_000;
    const [work, returns, needs, unusual, measured, today, stream] = await together(
      waitingWork(tx, context),
      waitingReturns(tx, context.now()),
      needsYou(tx, context.now(), isZone(settings.zone) ? settings.zone : 'UTC'),
      unusualNumbers(tx, settings.currency, context.now()),
      measuredFlows(tx, context.now()),
      todayOf(tx, since),
      streamOf(tx, since),
    );
    return {
      needs: [...work, ...returns, ...unusual, ...needs, ...unevenFlows(measured)],
      caused: measured.slice(0, 20).map(causedBy),
      today,
      stream,
      currency: settings.currency,
      zone: settings.zone,
      demo: settings.demo,
      storeName: settings.name,
    };
  },
});

/** What flows ask of whoever looks. */
async function waitingWork(tx: Tx, context: Context): Promise<NeedsYou[]> {
  const { mine, overdue } = await openWork(tx, await viewing(tx, context));
  if (mine === 0) return [];
  const late =
    overdue === 0 ? '' : ` ${plural(overdue, 'deadline')} ${inflected(overdue, 'has', 'have')} passed.`;
  const sentence = `${plural(mine, 'thing')} ${inflected(mine, 'waits', 'wait')} for your answer.${late}`;
  return [{ kind: 'work', sentence, href: '/work' }];
}

/** Returns that no flow took up, so that nobody hears of them otherwise. */
async function waitingReturns(tx: Tx, now: Instant): Promise<NeedsYou[]> {
  const waiting = await returnsWithoutFlow(tx, now);
  if (waiting === 0) return [];
  const sentence = `${plural(waiting, 'return')} ${inflected(waiting, 'is', 'are')} handled by no flow. Do ${inflected(waiting, 'it', 'them')} by hand, or publish a flow about returns.`;
  return [{ kind: 'returns', sentence, href: '/returns?show=without-flow' }];
}

async function needsYou(tx: Tx, now: Instant, zone: string): Promise<NeedsYou[]> {
  const [row] = await tx<
    {
      unknown: number;
      unknown_calls: number;
      failed: number;
      paused: { id: string; name: string }[] | null;
      switches: number;
      waiting: number;
      drifted: { name: string; sentence: string }[] | null;
      due: { id: string; name: string }[] | null;
      flows: number;
    }[]
  >`
    select (select count(*)::int from messages m
      where status = 'unknown' and planned_at > ${now - 30 * 86_400_000}
      and not exists (select from look_ups l where l.message_id = m.id)) as unknown,
      (select count(*)::int from calls
        where status = 'unknown' and planned_at > ${now - 30 * 86_400_000}) as unknown_calls,
      (select count(*)::int from messages
        where status = 'failed' and planned_at > ${now - 86_400_000}) as failed,
      (select jsonb_agg(jsonb_build_object('id', id, 'name', name)) from flows
        where state = 'paused') as paused,
      (select count(*)::int from kill_switches) as switches,
      (select count(*)::int from messages
        where status = 'planned' and reason = 'provider-unavailable') as waiting,
      (select jsonb_agg(jsonb_build_object('name', name, 'sentence',
          coalesce(report->'fellBack'->>'sentence', report->'drift'->>'sentence')) order by name) from models
        where active and report->'drift'->>'gotWorse' = 'true'
          or parameters is null and report->'fellBack' is not null) as drifted,
      (select jsonb_agg(jsonb_build_object('id', id, 'name', name)) from flows
        where state = 'live' and draft->'settings'->>'reviewOn' <= ${dayText(dayIn(now, zone))}) as due,
      (select count(*)::int from flows where state <> 'stopped') as flows`;
  if (!row) return [];
  const needs: NeedsYou[] = [];
  if (row.flows === 0)
    needs.push({
      kind: 'no-flow',
      sentence: 'No flow is running yet. Start with one from the gallery.',
      href: '/gallery',
    });
  if (row.switches > 0)
    needs.push({ kind: 'emergency-stop', sentence: await stopSentence(tx), href: '/settings/guardrails' });
  needs.push(...(await failingConnections(tx, row.waiting, now)), ...(await openRequests(tx, now)));
  if (row.unknown > 0)
    needs.push({
      kind: 'unknown-messages',
      sentence: `${plural(row.unknown, 'message')} may or may not have arrived. Check which did.`,
      href: '/messages?status=unknown',
    });
  if (row.unknown_calls > 0)
    needs.push({
      kind: 'unknown-calls',
      sentence: `${plural(row.unknown_calls, 'action')} may or may not have happened. Check which did.`,
      href: '/messages#actions-in-doubt',
    });
  if (row.failed > 0)
    needs.push({
      kind: 'failed-messages',
      sentence: `${plural(row.failed, 'message')} could not be sent today.`,
      href: '/messages?status=failed',
    });
  for (const flow of row.paused ?? [])
    needs.push({
      kind: 'paused-flow',
      sentence: `${flow.name} is paused; people wait at their step.`,
      href: `/flows/${flow.id}`,
    });
  for (const flow of row.due ?? [])
    needs.push({
      kind: 'review-due',
      sentence: `${flow.name} is due for its review.`,
      href: `/flows/${flow.id}`,
    });
  for (const { name, sentence } of row.drifted ?? [])
    needs.push({
      kind: 'model-drift',
      sentence: `${DECISION_MODELS[name]?.title ?? name}: ${sentence}`,
      href: '/settings/models',
    });
  return needs;
}

/** Failing connections, with a sentence about the failure of each. */
async function failingConnections(tx: Tx, waiting: number, now: Instant): Promise<NeedsYou[]> {
  const rows = await tx<(HealthRow & { name: string })[]>`
    select name, last_ok_at, last_error, last_error_at, failing_since, failure from connections
      where failing_since is not null and disabled_at is null order by failing_since`;
  return rows.flatMap((row): NeedsYou[] => {
    const health = healthView(row);
    if (!health.failure || !needsSomebody(health, now)) return [];
    const behind =
      waiting > 0 ? ` ${plural(waiting, 'message')} ${inflected(waiting, 'waits', 'wait')}.` : '';
    return [
      {
        kind: 'connection-error',
        sentence: `${row.name} ${health.failure.words}.${behind} ${health.failure.next}`,
        href: '/settings/connections',
      },
    ];
  });
}

/** Open requests about personal data; the sentence names the earliest deadline. */
async function openRequests(tx: Tx, now: Instant): Promise<NeedsYou[]> {
  const [row] = await tx<{ data: number; stores: number; due: Instant | null }[]>`
    select count(*) filter (where kind = 'data')::int as data,
      count(*) filter (where kind = 'store-erasure' and (details->>'otherStore')::boolean)::int as stores,
      min(due_at) filter (where kind = 'data' or (details->>'otherStore')::boolean) as due
        from privacy_requests where done_at is null`;
  if (!row || row.due === null) return [];
  const days = Math.floor((row.due - now) / 86_400_000);
  const when =
    days < 0 ? 'This is overdue' : days === 0 ? 'Answer today' : `Answer within ${plural(days, 'day')}`;
  const asks =
    row.data > 0
      ? row.data === 1
        ? 'A customer asks for their data.'
        : `${plural(row.data, 'customer')} ask for their data.`
      : '';
  const stores = row.stores > 0 ? 'A store that is not the one connected asks to be erased.' : '';
  return [
    {
      kind: 'privacy-request',
      sentence: [asks, stores, `${when}.`].filter(Boolean).join(' '),
      href: '/settings/privacy',
    },
  ];
}

/** Anomalies that are told one by one; of more, only how many. */
const MOST_ANOMALIES = 3;

/** Numbers that were worse than usual in the last 30 days and nobody has marked as seen, with their likely cause. */
async function unusualNumbers(tx: Tx, currency: string, now: Instant): Promise<NeedsYou[]> {
  const open = await openAnomalies(tx, currency, now - 30 * 86_400_000);
  const shown = open.length > MOST_ANOMALIES + 1 ? open.slice(0, MOST_ANOMALIES) : open;
  const rest = open.length - shown.length;
  return [
    ...shown.map(({ id, summary, cause }): NeedsYou => ({
      kind: 'anomaly',
      sentence: cause === null ? summary : `${summary} ${cause}`,
      href: `/anomalies/${id}`,
    })),
    ...(rest === 0
      ? []
      : [
          {
            kind: 'anomaly' as const,
            sentence: `${plural(rest, 'more number')} ${inflected(rest, 'was', 'were')} worse than usual.`,
            href: '/anomalies',
          },
        ]),
  ];
}

/** The guardrails decide what an emergency stop does with messages meanwhile. */
async function stopSentence(tx: Tx): Promise<string> {
  const [row] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings`;
  return `Sending is stopped by the emergency stop. ${whileStopped(row?.settings)}`;
}

/** Flows whose people were not divided as intended, so that their comparison cannot be trusted. */
function unevenFlows(measured: readonly Measured[]): NeedsYou[] {
  return measured
    .filter(({ row, report }) => row.state !== 'stopped' && !report.ratio.healthy)
    .map(({ row, report }) => ({
      kind: 'sample-ratio',
      sentence: `${row.name}: ${report.ratioSentence}`,
      href: `/flows/${row.id}/results`,
    }));
}

async function todayOf(tx: Tx, since: Instant): Promise<HomeView['today']> {
  const [row] = await tx<HomeView['today'][]>`
    select (select count(*)::int from orders where placed_at >= ${since} and counted) as orders,
      (select coalesce(sum(revenue), 0)::bigint from orders
      where placed_at >= ${since} and counted) as revenue,
      (select count(*)::int from carts where abandoned_at >= ${since}) as abandoned, t.* from (
      select coalesce(sum(amount) filter (where node = '' and metric in ('entered', 'silent:entered')),
        0)::int as entered, coalesce(sum(amount) filter (where metric = 'sent'), 0)::int as sent,
        coalesce(sum(amount) filter (where metric = 'held'), 0)::int as held,
          coalesce(sum(amount) filter (where metric in ('refused', 'skipped')), 0)::int as refused
      from (select node, metric, amount from counter_rollups where hour >= ${since}
        union all select node, metric, amount from counter_changes where hour >= ${since}) x) t`;
  return row ?? { orders: 0, revenue: 0, entered: 0, sent: 0, held: 0, refused: 0, abandoned: 0 };
}

async function streamOf(tx: Tx, since: Instant): Promise<HomeView['stream']> {
  const rows = await tx<
    {
      id: string;
      at: Instant;
      type: string;
      customer_id: string | null;
      first_name: string | null;
      last_name: string | null;
      value: number | null;
      properties: Record<string, Json>;
    }[]
  >`
    select e.id, e.occurred_at as at, e.type, e.customer_id, e.value, e.properties, c.first_name, c.last_name
      from events e left join customers c on c.id = e.customer_id
    where e.occurred_at > ${since}
      and e.type in ('cart-abandoned', 'order-placed', 'message-opened', 'message-clicked',
        'customer-unsubscribed', 'checkout-started', 'order-refunded', 'customer-subscribed')
    order by e.occurred_at desc limit 25`;
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    type: row.type,
    title: eventLabel(row.type),
    customerId: row.customer_id,
    name: [row.first_name, row.last_name].filter(Boolean).join(' ') || null,
    value: row.value,
  }));
}
