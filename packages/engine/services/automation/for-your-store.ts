import { formatWholeMoney, own, type Instant } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, type Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { entryEvents, graphSchema, type Graph } from '@millrace/flow';
import { earningsOf, earningsSentence, missingInputs, type LiftReport } from '@millrace/measure';
import { TEMPLATES, type Template } from '@millrace/templates';
import { needMet, type StoreHas } from '@millrace/templates/needs';
import { z } from 'zod';
import { armColumns, liftOf, type ArmRow } from '../measure/flow-analytics.ts';
import { drawnTriggers } from '../rehearsal/drawn-triggers.ts';
import { occasionOf, outsideFlows, type OutsideFlow } from './outside/read-outside.ts';
import { inputsOf, type Measured } from './fit-inputs.ts';
import { orderFits, orderSentence, sizeOf, type Candidate } from './order-fits.ts';
import {
  forYourStoreSchema,
  storeCountSchema,
  templateCountSchema,
  type ForYourStore,
  type StoreCount,
  type TemplateCount,
  type TemplateFit,
} from './shapes.ts';
import { storeHas } from './store-has.ts';
import { storedGraph } from './stored-graph.ts';
import { templateNeeds } from './template-needs.ts';

/** The flows of the gallery in the order in which this store should look at them, with what each should earn. */
export const readForYourStore = defineVerb({
  name: 'for-your-store-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: forYourStoreSchema,
  run: (tx, _input, context) => forYourStore(tx, context),
});

/** Has the past of the store counted once more, within a minute: after a history was brought in, for example. */
export const askCount = defineVerb({
  name: 'entries-count-asked',
  permission: 'flows:write',
  input: z.strictObject({}),
  output: forYourStoreSchema,
  run: async (tx, _input, context) => {
    await tx`insert into entry_counts (workspace_id, next_at) values (${context.workspaceId}, ${context.now()})
      on conflict (workspace_id) do update set next_at = excluded.next_at`;
    return forYourStore(tx, context);
  },
  audit: (_input, _result, { workspaceId }) => ({
    subject: { type: 'workspace', id: workspaceId },
    summary: 'Asked for what flows should earn to be worked out again',
  }),
});

/**
 * @param running flows that were published and not stopped, where they are read already
 * @param outside flows of other systems, where they are read already
 */
export async function forYourStore(
  tx: Tx,
  context: Context,
  running?: readonly RunningFlow[],
  outside?: readonly OutsideFlow[],
): Promise<ForYourStore> {
  const now = context.now();
  const [settings, counts, read, elsewhere] = await together(
    storeSettings(tx, context.workspaceId),
    readEntryCounts(tx),
    running ?? runningFlows(tx, now),
    outside ?? outsideFlows(tx),
  );
  const flows = read.map(asRunning);
  const has = await storeHas(tx, context, settings);
  const money = (amount: number) => formatWholeMoney({ amount, currency: settings.currency });
  const orders = counts.store?.orders ?? null;
  const fits = new Map<string, Omit<TemplateFit, 'place' | 'reason'>>();
  const candidates = TEMPLATES.map((template): Candidate => {
    const { graph, moment, occasion, messages } = drawn(template);
    const measured = measuredBy(flows, template.id);
    const { inputs, from } = inputsOf({
      template,
      outcomeDays: graph.settings.outcomeDays,
      count: counts.templates[template.id],
      store: counts.store,
      settings,
      measured,
    });
    const earned = earningsOf(inputs);
    const missing = missingInputs(inputs);
    const itself = flows.find((flow) => flow.state === 'live' && flow.templateId === template.id);
    const there = elsewhere.find((flow) => occasion !== null && flow.occasion === occasion);
    const alike = itself ?? flows.find((flow) => flow.state === 'live' && flow.moment === moment);
    fits.set(template.id, {
      template: template.id,
      messages,
      earns: earned && { low: Math.round(earned.total.low), high: Math.round(earned.total.high) },
      sentence: earningsSentence(earned, missing, money),
      missing: [...missing],
      inputs,
      from,
      unknown: template.earns.unknown,
      flowId: itself?.id ?? measured?.flowId ?? null,
    });
    return {
      template,
      lacks: lacking(template, has),
      moment,
      messages,
      earned,
      runs: alike?.name ?? (there ? `${there.system}: ${there.name}` : null),
      isElsewhere: alike === undefined && there !== undefined,
      isItself: itself !== undefined,
    };
  });
  const placed = orderFits(candidates, { orders, hourCost: settings.hourCost });
  return {
    currency: settings.currency,
    countedAt: counts.countedAt,
    waiting: counts.waiting(now),
    size: sizeOf(orders),
    orders,
    sentence: orderSentence(placed, orders),
    has,
    templates: placed.map(({ candidate, place, reason }) => ({
      ...fits.get(candidate.template.id)!,
      place,
      reason,
    })),
  };
}

