import { DAY, dayIn, dayText } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import { z } from 'zod';
import { checkContents } from '../flows/content-problems.ts';
import { freeName, LONGEST_NAME } from '../flows/free-name.ts';
import { insertFlow, ownedBy } from '../flows/insert-flow.ts';
import { flowWithProblemsSchema } from '../flows/shapes.ts';
import { readOwnTemplate } from './read-templates.ts';

/** Days after which a flow made from a template of the store asks for a review. */
const REVIEW_AFTER_DAYS = 90;

/**
 * Makes a draft from a template of the store. It belongs to whoever makes it, and asks for a review after 90 days.
 * @throws MillraceError not-found
 */
export const cloneOwnTemplate = defineVerb({
  name: 'flow-created',
  permission: 'flows:write',
  input: z.strictObject({
    id: z.uuid(),
    name: z
      .string()
      .trim()
      .min(1, 'A flow needs a name.')
      .max(LONGEST_NAME)
      .optional()
      .describe("The template's name when left out, with a number when that name is taken"),
  }),
  output: flowWithProblemsSchema,
  prepare: async ({ id }, context) =>
    checkContents(context, [
      (await context.db.inWorkspace(context.workspaceId, (tx) => readOwnTemplate(tx, id))).graph,
    ]),
  run: async (tx, { id, name }, context, checked) => {
    const template = await readOwnTemplate(tx, id);
    const { zone } = await storeSettings(tx, context.workspaceId);
    const reviewOn = dayText(dayIn(context.now() + REVIEW_AFTER_DAYS * DAY, zone));
    const graph = { ...template.graph, settings: { ...template.graph.settings, reviewOn } };
    return insertFlow(
      tx,
      context,
      { name: name ?? (await freeName(tx, template.name)), graph: ownedBy(context, graph) },
      checked,
    );
  },
  audit: (_input, flow) => ({
    subject: { type: 'flow', id: flow.id },
    summary: `Created the flow ${flow.name} from a template of the store`,
  }),
});
