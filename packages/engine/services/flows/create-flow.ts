import { kinds, readGraph } from '@millrace/core/plans';
import { readFlowView } from '@millrace/core/rows';
import { type Context, defineVerb } from '@millrace/core/verb';
import { DAY, dayIn, dayText, fail, own } from '@millrace/base';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { type Graph } from '@millrace/flow';
import { templates, type Template } from '@millrace/templates';
import { z } from 'zod';
import { checkContents, checkStoredContents } from './content-problems.ts';
import { freeName, LONGEST_NAME } from './free-name.ts';
import { insertFlow, ownedBy } from './insert-flow.ts';
import { flowWithProblemsSchema } from './shapes.ts';

const nameSchema = z.string().trim().min(1, 'A flow needs a name.').max(LONGEST_NAME);

/** Even an empty flow needs a trigger. */
function emptyGraph(): Graph {
  const first = Object.values(kinds).find((kind) => kind.trigger !== undefined);
  return readGraph({
    schemaVersion: 2,
    subject: 'customer',
    edges: [],
    nodes: first ? [{ id: 'trigger', kind: first.kind, version: 0, config: { ...first.initial } }] : [],
  });
}

export const createFlow = defineVerb({
  name: 'flow-created',
  permission: 'flows:write',
  input: z.strictObject({
    name: nameSchema.optional().describe('“New flow” when left out, with a number when that name is taken'),
    graph: z.unknown().optional(),
  }),
  output: flowWithProblemsSchema,
  prepare: ({ graph }, context) => checkContents(context, graph === undefined ? [] : [readGraph(graph)]),
  run: async (tx, { name, graph }, context, checked) =>
    insertFlow(
      tx,
      context,
      {
        name: name ?? (await freeName(tx, 'New flow')),
        graph: graph === undefined ? emptyGraph() : readGraph(graph),
      },
      checked,
    ),
  audit: (_input, flow) => ({
    subject: { type: 'flow', id: flow.id },
    summary: `Created the flow ${flow.name}`,
  }),
});

export const cloneTemplate = defineVerb({
  name: 'flow-created',
  permission: 'flows:write',
  input: z.strictObject({
    template: z.string().min(1).max(80),
    name: nameSchema
      .optional()
      .describe("The template's title when left out, with a number when that name is taken"),
  }),
  output: flowWithProblemsSchema,
  prepare: ({ template }, context) => checkContents(context, [readGraph(templateNamed(template).graph)]),
  run: async (tx, { template: id, name }, context, checked) => {
    const template = templateNamed(id);
    return insertFlow(
      tx,
      context,
      {
        name: name ?? (await freeName(tx, template.title)),
        graph: owned(
          readGraph(template.graph),
          template,
          context,
          await storeSettings(tx, context.workspaceId),
        ),
        templateId: id,
      },
      checked,
    );
  },
  audit: ({ template }, flow) => ({
    subject: { type: 'flow', id: flow.id },
    summary: madeFrom(templates[template]?.title ?? template, flow.name),
  }),
});

/** A flow made from a template belongs to who made it, and has a day on which it asks for a review. */
const owned = (
  graph: Graph,
  { reviewAfterDays }: Template,
  context: Context,
  { zone }: StoreSettings,
): Graph =>
  ownedBy(context, {
    ...graph,
    settings: {
      ...graph.settings,
      reviewOn: dayText(dayIn(context.now() + reviewAfterDays * DAY, zone)),
    },
  });

const templateNamed = (id: string): Template => own(templates, id) ?? fail('template-unknown', { id });

const madeFrom = (template: string, name: string): string =>
  template === name
    ? `Created the flow ${name} from its template`
    : `Created the flow ${name} from the template ${template}`;

export const duplicateFlow = defineVerb({
  name: 'flow-created',
  permission: 'flows:write',
  input: z.strictObject({ id: z.uuid() }),
  output: flowWithProblemsSchema,
  prepare: ({ id }, context) => checkStoredContents(context, id),
  run: async (tx, { id }, context, checked) => {
    const flow = await readFlowView(tx, id);
    return insertFlow(
      tx,
      context,
      {
        name: await freeName(tx, `${flow.name} (copy)`),
        graph: flow.graph,
        templateId: flow.templateId,
      },
      checked,
    );
  },
  audit: (_input, flow) => ({
    subject: { type: 'flow', id: flow.id },
    summary: `Created ${flow.name} as a copy`,
  }),
});
