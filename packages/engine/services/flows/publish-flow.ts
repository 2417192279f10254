import { createHash } from 'node:crypto';
import { kinds } from '@millrace/core/plans';
import { readFlow, readFlowView } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import { attributionRules } from '@millrace/channels';
import { compile, failNotReady, planText, type Graph, type Plan } from '@millrace/flow';
import { windowsOf } from '@millrace/measure';
import { beginSource } from '@millrace/run/triggers';
import { z } from 'zod';
import { checkStoredContents } from './content-problems.ts';
import { errorsOf, flowProblems } from './flow-problems.ts';
import { endSittings } from './record-edit.ts';
import { publishedFlowSchema } from './shapes.ts';

export const publishFlow = defineVerb({
  name: 'flow-published',
  permission: 'flows:publish',
  input: z.strictObject({
    id: z.uuid(),
    revision: z.int().min(1).optional(),
    /** What happens to people in an older version. */
    inside: z.enum(['stay', 'move', 'leave']).default('stay'),
    note: z.string().max(500).optional(),
  }),
  output: publishedFlowSchema,
  prepare: ({ id }, context) => checkStoredContents(context, id),
  run: async (tx, { id, revision, inside, note }, context, checked) => {
    const flow = await readFlow(tx, id, true);
    if (revision !== undefined && revision !== flow.revision)
      fail('revision-conflict', { revision: flow.revision, graph: flow.draft, by: flow.updated_by });
    const problems = await flowProblems(tx, context, { id, graph: flow.draft }, checked, context.now());
    const errors = errorsOf(problems);
    if (errors.length > 0) failNotReady(errors);
    const plan = compile(withAllHours(flow.draft), kinds);
    const hash = await storePlan(tx, context.workspaceId, plan);
    const [last] = await tx<
      { number: number }[]
    >`select max(number) as number from flow_versions where flow_id = ${id}`;
    const number = (last?.number ?? 0) + 1;
    const versionId = newId();
    await tx`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash, published_at,
      published_by, note)
      values (${versionId}, ${context.workspaceId}, ${id}, ${number}, ${tx.json(flow.draft as never)},
        ${hash}, ${context.now()}, ${context.actor.name}, ${note ?? null})`;
    await endSittings(tx, id);
    const state = flow.state === 'paused' ? 'paused' : 'live';
    await tx`update flows set live_version_id = ${versionId}, state = ${state}, updated_at = ${context.now()}
      where id = ${id}`;
    await beginSource(tx, context, id, plan, hash);
    if (inside !== 'stay' && number > 1) {
      await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, choice, total, started_at)
        select ${newId()}, ${context.workspaceId}, ${id}, 'move', ${tx.json({ to: inside, versionId })},
          count(*), ${context.now()} from enrolments where flow_id = ${id} and ended_at is null`;
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

/**
 * Writes default attribution hours into the plan, so that it stays the same when a channel's default changes.
 */
function withAllHours(graph: Graph): Graph {
  const attribution = windowsOf(attributionRules(), graph.settings.attribution);
  return { ...graph, settings: { ...graph.settings, attribution } };
}

/** Stores a plan under the hash of its content, so that a graph published twice gives one plan. */
export async function storePlan(tx: Tx, workspaceId: string, plan: Plan): Promise<string> {
  const hash = createHash('sha256').update(planText(plan)).digest('hex');
  await tx`insert into plans (workspace_id, hash, plan)
    values (${workspaceId}, ${hash}, ${tx.json(plan as never)}) on conflict do nothing`;
  return hash;
}