interface EntryCounts {
  readonly countedAt: Instant | null;
  readonly store: StoreCount | undefined;
  readonly templates: Readonly<Record<string, TemplateCount | undefined>>;
  waiting(now: Instant): boolean;
}

async function readEntryCounts(tx: Tx): Promise<EntryCounts> {
  const [row] = await tx<
    {
      counted_at: Instant | null;
      next_at: Instant;
      claimed_until: Instant | null;
      store: unknown;
      templates: unknown;
    }[]
  >`select counted_at, next_at, claimed_until, store, templates from entry_counts`;
  const store = storeCountSchema.safeParse(row?.store);
  const templates = z.record(z.string(), templateCountSchema).safeParse(row?.templates);
  // What another release has counted, and this one cannot read, is counted again.
  const counted =
    row !== undefined && row.counted_at !== null && store.success && templates.success
      ? { at: row.counted_at, store: store.data, templates: templates.data }
      : null;
  return {
    countedAt: counted?.at ?? null,
    store: counted?.store,
    templates: counted?.templates ?? {},
    waiting: (now) => !counted || row === undefined || row.claimed_until !== null || row.next_at <= now,
  };
}

interface Running {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly templateId: string | null;
  readonly moment: string | null;
  readonly margin: Measured['margin'] | null;
  readonly people: number;
}

/** A flow that was published and not stopped, with what it caused. */
interface RunningFlow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly templateId: string | null;
  readonly graph: Graph;
  readonly lift: Pick<LiftReport, 'margin' | 'treatedPeople'>;
}

async function runningFlows(tx: Tx, now: Instant): Promise<readonly RunningFlow[]> {
  const rows = await tx<
    {
      id: string;
      name: string;
      state: string;
      template_id: string | null;
      graph: unknown;
      arms: ArmRow[] | null;
    }[]
  >`
    select f.id, f.name, f.state, f.template_id, v.graph,
      (select jsonb_agg(a) from (
        select ${armColumns(tx, now)} from arm_sums where flow_id = f.id group by 1, 2, 3) a) as arms
    from flows f join flow_versions v on v.id = f.live_version_id
    where f.state in ('live', 'paused') order by f.updated_at desc, f.id limit 200`;
  return rows.flatMap(({ id, name, state, template_id: templateId, arms, graph: stored }) => {
    const graph = storedGraph(stored);
    return graph ? [{ id, name, state, templateId, graph, lift: liftOf(arms ?? [], graph.settings) }] : [];
  });
}

const asRunning = ({ id, name, state, templateId, graph, lift }: RunningFlow): Running => ({
  id,
  name,
  state,
  templateId,
  moment: momentOf(graph),
  margin: lift.margin && { low: lift.margin.lower, high: lift.margin.upper },
  people: lift.treatedPeople,
});

/** The flow of a template that has measured most. */
function measuredBy(flows: readonly Running[], template: string): Measured | undefined {
  const [best] = flows
    .filter((flow) => flow.templateId === template && flow.margin !== null)
    .toSorted((one, other) => other.people - one.people);
  return best?.margin
    ? { flowId: best.id, name: best.name, margin: best.margin, people: best.people }
    : undefined;
}

/** Needs of a template that the store does not meet. */
const lacking = (template: Template, has: StoreHas): number =>
  templateNeeds(template).filter((need) => needMet(need, has) === 'missing').length;

interface Drawn {
  readonly graph: Graph;
  readonly moment: string;
  readonly occasion: string | null;
  readonly messages: number;
}

/** Templates do not change while the process runs. */
const known = new Map<string, Drawn>();
function drawn(template: Template): Drawn {
  const found = known.get(template.id);
  if (found) return found;
  const graph = graphSchema.parse(template.graph);
  const made: Drawn = {
    graph,
    moment: momentOf(graph) ?? template.id,
    occasion: occasionOf(graph),
    messages: graph.nodes.filter(({ kind }) => own(kinds, kind)?.family === 'message').length,
  };
  known.set(template.id, made);
  return made;
}

/** What lets people in and for what: the events of the trigger with its filter, and the success metric. Null of an unfinished graph. */
function momentOf(graph: Graph): string | null {
  const [trigger] = drawnTriggers(graph);
  if (!trigger) return null;
  return JSON.stringify([
    graph.subject,
    trigger.source?.type ?? null,
    trigger.source ? JSON.stringify(trigger.source) : [...entryEvents(trigger)].sort(),
    graph.settings.outcome,
    trigger.filter ?? null,
  ]);
}
