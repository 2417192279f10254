import { defineVerb, type Context } from '@millrace/core/verb';
import { flowOfFile, type GivenFlowFile } from '@millrace/run/outside-flows';
import { z } from 'zod';
import { checkContents } from '../flows/content-problems.ts';
import { flowProblems } from '../flows/flow-problems.ts';
import { freeName, LONGEST_NAME } from '../flows/free-name.ts';
import { insertFlow, ownedBy } from '../flows/insert-flow.ts';
import { fileFields, placeInStore } from './read-file.ts';
import { flowFilePreviewSchema, importedFlowSchema } from './shapes.ts';

/**
 * What a file would make: its flow, what has to be chosen, and what is not carried over. It makes nothing.
 * @throws MillraceError flow-file-unreadable, graph-too-new
 */
export const previewFlowFile = defineVerb({
  name: 'flow-file-previewed',
  permission: 'flows:write',
  input: z.strictObject(fileFields),
  output: flowFilePreviewSchema,
  prepare: readAndCheck,
  run: async (tx, _given, context, { read, checked }) => {
    const { graph, report } = await placeInStore(tx, read);
    return {
      name: await freeName(tx, read.flow.name),
      ...report,
      graph,
      problems: await flowProblems(tx, context, { id: null, graph }, checked, context.now()),
    };
  },
});

/**
 * Makes a draft from a file. It belongs to whoever imports it, and is never published by it.
 * @throws MillraceError flow-file-unreadable, graph-too-new
 */
export const importFlow = defineVerb({
  name: 'flow-created',
  permission: 'flows:write',
  input: z.strictObject({
    ...fileFields,
    name: z
      .string()
      .trim()
      .min(1, 'A flow needs a name.')
      .max(LONGEST_NAME)
      .optional()
      .describe('The name in the file when left out, with a number when that name is taken'),
  }),
  output: importedFlowSchema,
  prepare: readAndCheck,
  run: async (tx, { name }, context, { read, checked }) => {
    const { graph, report } = await placeInStore(tx, read);
    const flow = await insertFlow(
      tx,
      context,
      { name: name ?? (await freeName(tx, read.flow.name)), graph: ownedBy(context, graph) },
      checked,
    );
    return { flow, ...report };
  },
  audit: (_input, { flow, from }) => ({
    subject: { type: 'flow', id: flow.id },
    summary: `Imported the flow ${flow.name} from a file of ${from.title}`,
  }),
});

/** Reads a file once, and checks its messages as they would be in this store. */
async function readAndCheck(given: GivenFlowFile, context: Context) {
  const read = flowOfFile(given);
  const placed = await context.db.inWorkspace(context.workspaceId, (tx) => placeInStore(tx, read));
  return { read, checked: await checkContents(context, [placed.graph]) };
}
