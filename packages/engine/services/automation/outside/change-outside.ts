import { fail } from '@millrace/base';
import { defineVerb, id } from '@millrace/core/verb';
import { flowOfFile, keepOutsideFlow, MOST_OUTSIDE, nameOf } from '@millrace/run/outside-flows';
import { z } from 'zod';
import { fileFields } from '../../flow-files/read-file.ts';
import { automationOf, automationSchema } from '../read-automation.ts';

/**
 * Adds a flow that runs in another system, from its file, so that it is audited. The same name again takes its place.
 * It makes no flow here.
 * @throws MillraceError flow-file-unreadable, graph-too-new, input-invalid
 */
export const addOutsideFlow = defineVerb({
  name: 'outside-flow-added',
  permission: 'flows:write',
  input: z.strictObject(fileFields),
  output: automationSchema,
  run: async (tx, given, context) => {
    const { importer, flow, graph } = flowOfFile(given);
    const name = nameOf(flow.name);
    const { workspaceId } = context;
    const kept = await keepOutsideFlow(
      tx,
      { workspaceId, origin: `file ${importer.id}`, connectionId: null, system: importer.title },
      { externalId: name.toLowerCase(), name, read: { flow, graph } },
      context.now(),
    );
    if (!kept)
      return fail('input-invalid', {
        problems: `A store keeps ${MOST_OUTSIDE} flows of other systems. Remove some first.`,
      });
    return automationOf(tx, context);
  },
  audit: (_input, _result, { workspaceId }) => ({
    subject: { type: 'workspace', id: workspaceId },
    summary: 'Added a flow that runs in another system to the audit',
  }),
});

/** Takes a flow of another system out of the audit. One of a connection comes back when it is changed there. */
export const removeOutsideFlow = defineVerb({
  name: 'outside-flow-removed',
  permission: 'flows:write',
  input: z.strictObject({ id }),
  output: automationSchema,
  run: async (tx, given, context) => {
    await tx`delete from outside_flows where id = ${given.id}`;
    return automationOf(tx, context);
  },
  audit: (_input, _result, { workspaceId }) => ({
    subject: { type: 'workspace', id: workspaceId },
    summary: 'Took a flow that runs in another system out of the audit',
  }),
});
