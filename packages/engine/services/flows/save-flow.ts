import { readGraph } from '@millrace/core/plans';
import { fail } from '@millrace/base';
import { readFlow, readFlowView } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { z } from 'zod';
import { checkContents, checkStoredContents } from './content-problems.ts';
import { flowProblems } from './flow-problems.ts';
import { flowWithProblemsSchema } from './shapes.ts';
import { recordEdit } from './record-edit.ts';

/**
 * Saves the draft. The input carries the revision that was opened. When somebody has saved since, nothing is
 * overwritten and the error carries the stored draft.
 * @throws MillraceError revision-conflict with `{ revision, graph, by }`
 */
export const saveFlow = defineVerb({
  name: 'flow-edited',
  permission: 'flows:write',
  input: z.strictObject({
    id: z.uuid(),
    revision: z.int().min(1).optional(),
    name: z.string().trim().min(1).max(120).optional(),
    graph: z.unknown().optional(),
  }),
  output: flowWithProblemsSchema,
  prepare: ({ id, graph }, context) =>
    graph === undefined ? checkStoredContents(context, id) : checkContents(context, [readGraph(graph)]),
  run: async (tx, { id, revision, name, graph }, context, checked) => {
    const flow = await readFlow(tx, id, true);
    if (revision !== undefined && revision !== flow.revision)
      fail('revision-conflict', { revision: flow.revision, graph: flow.draft, by: flow.updated_by });
    const draft = graph === undefined ? flow.draft : readGraph(graph);
    await tx`update flows set name = ${name ?? flow.name}, draft = ${tx.json(draft as never)},
      revision = revision + 1, updated_by = ${context.actor.name}, updated_at = ${context.now()}
      where id = ${id}`;
    await recordEdit(
      tx,
      context,
      id,
      { name: flow.name, graph: flow.draft },
      { name: name ?? flow.name, graph: draft },
    );
    return {
      ...(await readFlowView(tx, id)),
      problems: await flowProblems(tx, context, { id, graph: draft }, checked, context.now()),
    };
  },
});
