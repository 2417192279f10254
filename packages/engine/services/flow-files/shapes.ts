import { graphShape } from '@millrace/core/rows';
import type { Shape } from '@millrace/core/verb';
import { THINGS } from '@millrace/importers';
import { z } from 'zod';
import { flowWithProblemsSchema, problemSchema } from '../flows/shapes.ts';

const namedFields = {
  thing: z.enum(THINGS),
  name: z.string().describe('As it is called in the file; empty when the file does not say'),
  connector: z.string().optional().describe('For a connection: the system it connects'),
};

const reportFields = {
  from: z.strictObject({ id: z.string(), title: z.string() }).describe('The system that wrote the file'),
  matched: z.array(z.strictObject(namedFields)).describe('Found in this store by name'),
  toChoose: z
    .array(
      z.strictObject({
        ...namedFields,
        steps: z.array(z.strictObject({ id: z.string(), title: z.string() })),
      }),
    )
    .describe('Not in this store: each has to be chosen in the steps that name it'),
  leftOut: z
    .array(z.strictObject({ step: z.string(), why: z.string(), next: z.string() }))
    .describe('Not carried over, or in another way, with what to do instead'),
};

/** What a file would make. */
export const flowFilePreviewSchema = z
  .strictObject({
    name: z.string().describe('The name that the flow would get'),
    ...reportFields,
    graph: graphShape,
    problems: z.array(problemSchema).describe('What would be left to fix before it can be published'),
  })
  .meta({ id: 'FlowFilePreview' });
export type FlowFilePreview = Shape<typeof flowFilePreviewSchema>;

export const importedFlowSchema = z
  .strictObject({ flow: flowWithProblemsSchema, ...reportFields })
  .meta({ id: 'ImportedFlow' });
