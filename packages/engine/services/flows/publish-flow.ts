import { createHash } from 'node:crypto';
import { newId, type Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import { compile, landingOf, planText, validate, type Cursor, type Plan } from '@millrace/flow';
import { z } from 'zod';
import { kinds } from '../plans/the-step.ts';
import { readPlan } from '../plans/read-plan.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { checkContents, withContentProblems } from './content-problems.ts';
import { readFlow, readFlowView } from './flow-row.ts';

export const publishFlow = defineVerb({
  name: 'flow-published',
  permission: 'flows:publish',
  input: z.strictObject({
    id: z.uuid(),
    revision: z.int().min(1).optional(),
    /** What happens to people already inside an older version. */
    inside: z.enum(['stay', 'move', 'leave']).default('stay'),
    note: z.string().max(500).optional(),
  }),
  prepare: ({ id }, context) => checkContents(context, id),
  run: async (tx, { id, revision, inside, note }, context, checked) => {
    const flow = await readFlow(tx, id, true);
    if (revision !== undefined && revision !== flow.revision)
      fail('revision-conflict', { revision: flow.revision, graph: flow.draft, by: flow.updated_by });
    const problems = withContentProblems(flow.draft, validate(flow.draft, kinds), checked);
    const errors = problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) fail('flow-has-problems', { count: errors.length, problems: errors });
    const plan = compile(flow.draft, kinds);
    const hash = await storePlan(tx, context.workspaceId, plan);
    const [last] = await tx<{ number: number }[]>`select max(number) as number from flow_versions where flow_id = ${id}`;
    const number = (last?.number ?? 0) + 1;
    const versionId = newId();
    await tx`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash, published_at, published_by, note)
      values (${versionId}, ${context.workspaceId}, ${id}, ${number}, ${tx.json(flow.draft as never)}, ${hash}, ${context.now()}, ${context.actor.name}, ${note ?? null})`;
    const state = flow.state === 'paused' ? 'paused' : 'live';
    await tx`update flows set live_version_id = ${versionId}, state = ${state}, updated_at = ${context.now()} where id = ${id}`;
    if (inside !== 'stay' && number > 1) {
      await tx`insert into sweeps (id, workspace_id, flow_id, kind, choice, total, started_at)
        select ${newId()}, ${context.workspaceId}, ${id}, 'move', ${tx.json({ to: inside, versionId })}, count(*), ${context.now()} from enrolments where flow_id = ${id} and ended_at is null`;
      await tx`select pg_notify('millrace_work', '')`;
    }
    return { ...(await readFlowView(tx, id)), versionId, version: number, problems };
  },
  audit: ({ id, inside }, flow) => ({
    subject: { type: 'flow', id },
    summary: `Published version ${flow.version} of ${flow.name}`,
    changes: { version: flow.version, inside },
  }),
});

/** Plans are named by what is in them: the same drawing published twice is one plan. */
export async function storePlan(tx: Tx, workspaceId: string, plan: Plan): Promise<string> {
  const hash = createHash('sha256').update(planText(plan)).digest('hex');
  await tx`insert into plans (workspace_id, hash, plan) values (${workspaceId}, ${hash}, ${tx.json(plan as never)}) on conflict do nothing`;
  return hash;
}

/** Before publishing: how many people are inside, and where each would land under the draft. */
export const previewPublish = defineVerb({
  name: 'flow-publish-previewed',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  prepare: ({ id }, context) => checkContents(context, id),
  run: async (tx, { id }, context, checked) => {
    const flow = await readFlow(tx, id);
    const problems = withContentProblems(flow.draft, validate(flow.draft, kinds), checked);
    const draft = problems.some((problem) => problem.severity === 'error') ? null : compile(flow.draft, kinds);
    const groups = await tx<{ plan_hash: string; node: string | null; people: number }[]>`
      select plan_hash, cursor->>'node' as node, count(*)::int as people from enrolments where flow_id = ${id} and ended_at is null group by 1, 2`;
    const landings: { node: string | null; people: number; landsAt: string | null }[] = [];
    for (const group of groups) {
      const from = await readPlan(tx, context.workspaceId, group.plan_hash);
      const cursor = { node: group.node } as Cursor;
      landings.push({
        node: group.node,
        people: group.people,
        landsAt: draft ? (group.node === null ? null : landingOf(draft, from, cursor)) : null,
      });
    }
    return { inside: groups.reduce((sum, group) => sum + group.people, 0), landings, problems };
  },
});
