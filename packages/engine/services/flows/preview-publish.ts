import { kinds, readPlan, readGraph } from '@millrace/core/plans';
import { readFlow, type FlowRow } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  changesBetween,
  compile,
  entryEvents,
  eventType,
  landingOf,
  type Cursor,
  type Graph,
  type Plan,
} from '@millrace/flow';
import { z } from 'zod';
import { countAudience } from '../rehearsal/count-audience.ts';
import { neverSent } from '../rehearsal/never-sent.ts';
import { checkStoredContents } from './content-problems.ts';
import { channelsOf, channelsWithoutProvider, errorsOf, flowProblems } from './flow-problems.ts';
import { publishPreviewSchema, type Rival } from './shapes.ts';

/**
 * What publishing would do: whom the flow would reach, what changes, what happens to people in it, and which
 * other flows reach the same people.
 */
export const previewPublish = defineVerb({
  name: 'flow-publish-previewed',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: publishPreviewSchema,
  prepare: ({ id }, context) => checkStoredContents(context, id),
  run: async (tx, { id }, context, checked) => {
    const flow = await readFlow(tx, id);
    const problems = await flowProblems(tx, context, { id, graph: flow.draft }, checked, context.now());
    const plan = errorsOf(problems).length > 0 ? null : compile(flow.draft, kinds);
    const live = await liveGraph(tx, flow);
    const groups = await insideOf(tx, id);
    const landings: { node: string | null; people: number; landsAt: string | null }[] = [];
    for (const group of groups) {
      const from = await readPlan(tx, context.workspaceId, group.plan_hash);
      const landsAt =
        plan && group.node !== null ? landingOf(plan, from, { node: group.node } as Cursor) : null;
      landings.push({ node: group.node, people: group.people, landsAt });
    }
    return {
      inside: groups.reduce((sum, group) => sum + group.people, 0),
      landings,
      problems,
      changes: live && changesBetween(live, flow.draft, kinds),
      audience: plan && (await countAudience(tx, context, plan)),
      holdout: flow.draft.settings.holdout,
      owner: flow.draft.settings.owner ?? null,
      withoutProvider: await channelsWithoutProvider(tx, channelsOf(flow.draft)),
      rivals: plan ? await rivalsOf(tx, id, plan) : [],
      neverSent: plan ? await neverSent(tx, context, id) : [],
    };
  },
});

async function insideOf(tx: Tx, id: string) {
  return tx<{ plan_hash: string; node: string | null; people: number }[]>`
    select plan_hash, cursor->>'node' as node, count(*)::int as people from enrolments
      where flow_id = ${id} and ended_at is null group by 1, 2`;
}

async function liveGraph(tx: Tx, flow: FlowRow): Promise<Graph | null> {
  if (!flow.live_version_id) return null;
  const [row] = await tx<
    { graph: unknown }[]
  >`select graph from flow_versions where id = ${flow.live_version_id}`;
  return row ? readGraph(row.graph) : null;
}

/**
 * Live or paused flows for the same people: with the same trigger event, or marketing flows about the same
 * subject.
 */
async function rivalsOf(tx: Tx, id: string, plan: Plan): Promise<Rival[]> {
  const rows = await tx<
    { id: string; name: string; state: string; event: string; also: string[] | null; purpose: string }[]
  >`
    select f.id, f.name, f.state, p.entry_event as event, p.entry_also as also,
      p.plan->'settings'->>'purpose' as purpose
    from flows f join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
    where f.id <> ${id} and f.state in ('live', 'paused') order by f.name limit 200`;
  const mine = entryEvents(plan.trigger);
  const families = new Set(mine.flatMap((event) => eventType(event)?.family ?? []));
  return rows.flatMap(({ event, also, purpose, ...flow }): Rival[] => {
    const theirs = entryEvents({ event, also: also ?? [] });
    if (theirs.some((one) => mine.includes(one))) return [{ ...flow, why: 'event' }];
    const about =
      theirs.some((one) => families.has(eventType(one)?.family as never)) &&
      purpose === 'marketing' &&
      plan.settings.purpose === 'marketing';
    return about ? [{ ...flow, why: 'about' }] : [];
  });
}
